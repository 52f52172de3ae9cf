import type { Geometry } from 'geojson'
import { romeDate } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import type { FilterContext, PublicFeature } from '../published.ts'
import { day, float } from './detailColumns.ts'
import { type ItemRow, itemColumns, publishedSpaces } from './queries.ts'
import { monthsVacant, rentOf } from './rules.ts'

type Scalar = string | number | boolean | null
interface ExportRow extends ItemRow {
  zones: string[]
  suggestedPurposes: string[]
  vacantSince: string | null
  [column: string]: unknown
}

/** Properties of an exported space, in the order of the columns. */
export const spaceProperties = [
  'code',
  'name',
  'address',
  'postcode',
  'status',
  'statusSince',
  'ownership',
  'publicPosition',
  'district',
  'neighbourhood',
  'neighbourhoodName',
  'zones',
  'zoning',
  'areaM2',
  'commercialAreaM2',
  'floor',
  'heightM',
  'floorLoadKgM2',
  'threePhase',
  'powerKw',
  'vehicleAccess',
  'doorWidthM',
  'extraction',
  'stepFree',
  'streetWindow',
  'heating',
  'toilets',
  'energyClass',
  'condition',
  'lawfulUse',
  'cadastralCategory',
  'works',
  'worksEur',
  'unitRentEurM2Year',
  'rentEurYear',
  'vacantSince',
  'monthsVacant',
  'useEndsOn',
  'holderName',
  'suggestedPurposes',
  'callCode',
  'nearestLabM',
  'nearestStopM',
  'longitude',
  'latitude',
  'surveyedOn',
  'source',
  'sourceDate',
] as const

/** Spaces to export, as the public may see them; the geometry is the shape, else the point, else null. */
export async function readSpaceFeatures(
  ids: readonly number[],
  { db, city }: FilterContext,
): Promise<PublicFeature[]> {
  const rows: ExportRow[] = await publishedSpaces(db)
    .select({ ...itemColumns(db), ...exportColumns(db) })
    .whereRaw('s.id = ANY(?)', [[...ids]])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const now = new Date()
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [toFeature(row, rentOf(city.rent, row)?.eurYear ?? null, romeDate(now))] : []
  })
}

const exportColumns = (db: Db) => ({
  postcode: 's.postcode',
  statusSince: day(db, 's.status_since'),
  zones: 's.zones',
  commercialAreaM2: float(db, 's.commercial_area_m2'),
  floorLoadKgM2: float(db, 's.floor_load_kg_m2'),
  vehicleAccess: 's.vehicle_access',
  doorWidthM: float(db, 's.door_width_m'),
  extraction: 's.extraction',
  stepFree: 's.step_free',
  streetWindow: 's.street_window',
  heating: 's.heating',
  toilets: 's.toilets',
  energyClass: 's.energy_class',
  condition: 's.condition',
  lawfulUse: 's.lawful_use',
  cadastralCategory: 's.cadastral_category',
  works: 's.works',
  vacantSince: day(db, 's.vacant_since'),
  useEndsOn: day(db, 's.use_ends_on'),
  holderName: 's.holder_name',
  suggestedPurposes: 's.suggested_purposes',
  callCode: 'c.code',
  nearestLabM: float(db, 's.nearest_lab_m'),
  nearestStopM: float(db, 's.nearest_stop_m'),
  surveyedOn: day(db, 's.surveyed_on'),
  source: 's.source',
  sourceDate: day(db, 's.source_date'),
})

function toFeature(row: ExportRow, rentEurYear: number | null, date: string): PublicFeature {
  const derived: Record<string, Scalar> = {
    name: row.name ?? row.neighbourhoodName ?? row.code,
    zones: row.zones.join(' '),
    zoning: row.zoning.join(' '),
    suggestedPurposes: row.suggestedPurposes.join(' '),
    rentEurYear,
    monthsVacant: monthsVacant(row.vacantSince, date),
    longitude: row.point?.[0] ?? null,
    latitude: row.point?.[1] ?? null,
  }
  const properties = Object.fromEntries(
    spaceProperties.map((name) => [name, derived[name] ?? (row[name] as Scalar | undefined) ?? null]),
  )
  // A name is never the withheld one: `derived` comes first, and the view gives null for what it withholds.
  return { type: 'Feature', id: row.code, geometry: geometryOf(row), properties }
}

function geometryOf({ geometry, point }: ExportRow): Geometry | null {
  if (geometry) return geometry
  return point ? { type: 'Point', coordinates: point } : null
}
