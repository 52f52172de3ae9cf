import type { Knex } from 'knex'

/** Words of points that are alike are found by their trigrams: twins among thousands, and the search of the desk. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    ALTER TABLE point ADD COLUMN search text
      GENERATED ALWAYS AS (lower(text || ' ' || coalesce(synthesis, ''))) STORED;
    CREATE INDEX point_search_trigrams ON point USING gin (search gin_trgm_ops);
    COMMENT ON COLUMN point.search IS 'words and synthesis in small letters: what the search of the desk looks in';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE point DROP COLUMN search')
}
