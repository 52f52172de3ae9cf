import { readdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Knex } from 'knex'

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))

const source: Knex.MigrationSource<string> = {
  async getMigrations() {
    const files = await readdir(folder)
    return files.filter((file) => file.endsWith('.ts')).sort()
  },
  getMigrationName: (file) => basename(file, '.ts'),
  getMigration: (file) => import(/* @vite-ignore */ pathToFileURL(folder + file).href),
}

/** Names of every migration the program has, in order. */
export async function knownMigrations(): Promise<string[]> {
  return (await source.getMigrations([])).map((file) => source.getMigrationName(file))
}

/** Brings an empty database to the schema that these migrations make, and not further. */
export async function migrateTo(knex: Knex, names: string[]): Promise<void> {
  const wanted = new Set(names)
  const getMigrations = async (extensions: readonly string[]) =>
    (await source.getMigrations(extensions)).filter((file) => wanted.has(source.getMigrationName(file)))
  await knex.migrate.latest({ migrationSource: { ...source, getMigrations }, tableName: 'migration' })
}

/** Brings the schema to the newest version; names of the migrations that ran, in order. */
export async function migrate(knex: Knex): Promise<string[]> {
  const [, names] = await knex.migrate.latest({ migrationSource: source, tableName: 'migration' })
  return names
}

/** Takes every migration back, newest first. */
export async function rollbackAll(knex: Knex): Promise<void> {
  await knex.migrate.rollback({ migrationSource: source, tableName: 'migration' }, true)
}
