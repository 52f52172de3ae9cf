import type { Geometry } from 'geojson'
import type { Knex } from 'knex'
import type { CityPack } from '../city/pack.ts'
import { float } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { asGeoJson, lonLat } from '../db/spatial.ts'
import { boxOf, outlineOf } from './outline.ts'
import { rentOf, windowPhase } from './rules.ts'
import type { SpaceItem } from './schema.ts'

/** Which city's rules and which instant a reply is made for. */
export interface Moment {
  city: CityPack
  now: Date
}

/** A row of the list as it is read; numbers are numbers, a calendar day is text. */
export interface ItemRow
  extends Pick<
    SpaceItem,
    | 'id'
    | 'code'
    | 'address'
    | 'areaM2'
    | 'status'
    | 'district'
    | 'neighbourhood'
    | 'neighbourhoodName'
    | 'zoning'
    | 'point'
    | 'publicPosition'
    | 'heightM'
    | 'threePhase'
    | 'powerKw'
    | 'floor'
    | 'ownership'
  > {
  name: string | null
  geometry: Geometry | null
  unitRentEurM2Year: number | null
  outsideRing: boolean | null
  worksEur: number | null
  siteCode: string | null
  siteName: string | null
  siteIndex: number
  siteCount: number
  callStatus: string | null
  callOpensAt: Date | null
  callClosesAt: Date | null
}

/** Public spaces with their district, NIL, site and latest call, aliased `s d n g c`; nothing selected yet. */
export function publishedSpaces(db: Db): Knex.QueryBuilder {
  return db({ s: 'published_space' })
    .leftJoin({ n: 'neighbourhood' }, 'n.id', 's.neighbourhood_id')
    .leftJoin({ d: 'district' }, 'd.id', 's.district_id')
    .leftJoin({ g: 'site' }, 'g.id', 's.site_id')
    .joinRaw(latestCall)
}

/**
 * Join of the call that counts for a space `s`, as `c`: one that is or will be open before all others, then
 * the latest; calls without bids and revoked ones do not count.
 */
export const latestCall = `LEFT JOIN LATERAL (
  SELECT k.id, k.code, k.title, k.title_en, k.status, k.opens_at, k.closes_at, k.standing, k.instrument, k.term_years,
    k.technical_weight, k.price_weight, k.visits, k.case_officer, k.office, k.office_email, k.office_phone,
    k.office_hours, l.id AS lot_id, l.number AS lot_number, l.base_rent_eur_year
  FROM lot_space ls
  JOIN lot l ON l.id = ls.lot_id
  JOIN call k ON k.id = l.call_id
  WHERE ls.space_id = s.id AND k.status NOT IN ('draft', 'noBids', 'revoked')
  ORDER BY k.status IN ('published', 'open') DESC, k.opens_at DESC, k.id DESC, l.number
  LIMIT 1) c ON true`

/** The columns of `ItemRow`, to be selected from `publishedSpaces`. */
export function itemColumns(db: Db): Record<string, string | Knex.Raw> {
  const siblings = `SELECT count(*)::integer FROM published_space o
    WHERE o.id IN (SELECT x.id FROM space x WHERE x.site_id = s.site_id) AND o.site_id = s.site_id`
  return {
    id: 's.id',
    code: 's.code',
    name: 's.name',
    address: 's.address',
    areaM2: float(db, 's.area_m2'),
    status: 's.status',
    district: 'd.code',
    neighbourhood: 'n.code',
    neighbourhoodName: 'n.name',
    zoning: 's.zoning',
    point: lonLat(db, 's.point'),
    publicPosition: 's.public_position',
    geometry: asGeoJson(db, 's.geom'),
    heightM: float(db, 's.height_m'),
    threePhase: 's.three_phase',
    powerKw: float(db, 's.power_kw'),
    floor: 's.floor',
    ownership: 's.ownership',
    unitRentEurM2Year: float(db, 's.unit_rent_eur_m2_year'),
    outsideRing: 's.outside_ring',
    worksEur: float(db, 's.works_eur'),
    siteCode: 'g.code',
    siteName: 'g.name',
    siteIndex: db.raw(`(${siblings} AND o.code <= s.code)`),
    siteCount: db.raw(`(${siblings})`),
    callStatus: 'c.status',
    callOpensAt: 'c.opens_at',
    callClosesAt: 'c.closes_at',
  }
}

/**
 * Rows of the list, in the order of the ids, read in one query; ids that ceased to be public are left out.
 * A space whose place is not exact bears the name of its NIL, or its code.
 */
export async function readItems(db: Db, ids: readonly number[], moment: Moment): Promise<SpaceItem[]> {
  if (ids.length === 0) return []
  const rows: ItemRow[] = await publishedSpaces(db)
    .select(itemColumns(db))
    .whereRaw('s.id = ANY(?)', [[...ids]])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [toItem(row, moment)] : []
  })
}

/** The row of the list a record makes: rent by the city's rules, outline, call if it is open now. */
export function toItem(row: ItemRow, { city, now }: Moment): SpaceItem {
  return {
    id: row.id,
    code: row.code,
    name: row.name ?? row.neighbourhoodName ?? row.code,
    address: row.address,
    areaM2: row.areaM2,
    status: row.status,
    district: row.district,
    neighbourhood: row.neighbourhood,
    neighbourhoodName: row.neighbourhoodName,
    zoning: row.zoning,
    point: row.point,
    publicPosition: row.publicPosition,
    bbox: boxOf(row.geometry),
    outline: outlineOf(row.geometry),
    heightM: row.heightM,
    threePhase: row.threePhase,
    powerKw: row.powerKw,
    floor: row.floor,
    ownership: row.ownership,
    rentEurMonth: rentOf(city.rent, row)?.eurMonth ?? null,
    callClosesAt: closingOf(row, now),
    site: siteOf(row),
  }
}

/** When the open call closes; null where no call is open, or it has no closing instant. */
function closingOf({ callStatus, callOpensAt, callClosesAt }: ItemRow, now: Date): string | null {
  if (!callStatus || !callClosesAt) return null
  const phase = windowPhase({ status: callStatus, opensAt: callOpensAt, closesAt: callClosesAt }, now)
  return phase === 'open' ? callClosesAt.toISOString() : null
}

function siteOf({ siteCode, siteName, siteIndex, siteCount }: ItemRow): SpaceItem['site'] {
  if (siteCode === null || siteName === null) return null
  return { code: siteCode, name: siteName, index: siteIndex, count: siteCount }
}
