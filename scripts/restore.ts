import { openArchive } from '../server/backup/archive.ts'
import { BackupError } from '../server/backup/manifest.ts'
import { restoreBackup } from '../server/backup/restore.ts'
import { readConfig } from '../server/config.ts'
import { openDatabase } from '../server/db/open.ts'

const [source, ...rest] = process.argv.slice(2)

/** Checks the archive, then brings the empty database to what it holds. */
async function run(path: string): Promise<void> {
  const { databaseUrl, databaseOwnerUrl, varDir } = readConfig()
  const onProgress = (message: string) => console.log(message)
  onProgress('Checking the backup')
  const archive = await openArchive(path)
  try {
    const database = await openDatabase({
      databaseUrl: databaseOwnerUrl ?? databaseUrl,
      varDir,
      onProgress,
    })
    await restoreBackup({ archive, database, varDir, onProgress }).finally(() => database.close())
  } finally {
    archive.close()
  }
  console.log(`Restored what was there at ${archive.manifest.madeAt}. Everybody has to sign in again.`)
}

try {
  if (!source || rest.length > 0) throw new BackupError('npm run restore -- FILE')
  await run(source)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
