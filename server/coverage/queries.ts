import type { CityPack } from '../city/pack.ts'
import type { Db } from '../db/index.ts'
import { monthsVacant } from '../spaces/rules.ts'
import { sridOf } from './grid.ts'
import type { Cell, Inputs, LabInput, Membership, NeighbourhoodInput, SpaceInput } from './inputs.ts'
import { isCounted, isSatisfied } from './requests.ts'

/** A row as it comes: areas by their ids. */
interface Placed {
  districtId: number | null
  neighbourhoodId: number | null
  insideRing: boolean | null
  zoneIds: number[] | null
}
type From<Input extends Membership> = Omit<Input, keyof Membership> & Placed

/** Positions of areas by id. */
interface Positions {
  districts: Map<number, number>
  neighbourhoods: Map<number, number>
  zones: Map<number, number>
}

/**
 * Everything coverage is computed from on a day, read in the order of the codes so that the same records give the
 * same inputs on every database.
 * @param db a transaction that sees one moment
 */
export async function readInputs(db: Db, city: CityPack, date: string): Promise<Inputs> {
  const districts = await readAreas(db, 'district')
  const zones = await readAreas(db, 'zone', "a.kind = 'peripheryPlan'")
  const neighbourhoods = await readNeighbourhoods(db, positionsOf(districts))
  const positions: Positions = {
    districts: positionsOf(districts),
    neighbourhoods: positionsOf(neighbourhoods),
    zones: positionsOf(zones),
  }
  const { ring } =
    (await db('zone').whereNull('ended_on').where({ kind: 'ring' }).count('* AS ring').first()) ?? {}
  return {
    date,
    districts: districts.map(withoutId),
    neighbourhoods: neighbourhoods.map(withoutId),
    zones: zones.map(withoutId),
    hasRing: Number(ring) > 0,
    cells: (await readCells(db)).map(placeIn<Cell>(positions)),
    labs: (await readLabs(db, city, date)).map(placeIn<LabInput>(positions)),
    spaces: (await readSpaces(db, city, date)).map(placeIn<SpaceInput>(positions)),
    stops: await readStops(db, city),
    requests: await readRequests(db),
    handovers: await readHandovers(db),
  }
}

type WithId<Area> = Area & { id: number }

const positionsOf = (areas: readonly { id: number }[]) => new Map(areas.map(({ id }, at) => [id, at]))
function withoutId<Area extends { id: number }>({ id: _id, ...area }: Area): Omit<Area, 'id'> {
  return area
}

const placeIn =
  <Input extends Membership>({ districts, neighbourhoods, zones }: Positions) =>
  ({ districtId, neighbourhoodId, insideRing, zoneIds, ...row }: From<Input>): Input =>
    ({
      ...row,
      district: districts.get(districtId ?? 0) ?? -1,
      neighbourhood: neighbourhoods.get(neighbourhoodId ?? 0) ?? -1,
      insideRing,
      zones: zoneIds?.flatMap((id) => zones.get(id) ?? []) ?? null,
    }) as unknown as Input

async function readAreas(
  db: Db,
  table: 'district' | 'zone',
  condition = 'true',
): Promise<WithId<{ code: string; name: string }>[]> {
  return db({ a: table })
    .whereNull('a.ended_on')
    .whereRaw(condition)
    .orderByRaw('length(a.code), a.code')
    .select({ id: 'a.id', code: 'a.code', name: 'a.name' })
}

async function readNeighbourhoods(
  db: Db,
  districts: ReadonlyMap<number, number>,
): Promise<WithId<NeighbourhoodInput>[]> {
  const rows: (WithId<Omit<NeighbourhoodInput, 'labelDistrict'>> & { labelDistrictId: number | null })[] =
    await db({ n: 'neighbourhood' }).whereNull('n.ended_on').orderByRaw('length(n.code), n.code').select({
      id: 'n.id',
      code: 'n.code',
      name: 'n.name',
      labelDistrictId: 'n.label_district_id',
      manufacturingUnits: 'n.manufacturing_units',
      manufacturingJobs: 'n.manufacturing_jobs',
    })
  return rows.map(({ labelDistrictId, ...row }) => ({
    ...row,
    labelDistrict: districts.get(labelDistrictId ?? 0) ?? -1,
  }))
}

async function readCells(db: Db): Promise<From<Cell>[]> {
  return db({ c: 'population_cell' }).orderBy('c.id').select({
    hexagon: 'c.hexagon',
    x: 'c.x',
    y: 'c.y',
    areaM2: 'c.area_m2',
    population: 'c.population',
    year: 'c.population_year',
    source: 'c.population_source',
    districtId: 'c.district_id',
    neighbourhoodId: 'c.neighbourhood_id',
    insideRing: 'c.inside_ring',
    zoneIds: 'c.zone_ids',
  })
}

/** SQL: metres of a point, to the millimetre, so that the databases agree. */
const metres = (geom: string, axis: 'X' | 'Y') =>
  `round(ST_${axis}(ST_Transform(${geom}, :srid::integer))::numeric, 3)::float8`

