import createKnex from 'knex'
import type { TestProject } from 'vitest/node'
import { migrate } from '../db/migrations.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
    databaseKind: 'embedded' | 'postgis'
  }
}

/** Opens one database for all test files: TEST_DATABASE_URL, else the embedded one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error('embedded test database: to be written in server/testing/globalSetup.ts')
  const knex = createKnex({ client: 'pg', connection: url, pool: { min: 0, max: 1 } })
  await knex.raw('DROP SCHEMA public CASCADE; CREATE SCHEMA public;')
  await migrate(knex)
  await knex.destroy()
  project.provide('databaseUrl', url)
  project.provide('databaseKind', 'postgis')
  return async () => {}
}
