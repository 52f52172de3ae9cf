import type { Knex } from 'knex'

/** What is entered again with the key of the first time, because no answer came, is the same need. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE need ADD COLUMN idempotency_key text;
    CREATE UNIQUE INDEX need_idempotent ON need (account_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE need DROP COLUMN idempotency_key;')
}
