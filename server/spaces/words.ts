import type { Position } from 'geojson'
import type { CityPack } from '../city/pack.ts'
import { isStorable, knownCodes } from '../db/codes.ts'
import type { Db } from '../db/index.ts'
import type { FilterContext } from '../published.ts'
import type { FilterWords } from './filters.ts'
import type { SpaceFilters } from './schema.ts'

type Polygons = Position[][][]

/** Areas read so far; one never changes, because its name is the hash of its coordinates. */
const kept = new WeakMap<Db, { since: number; areas: Map<string, Polygons> }>()
const maxAreasKept = 200
/** Then they are read again, so that the database knows which are in use. */
const keptForMs = 60 * 60_000

/** The words of a city pack, put together once. */
const packWords = new WeakMap<CityPack, Pick<FilterWords, 'uses' | 'zoning'>>()

/** The words these filters may use, from the city pack and, for codes and areas they name, the database. */
export async function readWords(given: SpaceFilters, { db, city }: FilterContext): Promise<FilterWords> {
  return {
    ...wordsOf(city),
    district: await knownCodes(db, 'district', given.district),
    neighbourhood: await knownCodes(db, 'neighbourhood', given.neighbourhood),
    zone: await knownCodes(db, 'zone', given.zone),
    call: await knownCodes(db, 'announcedCall', given.call),
    areas: given.within?.startsWith('area:')
      ? await readAreas(db, given.within.slice('area:'.length))
      : new Map(),
  }
}

function wordsOf(city: CityPack): Pick<FilterWords, 'uses' | 'zoning'> {
  const words = packWords.get(city) ?? {
    uses: new Set(city.uses.map((use) => use.code)),
    zoning: new Set(city.zoning.classes.map((item) => item.code)),
  }
  packWords.set(city, words)
  return words
}

async function readAreas(db: Db, id: string): Promise<Map<string, Polygons>> {
  const { areas } = keptNow(db)
  const polygons = areas.get(id) ?? (await readArea(db, id))
  if (!polygons) return new Map()
  if (areas.size >= maxAreasKept) areas.clear()
  areas.set(id, polygons)
  return new Map([[id, polygons]])
}

function keptNow(db: Db): { areas: Map<string, Polygons> } {
  const found = kept.get(db)
  if (found && Date.now() - found.since < keptForMs) return found
  const fresh = { since: Date.now(), areas: new Map<string, Polygons>() }
  kept.set(db, fresh)
  return fresh
}

async function readArea(db: Db, id: string): Promise<Polygons | undefined> {
  if (!isStorable(id)) return undefined
  await db('area')
    .where({ id })
    .where('used_at', '<', db.raw("now() - interval '1 day'"))
    .update({ used_at: db.fn.now() })
  const row: { polygons: Polygons } | undefined = await db('area')
    .where({ id })
    .first({ polygons: db.raw("ST_AsGeoJSON(geom, 9)::json -> 'coordinates'") })
  return row?.polygons
}
