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
    ALTER TABLE party ADD COLUMN constituted boolean NOT NULL DEFAULT true;
    ALTER TABLE party ADD COLUMN is_own boolean NOT NULL DEFAULT false CHECK (NOT is_own OR kind = 'person');
    ALTER TABLE party DROP CONSTRAINT party_account_id_fiscal_code_key;
    CREATE INDEX party_fiscal_code ON party (fiscal_code);
    UPDATE party p SET is_own = true WHERE p.id IN (
      SELECT DISTINCT ON (q.account_id) q.id FROM party q WHERE q.kind = 'person'
      ORDER BY q.account_id, q.created_at, q.id);
    INSERT INTO party (account_id, kind, name, email, is_own)
      SELECT a.id, 'person', a.name, a.email::text, true FROM account a
      WHERE EXISTS (SELECT FROM request r WHERE r.account_id = a.id AND r.party_id IS NULL)
        AND NOT EXISTS (SELECT FROM party p WHERE p.account_id = a.id AND p.is_own);
    CREATE UNIQUE INDEX party_own ON party (account_id) WHERE is_own;
    COMMENT ON COLUMN party.account_id IS 'who entered it; who may act for it are its members';
    COMMENT ON COLUMN party.is_own IS 'the account itself as a party';
    COMMENT ON COLUMN party.constituted IS 'false for a firm or a grouping still to be set up';
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
      vat_number text,
      representative text NOT NULL,
      is_lead boolean NOT NULL DEFAULT false,
      UNIQUE (grouping_id, fiscal_code)
    );
    CREATE INDEX grouping_member_code ON grouping_member (fiscal_code);
    CREATE UNIQUE INDEX grouping_lead ON grouping_member (grouping_id) WHERE is_lead;

    UPDATE request r SET party_id = p.id, content = r.content - 'consents' FROM party p
      WHERE r.party_id IS NULL AND p.account_id = r.account_id AND p.is_own;
    ALTER TABLE request ALTER COLUMN party_id SET NOT NULL;
    ALTER TABLE request ADD COLUMN sent_by uuid REFERENCES account (id);
    UPDATE request r SET sent_by = r.account_id WHERE r.status <> 'draft';
    CREATE INDEX request_party ON request (party_id);
    CREATE FUNCTION keep_asking_party() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.status <> 'draft' AND (NEW.party_id, NEW.sent_by) IS DISTINCT FROM (OLD.party_id, OLD.sent_by) THEN
        RAISE EXCEPTION 'a request stays of the party that sent it' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_asking_party BEFORE UPDATE ON request
      FOR EACH ROW EXECUTE FUNCTION keep_asking_party();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER keep_asking_party ON request; DROP FUNCTION keep_asking_party();
    DROP INDEX request_party;
    ALTER TABLE request DROP COLUMN sent_by;
    ALTER TABLE request ALTER COLUMN party_id DROP NOT NULL;
    DROP TABLE grouping_member; DROP TABLE party_invitation; DROP TABLE party_member;
    DROP INDEX party_fiscal_code; DROP INDEX party_own;
    ALTER TABLE party ADD CONSTRAINT party_account_id_fiscal_code_key UNIQUE (account_id, fiscal_code);
    ALTER TABLE party DROP COLUMN is_own, DROP COLUMN constituted;
    ALTER TABLE party DROP COLUMN ended_at, DROP COLUMN version, DROP COLUMN pec,
      DROP COLUMN representative, DROP COLUMN legal_form;
    ALTER TABLE party DROP CONSTRAINT party_kind_check;
    ALTER TABLE party ADD CONSTRAINT party_kind_check CHECK (kind IN ('person', 'organisation'));
  `)
}
