import type { Knex } from 'knex'

/**
 * The last administrator can neither be ended nor disabled, also when two administrators end each other at
 * the same time: whoever takes one away waits for the other, then counts who is left. People of the
 * demonstration do not count. Roles end with a date; they are never deleted.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION require_administrator() RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('administrators'));
      IF NOT EXISTS (
        SELECT FROM account_role r JOIN account a ON a.id = r.account_id
        WHERE r.role = 'administrator' AND r.valid_until > clock_timestamp()
          AND a.disabled_at IS NULL AND a.erased_at IS NULL AND NOT a.demo)
      THEN
        RAISE EXCEPTION 'the last administrator is neither ended nor disabled'
          USING ERRCODE = 'restrict_violation';
      END IF;
    END $$;

    CREATE FUNCTION keep_administrator_role() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM account a WHERE a.id = OLD.account_id AND NOT a.demo) THEN
        PERFORM require_administrator();
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER keep_administrator AFTER UPDATE ON account_role FOR EACH ROW
      WHEN (OLD.role = 'administrator' AND OLD IS DISTINCT FROM NEW)
      EXECUTE FUNCTION keep_administrator_role();

    CREATE FUNCTION keep_administrator_account() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM account_role r WHERE r.account_id = NEW.id AND r.role = 'administrator'
        AND r.valid_until > clock_timestamp()) THEN
        PERFORM require_administrator();
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER keep_administrator AFTER UPDATE ON account FOR EACH ROW
      WHEN (NOT NEW.demo AND OLD.disabled_at IS NULL AND OLD.erased_at IS NULL
        AND (NEW.disabled_at IS NOT NULL OR NEW.erased_at IS NOT NULL))
      EXECUTE FUNCTION keep_administrator_account();

    CREATE TRIGGER keep_rows BEFORE DELETE ON account_role
      FOR EACH ROW EXECUTE FUNCTION forbid_change();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER keep_rows ON account_role;
    DROP TRIGGER keep_administrator ON account;
    DROP TRIGGER keep_administrator ON account_role;
    DROP FUNCTION keep_administrator_account();
    DROP FUNCTION keep_administrator_role();
    DROP FUNCTION require_administrator();
  `)
}
