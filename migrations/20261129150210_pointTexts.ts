import type { Knex } from 'knex'

/** Words of points that are alike are found by their trigrams: twins among thousands, and the search of the desk. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX point_text_trigrams ON point USING gin (text gin_trgm_ops);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX point_text_trigrams')
}
