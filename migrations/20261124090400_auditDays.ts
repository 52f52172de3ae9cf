import type { Knex } from 'knex'

/**
 * The signed head of each day: one hash over every event of the day and the head of the day before. And
 * what the log refuses: events and heads to be changed, deleted or emptied; values to do anything but go.
 *
 * Ids are given before a transaction commits, so the highest id a day can be closed at is read with
 * writers shut out: whoever holds an id has written and is waited for. The function runs with the rights of
 * the owner, since a role that may only insert may not lock.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE audit_day (
      day date PRIMARY KEY,
      after_event bigint NOT NULL,
      last_event bigint NOT NULL CHECK (last_event >= after_event),
      events integer NOT NULL CHECK (events >= 0),
      previous_head text,
      head text NOT NULL,
      public_key text NOT NULL,
      signature text NOT NULL,
      signed_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    COMMENT ON TABLE audit_day IS 'covers the events with after_event < id <= last_event, in the order of ids';
    COMMENT ON COLUMN audit_day.public_key IS 'Ed25519, DER (SubjectPublicKeyInfo), base64';
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_day
      FOR EACH ROW EXECUTE FUNCTION forbid_change();
    CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_day
      FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
    CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_event
      FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
    CREATE INDEX audit_event_time ON audit_event (happened_at, id);
    CREATE INDEX audit_event_actor ON audit_event (actor_id, id);

    CREATE FUNCTION only_erase() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL
        AND NEW.event_id = OLD.event_id AND NEW.field = OLD.field THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'a value of the audit log can only be erased' USING ERRCODE = 'restrict_violation';
    END $$;
    CREATE TRIGGER only_erase BEFORE UPDATE ON audit_personal
      FOR EACH ROW EXECUTE FUNCTION only_erase();
    CREATE TRIGGER keep_rows BEFORE DELETE ON audit_personal
      FOR EACH ROW EXECUTE FUNCTION forbid_change();
    CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_personal
      FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

    CREATE FUNCTION last_settled_event() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = public, pg_temp AS $$
    BEGIN
      LOCK TABLE audit_event IN SHARE MODE;
      RETURN (SELECT coalesce(max(e.id), 0) FROM audit_event e);
    END $$;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION last_settled_event();
    DROP TRIGGER no_truncate ON audit_personal;
    DROP TRIGGER keep_rows ON audit_personal;
    DROP TRIGGER only_erase ON audit_personal;
    DROP FUNCTION only_erase();
    DROP INDEX audit_event_actor; DROP INDEX audit_event_time;
    DROP TRIGGER no_truncate ON audit_event;
    DROP TABLE audit_day;
  `)
}
