import type { Knex } from 'knex'

/** Letters waiting to leave, and the alerts ("avvisami") people confirmed by a link. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE mail_outbox (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      message_id text NOT NULL UNIQUE,
      kind text NOT NULL,
      recipient text NOT NULL,
      account_id uuid REFERENCES account (id),
      language text NOT NULL CHECK (language IN ('it', 'en')),
      subject text NOT NULL,
      body_text text NOT NULL,
      object_kind text,
      object_id text,
      created_at timestamptz NOT NULL DEFAULT now(),
      not_before timestamptz NOT NULL DEFAULT now(),
      attempts integer NOT NULL DEFAULT 0,
      last_error text,
      sent_at timestamptz
    );
    CREATE INDEX mail_outbox_waiting ON mail_outbox (not_before) WHERE sent_at IS NULL;

    CREATE TABLE alert (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      email citext NOT NULL,
      language text NOT NULL CHECK (language IN ('it', 'en')),
      filters jsonb NOT NULL,
      token_hash bytea NOT NULL UNIQUE,
      stop_token text NOT NULL UNIQUE,
      created_at timestamptz NOT NULL DEFAULT now(),
      confirmed_at timestamptz,
      stopped_at timestamptz
    );

    CREATE TABLE alert_match (
      alert_id uuid NOT NULL REFERENCES alert (id),
      space_id integer NOT NULL REFERENCES space (id),
      told_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (alert_id, space_id)
    );

    CREATE TABLE area (
      id text PRIMARY KEY,
      geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom)),
      created_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE area IS 'areas too large for a URL, named by the hash of their coordinates';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE area; DROP TABLE alert_match; DROP TABLE alert; DROP TABLE mail_outbox;')
}
