import type { CityPack } from '../city/pack.ts'
import { romeDate } from '../city/rules.ts'
import type { FeatureRow } from '../featureIndex/definition.ts'
import { loadFrom, type Place } from '../featureIndex/feed/source.ts'
import type { Published } from '../published.ts'
import { readSpaceFeatures, spaceProperties } from './features.ts'
import { toFilter } from './filters.ts'
import { orders } from './orders.ts'
import { adviseAll, openness, type PlaceAndUse } from './rules.ts'
import { SpaceFilters } from './schema.ts'
import { readWords } from './words.ts'

export { sites } from './sites.ts'

interface IndexRow extends PlaceAndUse, Place {
  id: number
  code: string
  name: string | null
  address: string | null
  neighbourhoodName: string | null
  siteName: string | null
  status: string
  publicPosition: string
  condition: string | null
  threePhase: string | null
  extraction: string | null
  district: string | null
  neighbourhood: string | null
  zones: string[]
  call: string[]
  areaM2: number | null
  heightM: number | null
  powerKw: number | null
  rent: number | null
  works: number | null
  labM: number | null
  stopM: number | null
  completeness: number
  vehicleAccess: boolean | null
  stepFree: boolean | null
}

const edges = [0, 20, 40, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 750, 1000, 2000, 5000]

const definition: Published['definition'] = {
  id: 'spaces',
  columns: {
    code: 'code',
    name: 'text',
    address: 'text',
    neighbourhoodName: 'text',
    siteName: 'text',
    status: 'category',
    publicPosition: 'category',
    ownership: 'category',
    condition: 'category',
    floor: 'category',
    threePhase: 'category',
    extraction: 'category',
    district: 'category',
    neighbourhood: 'category',
    zoning: 'categories',
    zone: 'categories',
    call: 'categories',
    advice: 'categories',
    areaM2: 'number',
    heightM: 'number',
    powerKw: 'number',
    rent: 'number',
    works: 'number',
    labM: 'number',
    stopM: 'number',
    openness: 'number',
    completeness: 'number',
    vehicleAccess: 'flag',
    stepFree: 'flag',
  },
  facets: {
    district: { column: 'district', ignores: ['district'] },
    neighbourhood: { column: 'neighbourhood', ignores: ['neighbourhood'] },
    zone: { column: 'zone', ignores: ['zone'] },
    zoning: { column: 'zoning', ignores: ['zoning'] },
    status: { column: 'status', ignores: ['status'] },
    ownership: { column: 'ownership', ignores: ['ownership'] },
    condition: { column: 'condition', ignores: ['condition'] },
    floor: { column: 'floor', ignores: ['floor'] },
    threePhase: { column: 'threePhase', ignores: ['threePhase'] },
    extraction: { column: 'extraction', ignores: ['extraction'] },
    vehicleAccess: { column: 'vehicleAccess', ignores: ['vehicleAccess'] },
    stepFree: { column: 'stepFree', ignores: ['stepFree'] },
    advice: { column: 'advice', ignores: ['activity'] },
    areaM2: { column: 'areaM2', ignores: ['areaMin', 'areaMax'], edges },
  },
  tileProperties: ['code', 'status', 'publicPosition', 'areaM2'],
  shapesFromZoom: 13,
  clusters: { sum: 'areaM2', countBy: 'status', few: 400 },
  orders: Object.values(orders),
  maxZoom: 18,
}

/** Spaces as the public may see them; what the advice of the city's plan says is fed with each. */
export function publishSpaces(city: CityPack): Published<typeof SpaceFilters> {
  const advise = rememberAdvice(city)
  return {
    id: 'spaces',
    title: { it: 'Spazi', en: 'Spaces' },
    description: {
      it: 'Spazi sottoutilizzati della città, uno per unità che si può assegnare',
      en: "The city's underused spaces, one for each unit that can be let",
    },
    definition,
    load: loadFrom<IndexRow>({
      table: 'space',
      follows: [
        { table: 'neighbourhood', key: 'neighbourhood_id' },
        { table: 'site', key: 'site_id' },
      ],
      select: selectIndexRows,
      idColumn: 's.id',
      toRow: (row) => toFeatureRow(row, advise(row)),
    }),
    querySchema: SpaceFilters,
    toFilter: async (query, context) => toFilter(query, await readWords(query, context)),
    properties: spaceProperties,
    features: readSpaceFeatures,
  }
}

