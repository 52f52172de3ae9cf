import { once } from 'node:events'
import { readCityPack } from '../city/pack.ts'
import { createCollections } from '../collections.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../db/open.ts'
import { fillFrom } from '../featureIndex/feed/reading.ts'
import { writeCsv, writeGeoJson } from './write.ts'

export const exportFormats = { geojson: writeGeoJson, csv: writeCsv }

export interface ExportCommand {
  collection: string
  format: keyof typeof exportFormats
}

/**
 * Writes a published collection to a stream, all of its public records in the order of their codes: what
 * the public export without filters holds.
 * @throws {Error} naming the collections there are
 */
export async function runExport(
  { collection, format }: ExportCommand,
  output: NodeJS.WritableStream,
): Promise<void> {
  const config = readConfig()
  const city = readCityPack(config.city)
  const collections = createCollections(city)
  const chosen = collections.get(collection)
  if (!chosen) throw new Error(`--collection must be one of ${[...collections.keys()].join(', ')}.`)
  const database = await openDatabase({ databaseUrl: config.databaseUrl, varDir: config.varDir, join: true })
  try {
    const filling = await database.knex.transaction((trx) => fillFrom(trx, chosen), { readOnly: true })
    await filling.prepare()
    filling.take()
    const { ids } = chosen.index.ids({}, [{ by: 'code' }])
    const context = { db: database.knex, city }
    for await (const text of exportFormats[format]({ collection: chosen, ids, context, demo: config.demo })) {
      if (!output.write(text)) await once(output, 'drain')
    }
  } finally {
    await database.close()
  }
}
