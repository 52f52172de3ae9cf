import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import type { DistrictRow } from '../districts/queries.ts'
import { NotFoundError } from '../http/problem.ts'
import type { Place } from './schema.ts'

/** A NIL that shares less than this with a district touches it along its border only. */
const leastShare = 0.01

const query = `
  SELECT d.id, d.name, d.official, (ST_Area(d.geom::geography) / 1e6)::float8 AS "areaKm2",
    ARRAY(SELECT n.code FROM neighbourhood n WHERE n.ended_on IS NULL AND n.label_district_id = d.id
      ORDER BY n.code) AS inside,
    ARRAY(SELECT n.code FROM neighbourhood n
      WHERE n.ended_on IS NULL AND n.geom && d.geom AND NOT ST_CoveredBy(n.geom, d.geom)
        AND ST_Area(ST_Intersection(n.geom, d.geom)) / nullif(ST_Area(n.geom), 0)
          BETWEEN ${leastShare} AND ${1 - leastShare} ORDER BY n.code) AS partly
  FROM district d WHERE d.ended_on IS NULL AND d.code = ?`

type Row = Pick<DistrictRow, 'name' | 'official'> & {
  id: number
  areaKm2: number
  inside: string[]
  partly: string[]
}

/** A district with the id of its row; residents change with the grid, so they are read apart. */
interface FoundPlace extends Omit<Place, 'residents'> {
  id: number
}

type Feed = Context['feed']
const caches = new WeakMap<Feed, { revision: number; places: Map<string, FoundPlace> }>()

/**
 * A district by its number. Kept until something published changes: which NIL lie in it takes long to compute.
 * @throws {NotFoundError} where there is none
 */
export async function readPlace(
  { db, feed }: Pick<Context, 'db' | 'feed'>,
  number: string,
): Promise<FoundPlace> {
  const { revision } = feed
  const cached = caches.get(feed)
  const cache = cached?.revision === revision ? cached : { revision, places: new Map() }
  caches.set(feed, cache)
  const place = cache.places.get(number) ?? (await findPlace(db, number))
  cache.places.set(number, place)
  return place
}

async function findPlace(db: Db, number: string): Promise<FoundPlace> {
  const { rows } = number.includes('\0') ? { rows: [] } : await db.raw<{ rows: Row[] }>(query, [number])
  const [row] = rows
  if (!row) throw new NotFoundError(`There is no district "${number}".`)
  const { id, name, official, areaKm2, inside, partly } = row
  return {
    id,
    number,
    name,
    official,
    areaKm2: Math.round(areaKm2 * 10) / 10,
    neighbourhoods: {
      inside: inside.length,
      partly: partly.length,
      codes: [...new Set([...inside, ...partly])],
    },
  }
}
