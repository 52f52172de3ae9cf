import type { Knex } from 'knex'

/** How much each account has sent in a day, taken away again or not: the disk is everybody's. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE upload_day (
      account_id uuid NOT NULL REFERENCES account (id),
      day date NOT NULL DEFAULT current_date,
      bytes bigint NOT NULL CHECK (bytes > 0),
      PRIMARY KEY (account_id, day)
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE upload_day;')
}
