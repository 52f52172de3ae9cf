import type { Knex } from 'knex'

/** The office is told once at each of the warnings before the last day to decide; a term that moves is told anew. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE plan_deadline_told (
      plan_id integer NOT NULL REFERENCES plan (id),
      last_day date NOT NULL,
      days integer NOT NULL CHECK (days > 0),
      told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (plan_id, last_day, days)
    );
    COMMENT ON COLUMN plan_deadline_told.days IS 'the warning: so many days before the last one, or fewer';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE plan_deadline_told')
}
