import type { Knex } from 'knex'

/** Who follows a district by mail, and which month was sent to whom: each once, whoever of several servers sends. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE district_digest (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      email citext,
      language text NOT NULL CHECK (language IN ('it', 'en')),
      district_code text NOT NULL,
      token_hash bytea NOT NULL UNIQUE,
      stop_token text NOT NULL UNIQUE,
      created_at timestamptz NOT NULL DEFAULT now(),
      confirmed_at timestamptz,
      stopped_at timestamptz,
      CHECK (email IS NOT NULL OR stopped_at IS NOT NULL)
    );
    CREATE UNIQUE INDEX district_digest_one ON district_digest (email, district_code)
      WHERE confirmed_at IS NOT NULL AND stopped_at IS NULL;

    CREATE TABLE district_digest_sent (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      month text NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
      district_code text NOT NULL,
      digest_id uuid REFERENCES district_digest (id),
      account_id uuid REFERENCES account (id),
      sent_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CHECK ((digest_id IS NULL) <> (account_id IS NULL))
    );
    CREATE UNIQUE INDEX district_digest_sent_mail ON district_digest_sent (digest_id, month)
      WHERE digest_id IS NOT NULL;
    CREATE UNIQUE INDEX district_digest_sent_office ON district_digest_sent (account_id, district_code, month)
      WHERE account_id IS NOT NULL;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE district_digest_sent; DROP TABLE district_digest;')
}
