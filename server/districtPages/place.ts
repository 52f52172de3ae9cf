import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { type DistrictRow, populationFigure } from '../districts/queries.ts'
import { NotFoundError } from '../http/problem.ts'
import type { Place } from './schema.ts'

/** A NIL that shares less than this with a district touches it along its border only. */
const leastShare = 0.01

const query = `
  SELECT d.id, d.code AS number, d.name, d.official, d.source, d.population, d.population_year AS "populationYear",
    d.population_source AS "populationSource", (ST_Area(d.geom::geography) / 1e6)::float8 AS "areaKm2",
    ARRAY(SELECT n.code FROM neighbourhood n WHERE n.ended_on IS NULL AND n.label_district_id = d.id
      ORDER BY n.code) AS inside,
    ARRAY(SELECT n.code FROM neighbourhood n
      WHERE n.ended_on IS NULL AND n.geom && d.geom AND NOT ST_CoveredBy(n.geom, d.geom)
        AND ST_Area(ST_Intersection(n.geom, d.geom)) / nullif(ST_Area(n.geom), 0)
          BETWEEN ${leastShare} AND ${1 - leastShare} ORDER BY n.code) AS partly
  FROM district d WHERE d.ended_on IS NULL AND d.code = ?`

type Row = DistrictRow & { id: number; areaKm2: number; inside: string[]; partly: string[] }

/** A district with the id of its row. */
export interface FoundPlace extends Place {
  id: number
}

const caches = new WeakMap<Context['feed'], Map<string, { revision: number; place: FoundPlace }>>()

/**
 * A district by its number. Kept until something published changes: which NIL lie in it takes long to compute.
 * @throws {NotFoundError} where there is none
 */
export async function readPlace(
  { db, feed }: Pick<Context, 'db' | 'feed'>,
  number: string,
): Promise<FoundPlace> {
  const { revision } = feed
  const known = caches.get(feed) ?? new Map()
  caches.set(feed, known)
  const kept = known.get(number)
  if (kept?.revision === revision) return kept.place
  const place = await findPlace(db, number)
  known.set(number, { revision, place })
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
    residents: populationFigure(row),
    neighbourhoods: {
      inside: inside.length,
      partly: partly.length,
      codes: [...new Set([...inside, ...partly])],
    },
  }
}
