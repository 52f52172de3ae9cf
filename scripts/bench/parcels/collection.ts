import type { Db } from '../../../server/db/index.ts'
import { lonLat } from '../../../server/db/spatial.ts'
import type {
  CollectionDefinition,
  FeatureRow,
  Filter,
  LonLat,
} from '../../../server/featureIndex/definition.ts'
import { loadFrom } from '../../../server/featureIndex/source.ts'
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

interface Row extends Pick<FeatureRow, 'id' | 'geometry'> {
  point: LonLat
  [column: string]: unknown
}

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
    toRow: ({ id, geometry, point, ...row }) => ({
      id,
      geometry,
      point,
      columns: Object.fromEntries(
        Object.keys(definition.columns).map((name) => [name, row[name] as FeatureRow['columns'][string]]),
      ),
    }),
  }),
  querySchema: SpaceFilters,
  toFilter: filterOf,
  properties: [],
  features: async () => [],
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

/** The rows with these ids, in their order, as a list shows them. */
export async function readParcels(db: Db, ids: readonly number[]): Promise<object[]> {
  if (ids.length === 0) return []
  const rows: { id: number }[] = await db({ p: 'parcel' })
    .select({ ...itemColumns, point: lonLat(db, 'p.point') })
    .whereRaw('p.id = ANY(?)', [[...ids]])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
