import type { Knex } from 'knex'

/** Of which ends of roles people were told, and how many days before: each once. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE role_end_told (
      role_id integer NOT NULL REFERENCES account_role (id),
      days integer NOT NULL,
      told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (role_id, days)
    );
    COMMENT ON COLUMN role_end_told.days IS 'before the end of the role';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE role_end_told')
}
