import type { Knex } from 'knex'

/**
 * An application by a local account alone is no valid one (D.Lgs 82/2005 art. 65): it cannot be admitted,
 * evaluated or awarded before its sender has been identified. How that was found out is said once.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION admit_identified_request() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.kind = 'application' AND NEW.identified_by = 'local' AND NEW.status IS DISTINCT FROM OLD.status
        AND NEW.status IN ('admitted', 'evaluated', 'ranked', 'awarded', 'accepted', 'agreement') THEN
        RAISE EXCEPTION 'an application is admitted once its sender is identified'
          USING ERRCODE = 'restrict_violation';
      END IF;
      IF OLD.status <> 'draft' AND OLD.identified_by <> 'local'
        AND NEW.identified_by IS DISTINCT FROM OLD.identified_by THEN
        RAISE EXCEPTION 'how the sender of a request was identified is kept'
          USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER admit_identified_request BEFORE UPDATE ON request
      FOR EACH ROW EXECUTE FUNCTION admit_identified_request();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'DROP TRIGGER admit_identified_request ON request; DROP FUNCTION admit_identified_request();',
  )
}
