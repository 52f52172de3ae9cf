import type { Knex } from 'knex'

const guards = ['keep_received_request', 'keep_asking_party']

const guardUpdates = (condition: string) =>
  guards
    .map(
      (name) => `DROP TRIGGER ${name} ON request;
        CREATE TRIGGER ${name} BEFORE UPDATE ON request
          FOR EACH ROW ${condition} EXECUTE FUNCTION ${name}();`,
    )
    .join('\n')

/**
 * What the end of a retention period does: a request without an award loses who sent it and what they
 * wrote, and keeps its number, dates, outcome and hash; one with an award never does. An address whose
 * alert was stopped is forgotten at once.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE request ADD COLUMN erased_at timestamptz;
    ALTER TABLE request ALTER COLUMN account_id DROP NOT NULL;
    ALTER TABLE request ALTER COLUMN party_id DROP NOT NULL;
    ALTER TABLE request DROP CONSTRAINT request_check1;
    ALTER TABLE request ADD CONSTRAINT request_received CHECK (status = 'draft'
      OR (number IS NOT NULL AND received_at IS NOT NULL AND content_hash IS NOT NULL));
    ALTER TABLE request ADD CONSTRAINT request_sender
      CHECK (erased_at IS NOT NULL OR (account_id IS NOT NULL AND party_id IS NOT NULL));
    ALTER TABLE request ADD CONSTRAINT request_erased CHECK (erased_at IS NULL OR (status <> 'draft'
      AND content = '{}' AND account_id IS NULL AND party_id IS NULL AND sent_by IS NULL));
    CREATE INDEX request_updated ON request (updated_at);

    CREATE FUNCTION erase_request() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.erased_at IS NOT NULL THEN
        RAISE EXCEPTION 'a request that was erased stays as it is' USING ERRCODE = 'restrict_violation';
      END IF;
      IF EXISTS (SELECT FROM award a WHERE a.request_id = NEW.id) THEN
        RAISE EXCEPTION 'a request with an award is kept' USING ERRCODE = 'restrict_violation';
      END IF;
      IF (NEW.number, NEW.kind, NEW.call_id, NEW.status, NEW.content_hash, NEW.received_at, NEW.reason_code)
        IS DISTINCT FROM
        (OLD.number, OLD.kind, OLD.call_id, OLD.status, OLD.content_hash, OLD.received_at, OLD.reason_code) THEN
        RAISE EXCEPTION 'erasing a request keeps its number, hash and outcome'
          USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER erase_request BEFORE UPDATE ON request
      FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL OR OLD.erased_at IS NOT NULL)
      EXECUTE FUNCTION erase_request();
    ${guardUpdates('WHEN (NEW.erased_at IS NULL)')}

    ALTER TABLE alert ALTER COLUMN email DROP NOT NULL;
    UPDATE alert SET email = NULL WHERE stopped_at IS NOT NULL;
    ALTER TABLE alert ADD CONSTRAINT alert_address CHECK ((email IS NULL) = (stopped_at IS NOT NULL));
    CREATE INDEX session_expires ON session (expires_at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX session_expires;
    ALTER TABLE alert DROP CONSTRAINT alert_address;
    DELETE FROM alert_match WHERE alert_id IN (SELECT id FROM alert WHERE email IS NULL);
    DELETE FROM alert WHERE email IS NULL;
    ALTER TABLE alert ALTER COLUMN email SET NOT NULL;
    ${guardUpdates('')}
    DROP TRIGGER erase_request ON request;
    DROP FUNCTION erase_request();
    DROP INDEX request_updated;
    ALTER TABLE request DROP CONSTRAINT request_erased, DROP CONSTRAINT request_sender,
      DROP CONSTRAINT request_received;
    ALTER TABLE request ADD CONSTRAINT request_check1 CHECK (status = 'draft' OR (number IS NOT NULL
      AND received_at IS NOT NULL AND content_hash IS NOT NULL AND party_id IS NOT NULL));
    ALTER TABLE request ALTER COLUMN party_id SET NOT NULL;
    ALTER TABLE request ALTER COLUMN account_id SET NOT NULL;
    ALTER TABLE request DROP COLUMN erased_at;
  `)
}