const selectIndexRows: Parameters<typeof loadFrom<IndexRow>>[0]['select'] = (db, as) =>
  db({ s: 'published_space' })
    .leftJoin({ n: 'neighbourhood' }, 'n.id', 's.neighbourhood_id')
    .leftJoin({ d: 'district' }, 'd.id', 's.district_id')
    .leftJoin({ g: 'site' }, 'g.id', 's.site_id')
    .select({
      id: 's.id',
      geometry: as.geometry(db, 's.geom'),
      point: as.point(db, 's.point'),
      code: 's.code',
      name: 's.name',
      address: 's.address',
      neighbourhoodName: 'n.name',
      siteName: 'g.name',
      status: 's.status',
      publicPosition: 's.public_position',
      ownership: 's.ownership',
      condition: 's.condition',
      floor: 's.floor',
      threePhase: 's.three_phase',
      extraction: 's.extraction',
      district: 'd.code',
      neighbourhood: 'n.code',
      zoning: 's.zoning',
      zones: 's.zones',
      call: db.raw(`ARRAY(SELECT DISTINCT c.code FROM lot_space ls JOIN lot l ON l.id = ls.lot_id
        JOIN call c ON c.id = l.call_id WHERE ls.space_id = s.id AND c.status <> 'draft' ORDER BY c.code)`),
      lawfulUse: 's.lawful_use',
      listedBuilding: 's.listed_building',
      contamination: 's.contamination',
      vehicleAccess: 's.vehicle_access',
      stepFree: 's.step_free',
    })
    .select(
      db.raw(`s.area_m2::float8 AS "areaM2", s.height_m::float8 AS "heightM", s.power_kw::float8 AS "powerKw",
        s.unit_rent_eur_m2_year::float8 AS rent, s.works_eur::float8 AS works,
        s.nearest_lab_m::float8 AS "labM", s.nearest_stop_m::float8 AS "stopM",
        num_nonnulls(s.area_m2, s.height_m, s.floor, s.three_phase, s.power_kw, s.vehicle_access,
          s.extraction, s.step_free, s.condition, s.unit_rent_eur_m2_year, s.works_eur, s.lawful_use)
          AS completeness`),
    )

/** Places differ in a hundred ways at most as far as the rules look, and a country has a million of them. */
function rememberAdvice(city: CityPack): (place: PlaceAndUse) => readonly string[] {
  const mostKnown = 10_000
  const known = new Map<string, readonly string[]>()
  let today = ''
  let askedAt = 0
  return ({ zoning, ownership, lawfulUse, listedBuilding, contamination, floor }) => {
    if (Date.now() - askedAt >= 1_000) {
      const date = romeDate(new Date())
      if (date !== today || known.size > mostKnown) known.clear()
      today = date
      askedAt = Date.now()
    }
    const key = JSON.stringify([zoning, ownership, lawfulUse, listedBuilding, contamination, floor])
    const remembered = known.get(key)
    if (remembered) return remembered
    const place = { zoning, ownership, lawfulUse, listedBuilding, contamination, floor }
    const advice = adviseAll(city, place, today).map(({ activity, level }) => `${activity}:${level}`)
    known.set(key, advice)
    return advice
  }
}

/** Written out, and not made from the names of the columns: a million objects of one form are quicker to make and to read. */
function toFeatureRow(row: IndexRow, advice: readonly string[]): FeatureRow {
  return {
    id: row.id,
    geometry: row.geometry,
    point: row.point,
    columns: {
      code: row.code,
      name: row.name,
      address: row.address,
      neighbourhoodName: row.neighbourhoodName,
      siteName: row.siteName,
      status: row.status,
      publicPosition: row.publicPosition,
      ownership: row.ownership,
      condition: row.condition,
      floor: row.floor,
      threePhase: row.threePhase,
      extraction: row.extraction,
      district: row.district,
      neighbourhood: row.neighbourhood,
      zoning: row.zoning,
      zone: row.zones,
      call: row.call,
      advice,
      areaM2: row.areaM2,
      heightM: row.heightM,
      powerKw: row.powerKw,
      rent: row.rent,
      works: row.works,
      labM: row.labM,
      stopM: row.stopM,
      openness: openness(row.status),
      completeness: row.completeness,
      vehicleAccess: row.vehicleAccess,
      stepFree: row.stepFree,
    },
  }
}
