import type { Knex } from 'knex'

/**
 * For whom people act: themselves, an organisation with co-editors, or a temporary grouping (RTI/ATS) of
 * organisations with one lead. Who may see and write the requests of a party is who is its member.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE party DROP CONSTRAINT party_kind_check;
    ALTER TABLE party ADD CONSTRAINT party_kind_check
      CHECK (kind IN ('person', 'organisation', 'temporaryGrouping'));
    ALTER TABLE party ADD COLUMN legal_form text;
    ALTER TABLE party ADD COLUMN representative text;
    ALTER TABLE party ADD COLUMN pec text;
    ALTER TABLE party ADD COLUMN version integer NOT NULL DEFAULT 1;
    ALTER TABLE party ADD COLUMN ended_at timestamptz;
    COMMENT ON COLUMN party.pec IS 'certified address (digital domicile) for notices';

    CREATE TABLE party_member (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      party_id uuid NOT NULL REFERENCES party (id),
      account_id uuid NOT NULL REFERENCES account (id),
      role text NOT NULL CHECK (role IN ('representative', 'editor')),
      since timestamptz NOT NULL DEFAULT now(),
      ended_at timestamptz
    );
    CREATE UNIQUE INDEX party_member_current ON party_member (party_id, account_id) WHERE ended_at IS NULL;
    CREATE INDEX party_member_account ON party_member (account_id);
    INSERT INTO party_member (party_id, account_id, role, since)
      SELECT p.id, p.account_id, 'representative', p.created_at FROM party p;

    CREATE TABLE party_invitation (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      party_id uuid NOT NULL REFERENCES party (id),
      email citext NOT NULL,
      token_hash bytea NOT NULL UNIQUE,
      invited_by uuid NOT NULL REFERENCES account (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      accepted_by uuid REFERENCES account (id),
      accepted_at timestamptz,
      revoked_at timestamptz,
      CHECK ((accepted_by IS NULL) = (accepted_at IS NULL)),
      CHECK (accepted_at IS NULL OR revoked_at IS NULL)
    );
    CREATE INDEX party_invitation_party ON party_invitation (party_id);

    CREATE TABLE grouping_member (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      grouping_id uuid NOT NULL REFERENCES party (id),
      name text NOT NULL,
      fiscal_code text NOT NULL,
      representative text NOT NULL,
      is_lead boolean NOT NULL DEFAULT false,
      UNIQUE (grouping_id, fiscal_code)
    );
    CREATE UNIQUE INDEX grouping_lead ON grouping_member (grouping_id) WHERE is_lead;

    CREATE INDEX request_party ON request (party_id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX request_party;
    DROP TABLE grouping_member; DROP TABLE party_invitation; DROP TABLE party_member;
    ALTER TABLE party DROP COLUMN ended_at, DROP COLUMN version, DROP COLUMN pec,
      DROP COLUMN representative, DROP COLUMN legal_form;
    ALTER TABLE party DROP CONSTRAINT party_kind_check;
    ALTER TABLE party ADD CONSTRAINT party_kind_check CHECK (kind IN ('person', 'organisation'));
  `)
}
