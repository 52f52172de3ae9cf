import type { Knex } from 'knex'

/** Files of a call, which its text names among its documents; and when a visit was added, for who follows the call. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE call_file (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      call_id integer NOT NULL REFERENCES call (id),
      name text NOT NULL,
      media_type text NOT NULL,
      size_bytes integer NOT NULL CHECK (size_bytes > 0),
      sha256 text NOT NULL REFERENCES stored_file (sha256),
      added_by uuid NOT NULL REFERENCES account (id),
      added_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE INDEX call_file_call ON call_file (call_id);
    CREATE INDEX call_file_stored ON call_file (sha256);
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON call_file
      FOR EACH ROW EXECUTE FUNCTION forbid_change();
    ALTER TABLE visit_slot ADD COLUMN made_at timestamptz NOT NULL DEFAULT clock_timestamp();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE visit_slot DROP COLUMN made_at; DROP TABLE call_file;')
}