/** SQL: ids of Piano Periferie areas and side of the ring of a point. */
const around = (geom: string) => `
  ARRAY(SELECT z.id FROM zone z WHERE z.ended_on IS NULL AND z.kind = 'peripheryPlan'
    AND ST_Covers(z.geom, ${geom}) ORDER BY z.id) AS "zoneIds",
  (SELECT bool_or(ST_Covers(z.geom, ${geom})) FROM zone z WHERE z.ended_on IS NULL AND z.kind = 'ring')
    AS "insideRing"`

/** Labs that count on a day, by what their periods say of it. */
async function readLabs(db: Db, { coverage }: CityPack, date: string): Promise<From<LabInput>[]> {
  const { rows } = await db.raw<{ rows: From<LabInput>[] }>(
    `SELECT ${metres('l.geom', 'X')} AS x, ${metres('l.geom', 'Y')} AS y, ${labSupplies[coverage.floating.supply]} AS supply,
      l.district_id AS "districtId", l.neighbourhood_id AS "neighbourhoodId", ${around('l.geom')}
    FROM lab l CROSS JOIN LATERAL lab_period_on(l.id, CAST(:date AS date)) p
    WHERE l.ended_on IS NULL AND l.geom IS NOT NULL AND p.activity = ANY(:activities)
    ORDER BY l.code`,
    { srid: sridOf(coverage.metricCrs), date, activities: [...coverage.activities] },
  )
  return rows
}

/** SQL: what a lab `l` counts in floating catchments. */
const labSupplies = {
  labs: '1::float8',
  workstations: 'l.workstations::float8',
  areaM2: 'l.area_m2::float8',
  hours: 'lab_weekly_hours(l.hours)::float8',
}

interface SpaceRow extends Omit<From<SpaceInput>, 'place' | 'monthsVacant'> {
  x: number | null
  y: number | null
  vacantSince: string | null
}

/** Spaces as the public may see them: the door, else the point, where the exact place is public. */
async function readSpaces(db: Db, { coverage }: CityPack, date: string): Promise<From<SpaceInput>[]> {
  const { rows } = await db.raw<{ rows: SpaceRow[] }>(
    `SELECT p.id, p.status, p.area_m2::float8 AS "areaM2", to_char(p.surveyed_on, 'YYYY-MM-DD') AS "surveyedOn",
      to_char(p.vacant_since, 'YYYY-MM-DD') AS "vacantSince", p.district_id AS "districtId",
      p.neighbourhood_id AS "neighbourhoodId", NOT p.outside_ring AS "insideRing",
      ${metres('d.door', 'X')} AS x, ${metres('d.door', 'Y')} AS y,
      CASE p.public_position WHEN 'exact' THEN ARRAY(SELECT z.id FROM zone z
        WHERE z.ended_on IS NULL AND z.code = ANY(p.zones) ORDER BY z.id) END AS "zoneIds"
    FROM published_space p JOIN space s ON s.id = p.id
    CROSS JOIN LATERAL (SELECT CASE WHEN p.public_position <> 'exact' THEN NULL
      ELSE coalesce(ST_SetSRID(ST_MakePoint(s.entrance_lon, s.entrance_lat), 4326), p.point) END AS door) d
    ORDER BY p.code`,
    { srid: sridOf(coverage.metricCrs) },
  )
  return rows.map(({ x, y, vacantSince, ...row }) => ({
    ...row,
    place: x === null || y === null ? null : { x, y },
    monthsVacant: monthsVacant(vacantSince, date),
  }))
}

async function readStops(db: Db, { coverage }: CityPack): Promise<Inputs['stops']> {
  const { rows } = await db.raw<{ rows: Inputs['stops'] }>(
    `SELECT ${metres('t.geom', 'X')} AS x, ${metres('t.geom', 'Y')} AS y FROM transit_stop t
    WHERE t.ended_on IS NULL AND t.kind = ANY(:kinds) ORDER BY t.code`,
    { srid: sridOf(coverage.metricCrs), kinds: [...coverage.transitKinds] },
  )
  return rows
}

/** Requests by space, with what came of them. */
async function readRequests(db: Db): Promise<Inputs['requests']> {
  const { rows } = await db.raw<{ rows: Inputs['requests'] }>(
    `SELECT DISTINCT q.number AS "requestId", coalesce(r.space_id, x.space_id) AS "spaceId",
      ${isSatisfied} AS satisfied
    FROM request q
    JOIN request_lot r ON r.request_id = q.id
    LEFT JOIN lot_space x ON x.lot_id = r.lot_id
    LEFT JOIN call c ON c.id = q.call_id
    WHERE ${isCounted} AND coalesce(r.space_id, x.space_id) IS NOT NULL
    ORDER BY "requestId", "spaceId"`,
  )
  return rows
}

async function readHandovers(db: Db): Promise<Inputs['handovers']> {
  const { rows } = await db.raw<{ rows: Inputs['handovers'] }>(
    `SELECT h.space_id AS "spaceId", (h.handed_over_on - p.published_on)::integer AS days
    FROM space_handover h JOIN request q ON q.id = h.request_id JOIN call c ON c.id = q.call_id
    CROSS JOIN LATERAL (SELECT (coalesce(c.published_at, c.opens_at) AT TIME ZONE 'Europe/Rome')::date AS published_on) p
    WHERE p.published_on <= h.handed_over_on ORDER BY h.space_id, days`,
  )
  return rows
}
