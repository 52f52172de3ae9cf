import type { VectorTileFeature } from '@mapbox/vector-tile'
import type { Geometry } from 'geojson'
import type { Knex } from 'knex'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Random, randomFrom, shuffle } from '../../scripts/generate/random.ts'
import { readCityPack } from '../city/pack.ts'
import { writeGeoJson } from '../exports/write.ts'
import { testDatabase } from '../testing/database.ts'
import { rooms } from '../testing/randomRooms/definition.ts'
import { randomFilter } from '../testing/randomRooms/filters.ts'
import { randomArea } from '../testing/randomRooms/geometries.ts'
import { quarter, type Room, randomChange, randomRooms } from '../testing/randomRooms/rows.ts'
import { askSql } from '../testing/randomRooms/sql.ts'
import { createRooms, putRooms } from '../testing/randomRooms/table.ts'
import { roomsIn, tilesWith } from '../testing/randomRooms/tiles.ts'
import type { FeatureIndex, Filter, LonLat } from './definition.ts'
import { createFeatureIndex } from './index.ts'

const { db: pool } = testDatabase()
let db: Knex.Transaction
const city = readCityPack('milano')
beforeAll(async () => {
  db = await pool.transaction()
  await createRooms(db)
})
afterAll(() => db.rollback())

const inOrder = (ids: number[]) => ids.toSorted((a, b) => a - b)

/** Ids in the tiles of one zoom that hold a place of any room, filtered; a point drawn twice is there twice. */
function idsOnMap(index: FeatureIndex, model: ReadonlyMap<number, Room>, filter: Filter, z: number) {
  const places = [...model.values()].flatMap(({ point }): LonLat[] => (point ? [point] : []))
  const tiles = tilesWith(places, z).map((tile) => roomsIn(index, tile, filter))
  const idsOf = (features: VectorTileFeature[]) => features.map(({ id }) => Number(id))
  return {
    points: inOrder(tiles.flatMap((tile) => idsOf(tile.points))),
    shapes: inOrder([...new Set(tiles.flatMap((tile) => idsOf(tile.shapes)))]),
  }
}

/** The ids of the features in an export of these ids, read from the table. */
async function idsExported(ids: readonly number[]): Promise<number[]> {
  const features = async (wanted: readonly number[]) => {
    const found: { id: number; geometry: Geometry | null }[] = await db({ r: 'proof.room' })
      .whereRaw('r.id = ANY(?)', [[...wanted]])
      .orderByRaw('array_position(?::integer[], r.id)', [[...wanted]])
      .select('r.id', db.raw('ST_AsGeoJSON(ST_MakePoint(r.lon, r.lat))::json AS geometry'))
    return found.map(({ id, geometry }) => ({ type: 'Feature' as const, id, geometry, properties: {} }))
  }
  const collection = { id: 'rooms', title: { it: 'Stanze', en: 'Rooms' }, properties: [], features }
  const parts: string[] = []
  for await (const part of writeGeoJson({ collection, ids, context: { db, city }, demo: false }))
    parts.push(part)
  return JSON.parse(parts.join('')).features.map(({ id }: { id: number }) => id)
}

/** Holds list, facets, map and export of the index against what SQL says; the map is asked before the list or after it. */
async function compare(index: FeatureIndex, model: ReadonlyMap<number, Room>, filter: Filter, z: number) {
  const { facets, ...found } = await askSql(db, filter)
  const has = (part: 'point' | 'geometry') => found.ids.filter((id) => model.get(id)?.[part])
  const drawn = z % 2 === 0 ? null : idsOnMap(index, model, filter, z)
  const { ids, total, withoutPlace, unknowns, bbox } = index.ids(filter)
  const answers = {
    found: { ids, total, withoutPlace, unknowns, bbox },
    facets: index.facets(filter),
    map: drawn ?? idsOnMap(index, model, filter, z),
    exported: await idsExported(ids),
  }
  expect(answers, JSON.stringify(filter)).toEqual({
    found,
    facets,
    map: { points: has('point'), shapes: has('geometry') },
    exported: found.ids,
  })
  return found.total
}

/** Fills the index anew, its rows in any order and in several parts. */
async function fillAnew(random: Random, index: FeatureIndex, rows: Iterable<Room>): Promise<void> {
  const [filling, shuffled] = [index.fill(), shuffle(random, [...rows])]
  for (let at = 0; at < shuffled.length; at += 700) filling.add(shuffled.slice(at, at + 700))
  await filling.prepare()
  filling.take()
}

/** Changes model, table and index alike: the index by what is told to it, or now and then filled anew. */
async function change(random: Random, index: FeatureIndex, model: Map<number, Room>, anew: boolean) {
  const [version, known] = [index.version, new Set(model.keys())]
  const { rows, removed } = randomChange(random, model, 300, quarter)
  await putRooms(db, rows, removed)
  if (anew) await fillAnew(random, index, model.values())
  else expect(index.apply(rows, removed)).toBe(rows.length + removed.filter((id) => known.has(id)).length)
  expect(index.version).toBeGreaterThan(version)
  expect(index.size).toBe(model.size)
}

test('list, counts, facets, map and export find what SQL finds, while rows change, go and come back', async () => {
  const random = randomFrom('one thousand filters')
  const model = new Map(randomRooms(random, 2000, quarter).map((row) => [row.id, row]))
  const index = createFeatureIndex(rooms)
  await fillAnew(random, index, model.values())
  await putRooms(db, [...model.values()])
  const totals: number[] = []
  for (let turn = 0; turn < 1000; turn += 1) {
    if (turn % 25 === 24) await change(random, index, model, turn % 250 === 249)
    const filter = randomFilter(random, quarter)
    totals.push(await compare(index, model, filter, 13 + (turn % 4)))
  }
  expect(totals.filter((total) => total > 0 && total < model.size).length).toBeGreaterThan(600)
}, 300_000)

test('an area finds what PostGIS has inside it, nothing it has outside, and of its edges a part', async () => {
  const random = randomFrom('areas')
  const all = randomRooms(random, 2000, quarter)
  const index = createFeatureIndex(rooms)
  await fillAnew(random, index, all)
  await db('proof.room').delete()
  await putRooms(db, all)
  let onEdge = 0
  for (let turn = 0; turn < 200; turn += 1) {
    const [polygon = []] = randomArea(random, quarter)
    const coordinates = polygon.map((ring) => [...ring, ...ring.slice(0, 1)])
    const { rows } = await db.raw<{ rows: { inside: number[]; covered: number[] }[] }>(
      `SELECT coalesce(array_agg(id ORDER BY id) FILTER (WHERE ST_Contains(area, point)), '{}') AS inside,
         coalesce(array_agg(id ORDER BY id) FILTER (WHERE ST_Covers(area, point)), '{}') AS covered
       FROM (SELECT id, ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS point FROM proof.room) AS r,
         (SELECT ST_GeomFromGeoJSON(?) AS area) AS a WHERE ST_IsValid(area)`,
      [JSON.stringify({ type: 'Polygon', coordinates })],
    )
    const { inside, covered } = rows[0] ?? { inside: [], covered: [] }
    const { ids } = index.ids({ within: { op: 'inPolygon', polygons: [polygon] } })
    if (covered.length === 0) continue
    const found = new Set(ids)
    expect(
      inside.filter((id) => !found.has(id)),
      JSON.stringify(polygon),
    ).toEqual([])
    expect(
      ids.filter((id) => !covered.includes(id)),
      JSON.stringify(polygon),
    ).toEqual([])
    onEdge += covered.length - inside.length
  }
  expect(onEdge).toBeGreaterThan(20)
})
