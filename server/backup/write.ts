import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, open, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import yazl from 'yazl'
import packageFile from '../../package.json' with { type: 'json' }
import type { Database } from '../db/index.ts'
import { hashFile, isStored, storedPath } from '../files/storage.ts'
import { inTransaction, withConnection } from './connection.ts'
import {
  BackupError,
  type FileEntry,
  fileEntryName,
  type Manifest,
  manifestName,
  newManifest,
  type TableEntry,
  tableEntryName,
} from './manifest.ts'
import { type CarriedTable, listSequences, listTables, quoted } from './tables.ts'

export interface BackupOptions {
  database: Database
  varDir: string
  /** Where the archive is written; nothing may be there. */
  target: string
  onProgress: (message: string) => void
}

/** What one transaction sees: its tables lie as text in a folder, everything else is in memory. */
type Snapshot = Omit<Manifest, 'format' | 'formatVersion' | 'files' | 'missingFiles'> & { hashes: string[] }

/**
 * Writes the whole database as one moment had it, with the files people sent, into one archive that
 * either database can be restored from. Others go on working; on the embedded database, which serves one
 * transaction at a time, they wait while the tables are read.
 * @throws {BackupError} where the archive is there already, or there is nothing to back up
 */
export async function writeBackup({
  database,
  varDir,
  target,
  onProgress,
}: BackupOptions): Promise<Manifest> {
  const path = resolve(target)
  if (existsSync(path)) throw new BackupError(`${target} is there already; a backup overwrites nothing.`)
  const folder = await mkdtemp(join(dirname(path), '.spazi-backup-')).catch(
    (error: NodeJS.ErrnoException) => {
      throw new BackupError(`${target} cannot be written (${error.code}).`)
    },
  )
  try {
    onProgress('Reading the tables')
    const { hashes, ...snapshot } = await withConnection(database.knex, (client) =>
      takeSnapshot(client, database.kind, folder),
    )
    onProgress(`Checking ${hashes.length} files`)
    const { files, missingFiles } = await checkFiles(varDir, hashes)
    for (const sha256 of missingFiles) onProgress(`Missing or damaged on disk, left out: ${sha256}`)
    const manifest = newManifest({ ...snapshot, files, missingFiles })
    onProgress('Writing the archive')
    await writeArchive(manifest, { folder, varDir, unfinished: join(folder, 'archive') })
    await rename(join(folder, 'archive'), path)
    return manifest
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function takeSnapshot(
  client: pg.ClientBase,
  database: Database['kind'],
  folder: string,
): Promise<Snapshot> {
  return inTransaction(client, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', async () => {
    const migrations = await listMigrations(client)
    const tables: TableEntry[] = []
    for (const table of await listTables(client)) tables.push(await copyOut(client, table, folder))
    const { rows: hashes } = await client.query<{ sha256: string }>(
      'SELECT sha256 FROM stored_file ORDER BY sha256 COLLATE "C"',
    )
    const { rows: clock } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now')
    return {
      appVersion: packageFile.version,
      madeAt: clock[0]?.now.toISOString() ?? '',
      database,
      migrations,
      tables,
      sequences: await listSequences(client),
      hashes: hashes.map(({ sha256 }) => sha256),
    }
  })
}

async function listMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ known: boolean }>(
    `SELECT to_regclass('public.migration') IS NOT NULL AS known`,
  )
  if (!rows[0]?.known) throw new BackupError('The database is empty: there is nothing to back up.')
  const { rows: names } = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY name')
  return names.map(({ name }) => name)
}

const pathOf = (folder: string, name: string) => join(folder, `${name}.copy`)

async function copyOut(client: pg.ClientBase, table: CarriedTable, folder: string): Promise<TableEntry> {
  const { name, columns, order } = table
  const query = `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)}${
    order.length > 0 ? ` ORDER BY ${order.join(', ')}` : ''
  }`
  const output = client.query(copyTo(`COPY (${query}) TO STDOUT`))
  const path = pathOf(folder, name)
  await pipeline(output, createWriteStream(path, { mode: 0o600 }))
  const { sha256, sizeBytes: bytes } = await hashFile(path)
  return { name, columns, rows: output.rowCount, bytes, sha256 }
}

async function checkFiles(
  varDir: string,
  hashes: string[],
): Promise<Pick<Manifest, 'files' | 'missingFiles'>> {
  const files: FileEntry[] = []
  const missingFiles: string[] = []
  for (const sha256 of hashes) {
    const found = (await isStored(varDir, sha256)) ? await hashFile(storedPath(varDir, sha256)) : null
    if (found?.sha256 === sha256) files.push({ sha256, bytes: found.sizeBytes })
    else missingFiles.push(sha256)
  }
  return { files, missingFiles }
}

async function writeArchive(
  manifest: Manifest,
  { folder, varDir, unfinished }: { folder: string; varDir: string; unfinished: string },
): Promise<void> {
  const zip = new yazl.ZipFile()
  zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 1)), manifestName)
  for (const table of manifest.tables) {
    zip.addFile(pathOf(folder, table.name), tableEntryName(table), { mode: 0o600 })
  }
  for (const file of manifest.files) {
    zip.addFile(storedPath(varDir, file.sha256), fileEntryName(file), { mode: 0o600, compress: false })
  }
  zip.end()
  await Promise.race([
    pipeline(zip.outputStream, createWriteStream(unfinished, { mode: 0o600 })),
    once(zip, 'error').then(([error]) => {
      throw error
    }),
  ])
  const handle = await open(unfinished)
  await handle.sync().finally(() => handle.close())
}
