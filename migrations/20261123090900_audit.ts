import type { Knex } from 'knex'

/**
 * Who did what to which object. Personal and restricted values lie in `audit_personal`, which can be
 * erased; the event keeps only their salted hash, so the chain of an object still verifies.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE audit_event (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      happened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      actor_id uuid REFERENCES account (id),
      actor_role text NOT NULL,
      action text NOT NULL,
      object_kind text NOT NULL,
      object_id text NOT NULL,
      changes jsonb NOT NULL DEFAULT '{}',
      previous_hash text,
      hash text NOT NULL
    );
    CREATE INDEX audit_event_object ON audit_event (object_kind, object_id, id);
    CREATE UNIQUE INDEX audit_event_chain ON audit_event (object_kind, object_id, coalesce(previous_hash, ''));
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event
      FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE TABLE audit_personal (
      event_id bigint NOT NULL REFERENCES audit_event (id),
      field text NOT NULL,
      salt text,
      old_value jsonb,
      new_value jsonb,
      erased_at timestamptz,
      PRIMARY KEY (event_id, field),
      CHECK (erased_at IS NULL OR (salt IS NULL AND old_value IS NULL AND new_value IS NULL)),
      CHECK (erased_at IS NOT NULL OR salt IS NOT NULL)
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE audit_personal; DROP TABLE audit_event;')
}
