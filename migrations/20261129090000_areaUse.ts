import type { Knex } from 'knex'

/** When an area was last used: those that nobody uses are swept, for anybody may have one kept. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE area ADD COLUMN used_at timestamptz NOT NULL DEFAULT now();
    COMMENT ON COLUMN area.used_at IS 'when it was last asked for, to within a day';
    CREATE INDEX area_used ON area (used_at);
    CREATE INDEX alert_area ON alert ((filters ->> 'within')) WHERE stopped_at IS NULL;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX alert_area; ALTER TABLE area DROP COLUMN used_at;')
}
