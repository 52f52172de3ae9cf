import type { Knex } from 'knex'

/** Each import that was applied: the file by its hash, the mapping that was chosen, the report. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE import (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      collection text NOT NULL,
      file_name text NOT NULL,
      file_sha256 text NOT NULL,
      mapping text,
      report jsonb NOT NULL,
      status text NOT NULL DEFAULT 'applied' CHECK (status IN ('staged', 'applied', 'reverted')),
      imported_at timestamptz NOT NULL DEFAULT now()
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE import;')
}
