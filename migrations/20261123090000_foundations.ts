import type { Knex } from 'knex'

/**
 * Extensions and the two rules every published table follows: each change is stamped with its
 * transaction (`changed_in`, what the feature index polls), and no row is ever deleted.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE EXTENSION IF NOT EXISTS postgis;
    CREATE EXTENSION IF NOT EXISTS btree_gist;
    CREATE EXTENSION IF NOT EXISTS citext;

    CREATE FUNCTION stamp_changed_in() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.changed_in := pg_current_xact_id();
      RETURN NEW;
    END $$;

    CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% of % is not allowed: records end with a date', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
    END $$;

    CREATE FUNCTION follow_changes(followed regclass) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE format('ALTER TABLE %s ADD COLUMN changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()', followed);
      EXECUTE format('CREATE INDEX ON %s (changed_in)', followed);
      EXECUTE format('CREATE TRIGGER stamp_changed_in BEFORE INSERT OR UPDATE ON %s
        FOR EACH ROW EXECUTE FUNCTION stamp_changed_in()', followed);
      EXECUTE format('CREATE TRIGGER keep_rows BEFORE DELETE ON %s
        FOR EACH ROW EXECUTE FUNCTION forbid_change()', followed);
    END $$;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION follow_changes(regclass);
    DROP FUNCTION forbid_change();
    DROP FUNCTION stamp_changed_in();
  `)
}
