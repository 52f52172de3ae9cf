import type { Knex } from 'knex'

/** Nobody gives themselves a role, whatever the program says. Roles that were given so before stay, and can be ended. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION refuse_own_role() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'nobody gives themselves a role' USING ERRCODE = 'check_violation';
    END $$;
    CREATE TRIGGER refuse_own_role BEFORE INSERT OR UPDATE OF account_id, granted_by ON account_role
      FOR EACH ROW WHEN (NEW.granted_by = NEW.account_id) EXECUTE FUNCTION refuse_own_role();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TRIGGER refuse_own_role ON account_role; DROP FUNCTION refuse_own_role();')
}
