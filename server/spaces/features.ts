import type { Geometry } from 'geojson'
import { romeDate } from '../city/rules.ts'
import { float } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import type { FilterContext, PublicFeature } from '../published.ts'
import { recordColumns } from './detailColumns.ts'
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
  ...recordColumns(db),
  postcode: 's.postcode',
  nearestLabM: float(db, 's.nearest_lab_m'),
  nearestStopM: float(db, 's.nearest_stop_m'),
})

function toFeature(row: ExportRow, rentEurYear: number | null, date: string): PublicFeature {
  const derived: Record<string, Scalar> = {
    name: row.name ?? row.neighbourhoodName ?? row.code,
    zones: row.zones.join(','),
    zoning: row.zoning.join(','),
    suggestedPurposes: row.suggestedPurposes.join(','),
    rentEurYear,
    monthsVacant: monthsVacant(row.vacantSince, date),
    longitude: row.point?.[0] ?? null,
    latitude: row.point?.[1] ?? null,
  }
  const properties = Object.fromEntries(
    spaceProperties.map((name) => [name, derived[name] ?? (row[name] as Scalar | undefined) ?? null]),
  )
  return { type: 'Feature', id: row.code, geometry: geometryOf(row), properties }
}

function geometryOf({ geometry, point }: ExportRow): Geometry | null {
  if (geometry) return geometry
  return point ? { type: 'Point', coordinates: point } : null
}
