import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openEmbedded } from '../db/embedded/open.ts'
import { migrate } from '../db/migrations.ts'
import { openPostgis } from '../db/postgis.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
    databaseKind: 'embedded' | 'postgis'
  }
}

/** Uses TEST_DATABASE_URL for every test file; whatever is in that database is dropped. */
async function usePostgis(project: TestProject, url: string): Promise<void> {
  const { knex, close } = await openPostgis(url)
  await knex.raw('DROP SCHEMA public CASCADE; CREATE SCHEMA public;')
  await migrate(knex)
  await close()
  project.provide('databaseUrl', url)
  project.provide('databaseKind', 'postgis')
}

/** Opens one embedded database in this process for every test file, in a folder of its own. */
async function useEmbedded(project: TestProject): Promise<() => Promise<void>> {
  const varDir = await mkdtemp(join(tmpdir(), 'spazi-test-'))
  const database = await openEmbedded({ varDir, join: false, onProgress: () => {} })
  await migrate(database.knex)
  project.provide('databaseUrl', database.url)
  project.provide('databaseKind', 'embedded')
  return async () => {
    await database.close()
    await rm(varDir, { recursive: true, force: true })
  }
}

/** Opens one database for all test files, migrated once: TEST_DATABASE_URL, else the embedded one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL
  if (!url) return useEmbedded(project)
  await usePostgis(project, url)
  return async () => {}
}
