import type { Db } from '../../../server/db/index.ts'
import { lonLat } from '../../../server/db/spatial.ts'
import type {
  CollectionDefinition,
  FeatureRow,
  Filter,
  Sort,
} from '../../../server/featureIndex/definition.ts'
import { loadFrom } from '../../../server/featureIndex/feed/source.ts'
import type { Published } from '../../../server/published.ts'
import { type FilterWords, toFilter } from '../../../server/spaces/filters.ts'
import { SpaceFilters } from '../../../server/spaces/schema.ts'
import { districts, neighbourhoods, zones, zoningClasses } from './parcels.ts'

const edges = [0, 20, 40, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 750, 1000, 2000, 5000]

/** Columns by which a choice is counted, each without the filter of its name. */
export const counted = [
  'district',
  'neighbourhood',
  'zone',
  'zoning',
  'status',
  'ownership',
  'condition',
  'floor',
  'vehicleAccess',
  'stepFree',
]

/** The order of a list. */
export const order: Sort[] = [{ by: 'openness' }, { by: 'completeness', descending: true }, { by: 'code' }]

const definition: CollectionDefinition = {
  id: 'parcels',
  columns: {
    code: 'code',
    name: 'text',
    address: 'text',
    neighbourhoodName: 'text',
    status: 'category',
    ownership: 'category',
    condition: 'category',
    floor: 'category',
    district: 'category',
    neighbourhood: 'category',
    zoning: 'categories',
    zone: 'categories',
    areaM2: 'number',
    heightM: 'number',
    powerKw: 'number',
    rent: 'number',
    openness: 'number',
    completeness: 'number',
    vehicleAccess: 'flag',
    stepFree: 'flag',
  },
  facets: {
    ...Object.fromEntries(counted.map((column) => [column, { column, ignores: [column] }])),
    areaM2: { column: 'areaM2', ignores: ['areaMin', 'areaMax'], edges },
  },
  tileProperties: ['code', 'status', 'areaM2'],
  clusters: { sum: 'areaM2', countBy: 'status' },
  orders: [order],
  shapesFromZoom: 13,
  maxZoom: 18,
}

const words: FilterWords = {
  uses: new Set(),
  zoning: new Set(zoningClasses),
  district: new Set(districts),
  neighbourhood: new Set(neighbourhoods),
  zone: new Set(zones),
  call: new Set(),
  areas: new Map(),
}

/** The filters of spaces, as far as parcels have their columns. */
export const filterOf = (filters: SpaceFilters): Filter => toFilter(filters, words)

type ColumnName = Exclude<keyof typeof itemColumns, 'id'> | 'openness' | 'completeness'

interface Row
  extends Pick<FeatureRow, 'id' | 'geometry' | 'point'>,
    Record<ColumnName, FeatureRow['columns'][string]> {}

/** Parcels as spaces are published: same kinds of columns, facets and filters. */
export const parcels: Published<typeof SpaceFilters> = {
  id: 'parcels',
  title: { it: 'Particelle', en: 'Parcels' },
  description: { it: 'Particelle inventate', en: 'Invented parcels' },
  definition,
  load: loadFrom<Row>({
    table: 'parcel',
    select: (db, as) =>
      db({ p: 'parcel' }).select({
        geometry: as.geometry(db, 'p.geom'),
        point: as.point(db, 'p.point'),
        ...itemColumns,
        openness: 'p.openness',
        completeness: 'p.completeness',
      }),
    idColumn: 'p.id',
    toRow: toFeatureRow,
  }),
  querySchema: SpaceFilters,
  toFilter: filterOf,
  properties: [],
  features: async () => [],
}

/** Written out as for spaces: a million objects of one form are quicker to make and to read. */
function toFeatureRow(row: Row): FeatureRow {
  return {
    id: row.id,
    geometry: row.geometry,
    point: row.point,
    columns: {
      code: row.code,
      name: row.name,
      address: row.address,
      neighbourhoodName: row.neighbourhoodName,
      status: row.status,
      ownership: row.ownership,
      condition: row.condition,
      floor: row.floor,
      district: row.district,
      neighbourhood: row.neighbourhood,
      zoning: row.zoning,
      zone: row.zone,
      areaM2: row.areaM2,
      heightM: row.heightM,
      powerKw: row.powerKw,
      rent: row.rent,
      openness: row.openness,
      completeness: row.completeness,
      vehicleAccess: row.vehicleAccess,
      stepFree: row.stepFree,
    },
  }
}

const itemColumns = {
  id: 'p.id',
  code: 'p.code',
  name: 'p.name',
  address: 'p.address',
  neighbourhoodName: 'p.neighbourhood_name',
  status: 'p.status',
  ownership: 'p.ownership',
  condition: 'p.condition',
  floor: 'p.floor',
  district: 'p.district',
  neighbourhood: 'p.neighbourhood',
  zoning: 'p.zoning',
  zone: 'p.zones',
  areaM2: 'p.area_m2',
  heightM: 'p.height_m',
  powerKw: 'p.power_kw',
  rent: 'p.rent',
  vehicleAccess: 'p.vehicle_access',
  stepFree: 'p.step_free',
}

const item = `json_build_object(${Object.entries(itemColumns)
  .map(([name, column]) => `'${name}', ${column}`)
  .join(', ')}, 'point', ST_AsGeoJSON(p.point, 6)::json -> 'coordinates')`

/** The rows with these ids, in their order, as a list shows them: JSON, written by the database as it is by its rival. */
export async function readParcels(db: Db, ids: readonly number[]): Promise<string> {
  const { rows } = await db.raw<{ rows: { items: string | null }[] }>(
    `SELECT json_agg(${item} ORDER BY asked.place)::text AS items
      FROM unnest(?::integer[]) WITH ORDINALITY AS asked(id, place) JOIN parcel p USING (id)`,
    [[...ids]],
  )
  return rows[0]?.items ?? '[]'
}
