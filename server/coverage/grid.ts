import { createHash } from 'node:crypto'
import type { CityPack } from '../city/pack.ts'
import type { Db } from '../db/index.ts'
import { cutByDistrict, gridSteps, spreadResidents } from './gridSql.ts'

/** What the grid depends on beside the records: raise it when the way of building changes. */
const gridMethod = '1'

/** Told what is being done, in words for the log. */
export type GridProgress = (step: string) => void

const building = new WeakMap<object, Promise<string>>()

/**
 * Builds the grid of residents anew where boundaries, residents or the settings of the pack are not those it was
 * built from; asked twice at once it is built once.
 * @returns the hash of what it is built from
 */
export function ensureGrid(db: Db, city: CityPack, say: GridProgress = () => {}): Promise<string> {
  const running = building.get(db)
  if (running) return running
  const started = buildIfStale(db, city, say).finally(() => building.delete(db))
  building.set(db, started)
  return started
}

async function buildIfStale(db: Db, city: CityPack, say: GridProgress): Promise<string> {
  const source = await gridSource(db, city)
  if ((await builtFrom(db)) === source) return source
  await db.transaction(async (trx) => {
    // Another instance may build it at this moment: the row is its lock, and what it builds is enough.
    await trx('population_grid').insert({ id: 1 }).onConflict('id').merge({ id: 1 })
    if ((await builtFrom(trx)) === source) return
    await buildGrid(trx, city, say)
    await trx('population_grid')
      .where({ id: 1 })
      .update({ built_from: source, built_at: trx.raw('clock_timestamp()') })
  })
  return source
}

async function builtFrom(db: Db): Promise<string | null> {
  const row = await db('population_grid').where({ id: 1 }).first('built_from')
  return row?.built_from ?? null
}

/** Hash of the boundaries, the residents and the settings: two databases with the same have the same. */
async function gridSource(db: Db, { coverage }: CityPack): Promise<string> {
  const parts = ['district', 'neighbourhood', 'zone', 'census_section'].map((table) => {
    const residents = ['neighbourhood', 'census_section'].includes(table)
      ? "|| ':' || coalesce(population::text, '') || ':' || coalesce(population_year::text, '') || ':' || coalesce(population_source, '')"
      : ''
    return `coalesce((SELECT string_agg(code ${residents} || ':' || md5(ST_AsBinary(geom)), ',' ORDER BY code)
      FROM ${table} WHERE ended_on IS NULL), '')`
  })
  const { rows } = await db.raw<{ rows: { records: string }[] }>(
    `SELECT md5(${parts.join(" || ';' || ")}) AS records`,
  )
  const settings = [gridMethod, coverage.hexagonM, coverage.metricCrs]
  return createHash('sha256')
    .update(JSON.stringify([rows[0]?.records, ...settings]))
    .digest('hex')
    .slice(0, 16)
}

/** The number of a CRS such as "EPSG:32632". */
export const sridOf = (crs: string): number => Number(crs.replace('EPSG:', ''))

/**
 * Lays hexagons over the city and cuts those at a border of a Municipio or of a source of residents, so that sums
 * over cells are exact; a hexagon inside is taken whole. Residents of a unit are spread over its pieces by area.
 */
async function buildGrid(trx: Db, { coverage }: CityPack, say: GridProgress): Promise<void> {
  const bindings = {
    srid: sridOf(coverage.metricCrs),
    // ST_HexagonGrid takes the side; the width from side to side is √3 times that.
    side: coverage.hexagonM / Math.sqrt(3),
  }
  for (const { step, sql } of gridSteps) {
    say(step)
    await trx.raw(sql, bindings)
  }
  say('cutting by Municipio')
  await trx.raw(cutByDistrict)
  say('spreading residents')
  await trx.raw(spreadResidents)
  await trx.raw('ANALYZE population_cell')
  const { rows } = await trx.raw<{ rows: { cells: number }[] }>(
    'SELECT count(*)::integer AS cells FROM population_cell',
  )
  say(`${rows[0]?.cells ?? 0} cells`)
}
