import type { Knex } from 'knex'

/** The signed head of each day: one hash over every event of the day and the head of the day before. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE audit_day (
      day date PRIMARY KEY,
      first_event bigint,
      last_event bigint,
      events integer NOT NULL,
      previous_head text,
      head text NOT NULL,
      public_key text NOT NULL,
      signature text NOT NULL,
      signed_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_day
      FOR EACH ROW EXECUTE FUNCTION forbid_change();
    CREATE INDEX audit_event_time ON audit_event (happened_at, id);
    CREATE INDEX audit_event_actor ON audit_event (actor_id, id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX audit_event_actor; DROP INDEX audit_event_time; DROP TABLE audit_day;')
}
