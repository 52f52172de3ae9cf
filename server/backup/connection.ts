import type { Knex } from 'knex'
import type pg from 'pg'

/** Lends a connection of the pool for what knex has no words for, such as COPY. */
export async function withConnection<Result>(
  knex: Knex,
  use: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await knex.client.acquireConnection()
  try {
    return await use(client)
  } finally {
    await knex.client.releaseConnection(client)
  }
}

/** Runs in a transaction that reads and writes texts the same way everywhere. */
export async function inTransaction<Result>(
  client: pg.ClientBase,
  begin: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query(begin)
  try {
    await client.query(`
      SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres';
      SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'`)
    const result = await work()
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}
