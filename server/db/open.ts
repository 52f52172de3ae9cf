import { openEmbedded } from './embedded/open.ts'
import type { Database } from './index.ts'
import { openPostgis } from './postgis.ts'

export { DatabaseInUseError } from './embedded/lock.ts'
export { DatabaseUnusableError } from './postgis.ts'

export interface DatabaseOptions {
  databaseUrl: string | undefined
  /** Folder of the embedded database, used where there is no `databaseUrl`. */
  varDir: string
  /** Use the embedded database that a running server has open, if there is one. */
  join?: boolean
  /** Told what takes time, in a few words. */
  onProgress?: (message: string) => void
}

/**
 * Opens the database at `databaseUrl`, else the embedded one in `varDir`. Nothing is migrated.
 * @throws {DatabaseInUseError} where another process holds `varDir` and `join` is not set
 * @throws {DatabaseUnusableError} where the database does not answer or is too old
 */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, varDir, join = false, onProgress = () => {} } = options
  return databaseUrl ? openPostgis(databaseUrl) : openEmbedded({ varDir, join, onProgress })
}
