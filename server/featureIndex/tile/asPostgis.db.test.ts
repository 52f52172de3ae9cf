import type { VectorTileFeature } from '@mapbox/vector-tile'
import type { Knex } from 'knex'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { integerBetween, pick, type Random, randomFrom } from '../../../scripts/generate/random.ts'
import { testDatabase } from '../../testing/database.ts'
import { rooms } from '../../testing/randomRooms/definition.ts'
import { city, plainRoom, type Room, randomRooms } from '../../testing/randomRooms/rows.ts'
import { createRooms, putRooms } from '../../testing/randomRooms/table.ts'
import { roomsIn, type TileAddress, tileAt } from '../../testing/randomRooms/tiles.ts'
import { differenceOf, isCut, isWoundRight, shownSize } from '../../testing/tileShapes.ts'
import { featuresOf, layersOf } from '../../testing/tiles.ts'
import type { LonLat } from '../definition.ts'
import { createFeatureIndex } from '../index.ts'

const { db: pool, kind } = testDatabase()
let db: Knex.Transaction
beforeAll(async () => {
  db = await pool.transaction()
  await createRooms(db)
})
afterAll(() => db.rollback())

/**
 * A layer for each kind of geometry of which a room may hold several, not cut at the edge of the tile, and one for the
 * points in the tile itself.
 */
async function drawnByPostgis(tile: TileAddress) {
  const attributes =
    "r.id, r.code, r.status, array_to_string(r.zoning, ',') AS zoning, r.area, r.year, r.lift, 1 AS count"
  const layers = ['points', 'lines', 'polygons'].map(
    (name, at) => `(SELECT ST_AsMVT(f, '${name}', 4096, 'geom', 'id') FROM (
      SELECT ${attributes}, ST_AsMVTGeom(
        ST_Transform(ST_CollectionExtract(r.geom, ${at + 1}), 3857), ST_TileEnvelope(:z, :x, :y), 4096, 64, false) AS geom
      FROM proof.room AS r WHERE r.geom && ST_Transform(ST_TileEnvelope(:z, :x, :y, margin => 0.02), 4326)
    ) AS f WHERE geom IS NOT NULL)`,
  )
  const places = `(SELECT ST_AsMVT(f, 'places', 4096, 'geom', 'id') FROM (
    SELECT ${attributes}, ST_AsMVTGeom(
      ST_Transform(ST_SetSRID(ST_MakePoint(r.lon, r.lat), 4326), 3857), ST_TileEnvelope(:z, :x, :y), 4096, 64) AS geom
    FROM proof.room AS r
    WHERE floor((r.lon / 360 + 0.5) * 2 ^ :z::integer) = :x
      AND floor((0.5 - asinh(tan(radians(r.lat))) / (2 * pi())) * 2 ^ :z::integer) = :y
    ) AS f WHERE geom IS NOT NULL)`
  const { rows } = await db.raw<{ rows: { tile: Buffer }[] }>(
    `SELECT ${[...layers, places].join(' || ')} AS tile`,
    { ...tile },
  )
  const { places: points, ...shapes } = layersOf(rows[0]?.tile ?? null)
  return { points: featuresOf(points), shapes: Object.values(shapes).flatMap((layer) => featuresOf(layer)) }
}

const byKey = (features: readonly VectorTileFeature[]) =>
  new Map(features.map((feature) => [`${feature.id} of kind ${feature.type}`, feature]))

/** Where the features of both differ; one that shows less than two units of itself may be in one of them alone. */
function differences(own: readonly VectorTileFeature[], others: readonly VectorTileFeature[]): string[] {
  const [drawn, expected] = [byKey(own), byKey(others)]
  expect(drawn.size).toBe(own.length)
  const alone = (from: typeof drawn, other: typeof drawn) =>
    [...from].filter(([key, feature]) => !other.has(key) && shownSize(feature) >= 2).map(([key]) => key)
  return [
    ...alone(drawn, expected).map((key) => `${key} is not in PostGIS's tile`),
    ...alone(expected, drawn).map((key) => `${key} is in PostGIS's tile alone`),
    ...[...drawn].flatMap(([key, feature]) => differing(key, feature, expected.get(key))),
  ]
}

function differing(key: string, feature: VectorTileFeature, other: VectorTileFeature | undefined): string[] {
  if (!other) return []
  expect(feature.properties, key).toEqual(other.properties)
  if (!isCut(feature)) return [`${key} reaches beyond the buffer`]
  if (!isWoundRight(feature)) return [`${key} is wound the wrong way`]
  const distance = differenceOf(feature, other)
  return distance > 1 ? [`${key} differs by ${distance}`] : []
}

/** A tile that holds a vertex of a random room, but none at the edge of the world, which PostGIS does not draw. */
function randomTile(random: Random, rows: readonly Room[], z: number): TileAddress {
  const { shape, point } = pick(random, rows)
  const places: LonLat[] = point ? [point] : []
  if (shape && 'coordinates' in shape) {
    const numbers = shape.coordinates.flat(3) as number[]
    const at = 2 * integerBetween(random, 0, numbers.length / 2 - 1)
    places.push([numbers[at] ?? 0, numbers[at + 1] ?? 0])
  }
  const drawn = places.filter(([lon, lat]) => Math.abs(lon) < 180 && Math.abs(lat) < 85)
  return drawn.length > 0 ? tileAt(pick(random, drawn), z) : randomTile(random, rows, z)
}

test.skipIf(kind === 'embedded')(
  'tiles hold what ST_AsMVT draws, features at least two units wide within one unit (needs PostGIS with protobuf)',
  async () => {
    const random = randomFrom('tiles')
    const all = randomRooms(random, 2000, city).map(plainRoom)
    const index = createFeatureIndex(rooms)
    index.apply(all, [])
    await putRooms(db, all)
    let compared = 0
    for (let turn = 0; turn < 300; turn += 1) {
      const tile = randomTile(random, all, 13 + (turn % 6))
      const [own, other] = [roomsIn(index, tile), await drawnByPostgis(tile)]
      compared += own.shapes.length
      const found = {
        tile,
        shapes: differences(own.shapes, other.shapes),
        points: differences(own.points, other.points),
      }
      expect(found).toEqual({ tile, shapes: [], points: [] })
    }
    expect(compared).toBeGreaterThan(3000)
  },
  60_000,
)
