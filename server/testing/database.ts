import createKnex, { type Knex } from 'knex'
import { afterAll, beforeAll, inject } from 'vitest'

const kept = new Set(['migration', 'migration_lock', 'spatial_ref_sys'])

/** Empties every table and restarts identities; the schema stays. */
export async function emptyTables(db: Knex): Promise<void> {
  const { rows } = await db.raw<{ rows: { tablename: string }[] }>(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
  )
  const names = rows.map((row) => row.tablename).filter((name) => !kept.has(name))
  await db.raw(`TRUNCATE ${names.map((name) => `"${name}"`).join(', ')} RESTART IDENTITY CASCADE`)
}

/** The shared test database for one file: emptied before its first test, closed after its last. */
export function testDatabase(): { db: Knex; kind: 'embedded' | 'postgis' } {
  const db = createKnex({ client: 'pg', connection: inject('databaseUrl'), pool: { min: 0, max: 8 } })
  beforeAll(() => emptyTables(db))
  afterAll(() => db.destroy())
  return { db, kind: inject('databaseKind') }
}
