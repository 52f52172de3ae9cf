import { BackupError } from '../server/backup/manifest.ts'
import { writeBackup } from '../server/backup/write.ts'
import { readConfig } from '../server/config.ts'
import { openDatabase } from '../server/db/open.ts'

const [target, ...rest] = process.argv.slice(2)
const started = Date.now()

/** Writes the archive and says what is in it. */
async function run(path: string): Promise<void> {
  const { databaseUrl, databaseOwnerUrl, varDir } = readConfig()
  const onProgress = (message: string) => console.log(message)
  const database = await openDatabase({
    databaseUrl: databaseOwnerUrl ?? databaseUrl,
    varDir,
    join: true,
    onProgress,
  })
  try {
    const { tables, files, missingFiles } = await writeBackup({ database, varDir, target: path, onProgress })
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    console.log(`${path}: ${tables.length} tables, ${rows} rows, ${files.length} files, in ${seconds} s.`)
    if (missingFiles.length > 0) throw new BackupError(`${missingFiles.length} files are missing in it.`)
  } finally {
    await database.close()
  }
}

try {
  if (!target || rest.length > 0) throw new BackupError('npm run backup -- FILE')
  await run(target)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
