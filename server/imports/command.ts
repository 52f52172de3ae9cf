import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { CityPackError, readCityPack } from '../city/pack.ts'
import { loadReference } from '../city/reference.ts'
import { ConfigError, readConfig } from '../config.ts'
import { ensureGrid } from '../coverage/grid.ts'
import { prepareSchema } from '../db/grants.ts'
import type { Db } from '../db/index.ts'
import { openDatabase } from '../db/open.ts'
import { UnusableFileError } from './errors.ts'
import { type Mapping, parseMapping, readMappings } from './mapping.ts'
import { progressBar } from './progress.ts'
import { formatReport } from './report.ts'
import { importFile } from './run.ts'
import type { ImportCollection } from './schema.ts'

export interface ImportCommand {
  /** Path of the file. */
  path: string
  collection: ImportCollection
  crs?: string | undefined
  /** Path of a column mapping, instead of those of the city pack. */
  mappingPath?: string | undefined
  dryRun: boolean
}

/**
 * 0: applied, or nothing to apply; 1: the database cannot be used; 2: unusable arguments or file, nothing
 * was written; 3: applied but for the rows that were refused.
 */
export type ImportExitCode = 0 | 1 | 2 | 3

/** Imports one file into the database of the configuration; the report goes to standard output. */
export async function runImport(command: ImportCommand): Promise<ImportExitCode> {
  const bar = progressBar(process.stderr)
  try {
    const config = readConfig()
    const city = readCityPack(config.city)
    const file = { name: basename(command.path), bytes: await readUsable(command.path) }
    const mappings = await mappingsFor(command, config.city)
    const database = await openDatabase({
      databaseUrl: config.databaseUrl,
      varDir: config.varDir,
      join: true,
      onProgress: (message) => console.error(message),
    })
    try {
      await prepareSchema(database.knex, config.databaseOwnerUrl)
      await loadLayers(database.knex, config.city)
      const { collection, crs, dryRun } = command
      const { maxBounds: bounds } = city.map
      const options = {
        collection,
        mappings,
        bounds,
        cityName: city.name.it,
        crs,
        dryRun,
        progress: bar.show,
      }
      const report = await importFile(database.knex, file, options)
      bar.clear()
      if (!dryRun)
        await ensureGrid(database.knex, city, (step) => console.error(`Grid of residents: ${step}`))
      console.log(formatReport(report))
      return report.rows.refused > 0 ? 3 : 0
    } finally {
      await database.close()
    }
  } catch (error) {
    bar.clear()
    if (!(error instanceof Error)) throw error
    console.error(error.message)
    return error instanceof UnusableFileError ||
      error instanceof ConfigError ||
      error instanceof CityPackError
      ? 2
      : 1
  }
}

async function readUsable(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new UnusableFileError(`"${path}" cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

async function mappingsFor({ mappingPath, collection }: ImportCommand, city: string): Promise<Mapping[]> {
  if (mappingPath === undefined) return readMappings(city)
  const mapping = parseMapping(new TextDecoder().decode(await readUsable(mappingPath)), basename(mappingPath))
  if (mapping.collection === collection) return [mapping]
  throw new UnusableFileError(
    `${basename(mappingPath)} is a mapping of ${mapping.collection}, not of ${collection}.`,
  )
}

/** In an empty database the reference layers, without which no place has a district. */
async function loadLayers(db: Db, city: string): Promise<void> {
  const { rows } = await db.raw<{ rows: { empty: boolean }[] }>(
    'SELECT NOT EXISTS (SELECT 1 FROM district) AND NOT EXISTS (SELECT 1 FROM space) AS empty',
  )
  if (!rows[0]?.empty) return
  console.error(`The database is empty: loading the reference layers of ${city}.`)
  await loadReference(db, city)
}
