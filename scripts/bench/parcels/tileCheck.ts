import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { Child } from '../child.ts'
import { type Connection, openConnection } from '../connections.ts'
import type { Say } from '../subject.ts'
import type { Places } from './places.ts'
import { type TileAddress, tileAt } from './requests.ts'
import type { TileKind } from './sqlTiles.ts'

/** More rows than this in one tile are not told apart. */
const mostRows = 4000
const shapesFromZoom = 13

/** Of the tiles in which single parcels are drawn, those in which so many lie that the program draws them together. */
export function crowdedOf({ lon, lat }: Places, tiles: readonly TileAddress[]): TileAddress[] {
  const rows = new Map(tiles.filter(([z]) => z >= shapesFromZoom).map((tile) => [tile.join('/'), 0]))
  for (const zoom of new Set(tiles.map(([z]) => z))) {
    if (zoom < shapesFromZoom) continue
    for (let at = 0; at < lon.length; at += 1) {
      const key = tileAt([lon[at] ?? 0, lat[at] ?? 0], zoom).join('/')
      const counted = rows.get(key)
      if (counted !== undefined) rows.set(key, counted + 1)
    }
  }
  return tiles.filter((tile) => (rows.get(tile.join('/')) ?? 0) > mostRows)
}

/** What of a tile is compared. */
interface Seen {
  shapes: number[]
  points: number[]
  features: number
  count: number
  areaM2: number
}

function seenIn(body: Buffer): Seen {
  const { parcels, 'parcels-point': points } = new VectorTile(new PbfReader(body)).layers
  const featuresOf = (layer: typeof points) =>
    layer ? Array.from({ length: layer.length }, (_, at) => layer.feature(at)) : []
  const idsOf = (layer: typeof points) =>
    featuresOf(layer)
      .flatMap(({ id }) => id ?? [])
      .sort((one, other) => one - other)
  const sumOf = (name: string) =>
    featuresOf(points).reduce((sum, { properties }) => sum + Number(properties[name] ?? 0), 0)
  return {
    shapes: idsOf(parcels),
    points: idsOf(points),
    features: points?.length ?? 0,
    count: sumOf('count'),
    areaM2: Math.round(sumOf('areaM2')),
  }
}

async function seen(connection: Connection, path: string): Promise<Seen> {
  const { status, body } = await connection.ask(path)
  if (status >= 300) throw new Error(`${path}: ${status} ${body}`)
  return seenIn(body)
}

/** Ids that are in one list and not in the other. */
function different(one: readonly number[], other: readonly number[]): number {
  const [left, right] = [new Set(one), new Set(other)]
  return one.filter((id) => !right.has(id)).length + other.filter((id) => !left.has(id)).length
}

/**
 * Of what the two do not agree, in words, or null. What lies on an edge may differ: SQL draws a point there in both
 * tiles, and one may see a sliver of a shape, or a point in the next cell, where the other does not.
 */
function disagreement(told: Seen, expected: Seen): string | null {
  const slack = (count: number) => 2 + 0.02 * count
  if (Math.abs(told.count - expected.count) > slack(0.1 * expected.count))
    return `count ${told.count}, SQL ${expected.count}`
  if (told.count === expected.count && Math.abs(told.areaM2 - expected.areaM2) > 1)
    return `areaM2 ${told.areaM2}, SQL ${expected.areaM2}`
  if (Math.abs(told.features - expected.features) > slack(expected.features))
    return `${told.features} features of points, SQL ${expected.features}`
  const shapes = different(told.shapes, expected.shapes)
  return shapes > slack(expected.shapes.length) ? `${shapes} other shapes of ${expected.shapes.length}` : null
}

interface Paths {
  pathOf(tile: TileAddress): string
  sqlPathOf(kind: TileKind, tile: TileAddress): string
}

/**
 * Compares every fourth tile of the program with both of SQL.
 * @returns how many
 * @throws {Error} where they do not hold the same
 */
export async function checkTiles(
  program: Child,
  sql: Child,
  tiles: readonly TileAddress[],
  { pathOf, sqlPathOf }: Paths,
  say: Say,
): Promise<number> {
  const some = tiles.filter((_, at) => at % 4 === 0)
  say(`Comparing ${some.length} tiles…`)
  const [one, other] = [await openConnection(program.port), await openConnection(sql.port)]
  for (const tile of some) {
    const told = await seen(one, pathOf(tile))
    for (const kind of ['degrees', 'stored'] as const) {
      const wrong = disagreement(told, await seen(other, sqlPathOf(kind, tile)))
      if (wrong) throw new Error(`tile ${tile.join('/')}, ${kind}: ${wrong}`)
    }
  }
  one.close()
  other.close()
  return some.length
}
