import type { Point } from 'geojson'
import type { Knex } from 'knex'
import type { Db } from '../db/index.ts'
import { geomFromGeoJson } from '../db/spatial.ts'
import { readPackFeatures, readPackJson, readPackTable } from './packRecords.ts'

/** Where each layer of a pack comes from, as `sources.json` says it. */
interface Sources {
  districts: AreaSource
  neighbourhoods: AreaSource & { validFrom: string }
  zoning: { source: string; sourceDate: string | null; validFrom: string }
  stops: { source: string; sourceDate: string | null }
}
interface AreaSource {
  source: string
  sourceDate: string | null
  populationSource: string
  populationYear: number
}

type Row = Record<string, Knex.Value | Knex.Raw | string[] | null>
type Pack = { city: string; sources: Sources }

/**
 * Loads the reference layers of a city's pack in one transaction: districts, neighbourhoods, zones,
 * zoning, stops and labs. Rows are known again by code: loading twice changes nothing, and a row whose
 * source is no longer the pack's, because an import has replaced it, is left alone, and so is a lab whose profile
 * somebody has written on.
 * @throws {CityPackError} naming the file of the pack that cannot be used
 */
export async function loadReference(db: Db, city: string): Promise<void> {
  const pack = { city, sources: readPackJson<Sources>(city, 'sources.json') }
  await db.transaction(async (trx) => {
    await upsertByCode(trx, 'district', districtRows(trx, pack))
    await upsertByCode(trx, 'neighbourhood', neighbourhoodRows(trx, pack))
    await upsertByCode(trx, 'zone', zoneRows(trx, pack))
    await upsertByCode(trx, 'zoning_area', zoningRows(trx, pack))
    await upsertByCode(trx, 'transit_stop', stopRows(trx, pack))
    await upsertByCode(trx, 'lab', labRows(trx, pack), 'lab.version = 1')
  })
}

/** Inserts rows, or updates those of the same code and source that differ and are `untouched` (SQL); one statement. */
async function upsertByCode(trx: Db, table: string, rows: Row[], untouched = 'true'): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'code')
  if (rows.length === 0) return
  const places = columns.map(() => '??').join(', ')
  const stored = columns.map((column) => `${table}.${column}`)
  const given = columns.map((column) => `excluded.${column}`)
  await trx(table)
    .insert(rows)
    .onConflict('code')
    .merge(columns)
    .where(`${table}.source`, trx.ref('excluded.source'))
    .whereRaw(untouched)
    .whereRaw(`(${places}) IS DISTINCT FROM (${places})`, [...stored, ...given])
}

interface AreaProperties {
  code: string
  name: string
  population: number
}

function districtRows(trx: Db, { city, sources }: Pack): Row[] {
  return readPackFeatures<AreaProperties>(city, 'generated/districts.geojson').map(
    ({ properties, geometry }) => ({
      ...areaRow(properties, sources.districts),
      geom: geomFromGeoJson(trx, geometry),
    }),
  )
}

function neighbourhoodRows(trx: Db, { city, sources }: Pack): Row[] {
  type Properties = AreaProperties & { families: number; labelPoint: Point['coordinates'] }
  return readPackFeatures<Properties>(city, 'generated/neighbourhoods.geojson').map(
    ({ properties, geometry }) => ({
      ...areaRow(properties, sources.neighbourhoods),
      families: properties.families,
      valid_from: sources.neighbourhoods.validFrom,
      label_point: pointAt(trx, properties.labelPoint),
      geom: geomFromGeoJson(trx, geometry),
    }),
  )
}

const areaRow = (
  { code, name, population }: AreaProperties,
  { source, sourceDate, populationSource, populationYear }: AreaSource,
) => ({
  code,
  name,
  population,
  population_source: populationSource,
  population_year: populationYear,
  official: false,
  source,
  source_date: sourceDate,
})

function zoneRows(trx: Db, { city }: Pack): Row[] {
  type Properties = { code: string; name: string; kind: string; official: boolean; source: string }
  return readPackFeatures<Properties>(city, 'zones.geojson').map(({ properties, geometry }) => ({
    ...properties,
    geom: geomFromGeoJson(trx, geometry),
  }))
}

function zoningRows(trx: Db, { city, sources }: Pack): Row[] {
  type Properties = {
    code: string
    planVersion: string
    class: string
    label: string | null
    example: boolean
  }
  return readPackFeatures<Properties>(city, 'generated/zoning.geojson').map(({ properties, geometry }) => ({
    code: properties.code,
    plan_version: properties.planVersion,
    class: properties.class,
    label: properties.label,
    example: properties.example,
    source: sources.zoning.source,
    source_date: sources.zoning.sourceDate,
    valid_from: sources.zoning.validFrom,
    geom: geomFromGeoJson(trx, geometry),
  }))
}

function stopRows(trx: Db, { city, sources }: Pack): Row[] {
  return readPackTable(city, 'stops.csv').map(({ code = null, name = null, lines, lon, lat }) => ({
    code,
    name,
    lines: list(lines),
    source: sources.stops.source,
    source_date: sources.stops.sourceDate,
    geom: pointAt(trx, [Number(lon), Number(lat)]),
  }))
}

function labRows(trx: Db, { city }: Pack): Row[] {
  return readPackTable(city, 'labs.csv').map((lab) => ({
    code: lab.code ?? null,
    name: lab.name ?? null,
    kind: lab.kind ?? null,
    address: lab.address ?? null,
    activity: lab.activity ?? null,
    equipment: list(lab.equipment),
    description: lab.description ?? null,
    position_approximate: lab.approximate === 'yes',
    source: lab.source ?? null,
    geom: pointAt(trx, [Number(lab.lon), Number(lab.lat)]),
  }))
}

const list = (text: string | null | undefined): string[] => text?.split(';') ?? []
const pointAt = (trx: Db, coordinates: number[]) => geomFromGeoJson(trx, { type: 'Point', coordinates })
