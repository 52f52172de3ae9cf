import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from '../db/index.ts'
import { knownMigrations, migrate, migrateTo, rollbackAll } from '../db/migrations.ts'
import { claimAlone, stopBeingAlone } from '../db/presence.ts'
import { newIncomingFolder, putFile, storedPath } from '../files/storage.ts'
import type { Archive } from './archive.ts'
import { inTransaction, withConnection } from './connection.ts'
import { restConstraints } from './constraints.ts'
import { BackupError, fileEntryName, type Manifest, type TableEntry, tableEntryName } from './manifest.ts'
import { listOwnTables, listTables, quoted } from './tables.ts'

export interface RestoreOptions {
  archive: Archive
  database: Database
  varDir: string
  onProgress: (message: string) => void
}

/**
 * Brings an empty database to what a backup holds, in one transaction, and the files beside it. A backup
 * of an older version is loaded into the tables of its time, which are then brought up to date.
 * @throws {BackupError} where the database has records or is in use, or the backup is newer than the program
 */
export async function restoreBackup(options: RestoreOptions): Promise<void> {
  const { archive, database, onProgress } = options
  await refuseNewer(archive.manifest)
  await withConnection(database.knex, async (client) => {
    if (!(await claimAlone(client))) {
      throw new BackupError('A server is running on this database: stop it first.')
    }
    await loadInto(client, options).finally(() => stopBeingAlone(client))
  })
  const newer = await migrate(database.knex)
  if (newer.length > 0) onProgress(`Brought up to date: ${newer.join(', ')}`)
  await database.knex.raw('ANALYZE')
}

async function loadInto(
  client: pg.ClientBase,
  { archive, database, varDir, onProgress }: RestoreOptions,
): Promise<void> {
  const { migrations, files, tables } = archive.manifest
  if (!(await isEmpty(client))) throw notEmpty()
  onProgress('Making the tables')
  await rollbackAll(database.knex)
  await migrateTo(database.knex, migrations)
  if (files.length > 0) onProgress(`Writing ${files.length} files`)
  await restoreFiles(archive, varDir)
  onProgress(`Loading ${tables.length} tables`)
  await inTransaction(client, 'BEGIN', () => loadTables(client, archive, onProgress)).catch((error) => {
    throw error instanceof BackupError ? error : new BackupError(`Nothing was restored: ${error.message}.`)
  })
}

const notEmpty = () =>
  new BackupError(
    'The database has records already, and a restore overwrites nothing: name a new database with DATABASE_URL, or without it a new folder with VAR_DIR.',
  )

async function refuseNewer({ migrations, appVersion }: Manifest): Promise<void> {
  const known = new Set(await knownMigrations())
  const unknown = migrations.find((name) => !known.has(name))
  if (unknown === undefined) return
  throw new BackupError(
    `The backup was made by another version of Spazi (${appVersion}, with ${unknown}): restore it with that one, or a newer one.`,
  )
}

async function isEmpty(client: pg.ClientBase): Promise<boolean> {
  for (const name of await listOwnTables(client)) {
    const { rows } = await client.query<{ found: boolean }>(
      `SELECT EXISTS (SELECT FROM ${quoted(name)}) AS found`,
    )
    if (rows[0]?.found) return false
  }
  return true
}

async function restoreFiles(archive: Archive, varDir: string): Promise<void> {
  const folder = await newIncomingFolder(varDir)
  try {
    for (const file of archive.manifest.files) {
      const path = join(folder, file.sha256)
      await pipeline(await archive.open(fileEntryName(file)), createWriteStream(path, { mode: 0o600 }))
      await putFile(path, storedPath(varDir, file.sha256))
      await rm(path)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function loadTables(
  client: pg.ClientBase,
  archive: Archive,
  onProgress: (message: string) => void,
): Promise<void> {
  const { tables, sequences } = archive.manifest
  refuseOtherTables(tables, await listTables(client))
  const wakeConstraints = await restConstraints(
    client,
    tables.map(({ name }) => name),
  )
  for (const table of tables) {
    if (table.rows > 0) onProgress(`  ${table.name}: ${table.rows}`)
    await copyIn(client, table, archive)
  }
  for (const { name, lastValue, isCalled } of sequences) {
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [quoted(name), lastValue, isCalled])
  }
  onProgress('Checking what refers to what')
  await wakeConstraints()
}

/** @throws {BackupError} where the tables of the same migrations are not those of the backup */
function refuseOtherTables(carried: TableEntry[], present: { name: string; columns: string[] }[]): void {
  const describe = (tables: { name: string; columns: string[] }[]) =>
    new Map(tables.map(({ name, columns }) => [name, [...columns].sort().join()]))
  const expected = describe(present)
  const given = describe(carried)
  const other = [...new Set([...expected.keys(), ...given.keys()])].find(
    (name) => expected.get(name) !== given.get(name),
  )
  if (other === undefined) return
  throw new BackupError(`The backup does not fit this version of Spazi: table ${other} is another one.`)
}

async function copyIn(client: pg.ClientBase, table: TableEntry, archive: Archive): Promise<void> {
  if (table.rows === 0) return
  const { name, columns, rows } = table
  const input = client.query(copyFrom(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) FROM STDIN`))
  await pipeline(await archive.open(tableEntryName(table)), input)
  if (input.rowCount !== rows) throw new BackupError(`Table ${name} did not come out as it went in.`)
}
