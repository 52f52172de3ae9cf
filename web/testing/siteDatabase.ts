import { inject } from 'vitest'
import { readConfig } from '../../server/config.ts'
import type { Db } from '../../server/db/index.ts'
import { openDatabase } from '../../server/db/open.ts'

/** Works on the database of the site that browser tests visit, beside its server. */
export async function onSiteDatabase<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  const { databaseUrl, varDir } = readConfig(inject('siteEnvironment'))
  const database = await openDatabase({ databaseUrl, varDir, join: true })
  try {
    return await work(database.knex)
  } finally {
    await database.close()
  }
}
