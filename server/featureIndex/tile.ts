import { clipLine, clipRing, type TilePoint } from './clip.ts'
import type { CollectionDefinition, ColumnValue, FeatureRow } from './definition.ts'
import {
  boxOf,
  tileOf,
  toShapes,
  toWorld,
  type WorldBox,
  type WorldPoint,
  type WorldShape,
} from './mercator.ts'
import { doubleArea } from './place.ts'
import { encodeTile, extent, type TileFeature, type TileValue } from './vectorTile.ts'

/**
 * How far shapes are drawn beyond the edge of their tile, in tile units (8 pixels of a tile 512 wide), so
 * that no outline shows at the seam. Points have none: each lies in exactly one tile.
 */
const buffer = 64

/** A row as tiles draw it. */
export interface DrawnRow {
  row: FeatureRow
  place: WorldPoint | null
  shapes: { shape: WorldShape; box: WorldBox }[]
}

interface Tile {
  z: number
  x: number
  y: number
}

/** Projects a row once, for all its tiles. */
export function drawRow(row: FeatureRow): DrawnRow {
  const shapes = row.geometry ? toShapes(row.geometry) : []
  return {
    row,
    place: row.point && toWorld(row.point),
    shapes: shapes.map((shape) => ({ shape, box: boxOf(shape) })),
  }
}

/** The tile of the rows, features in the order given, or null where it would be empty. */
export function drawTile(
  { id, tileProperties, shapesFromZoom }: CollectionDefinition,
  rows: readonly DrawnRow[],
  tile: Tile,
): Uint8Array | null {
  const shapes =
    tile.z >= shapesFromZoom ? rows.flatMap((drawn) => shapesIn(drawn, tile, tileProperties)) : []
  const points = rows.flatMap((drawn) => pointIn(drawn, tile, tileProperties))
  const layers = [
    { name: id, features: shapes },
    { name: `${id}-point`, features: points },
  ].filter(({ features }) => features.length > 0)
  return layers.length > 0 ? encodeTile(layers) : null
}

/** Whether the row may show in the tile: a quick look at boxes, wrong only on the generous side. */
export function mayShow({ place, shapes }: DrawnRow, tile: Tile): boolean {
  return (place !== null && isIn(place, tile)) || shapes.some(({ box }) => touches(box, tile))
}

function isIn(place: WorldPoint, { z, x, y }: Tile): boolean {
  const [column, row] = tileOf(place, z)
  return column === x && row === y
}

function touches([left, top, right, bottom]: WorldBox, { z, x, y }: Tile): boolean {
  const [scale, margin] = [2 ** z, buffer / extent]
  return (
    left * scale <= x + 1 + margin &&
    right * scale >= x - margin &&
    top * scale <= y + 1 + margin &&
    bottom * scale >= y - margin
  )
}

function pointIn({ row, place }: DrawnRow, tile: Tile, properties: readonly string[]): TileFeature[] {
  if (!place || !isIn(place, tile)) return []
  const within = (part: number, start: number) =>
    Math.max(0, Math.min(extent - 1, Math.floor((part * 2 ** tile.z - start) * extent)))
  const point: TilePoint = [within(place[0], tile.x), within(place[1], tile.y)]
  return [{ id: row.id, kind: 'points', parts: [[point]], properties: propertiesOf(row, properties) }]
}

function shapesIn({ row, shapes }: DrawnRow, tile: Tile, properties: readonly string[]): TileFeature[] {
  return shapes
    .filter(({ box }) => touches(box, tile))
    .map(({ shape }) => ({
      id: row.id,
      kind: shape.kind,
      parts: partsIn(shape, tile),
      properties: propertiesOf(row, properties),
    }))
    .filter(({ parts }) => parts.length > 0)
}

function propertiesOf({ columns }: FeatureRow, names: readonly string[]): Record<string, TileValue> {
  const given = names.flatMap((name) => {
    const value = tileValue(columns[name] ?? null)
    return value === null ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(given), count: 1 }
}

/** Lists are written with commas: a vector tile has no lists. */
function tileValue(value: ColumnValue): TileValue | null {
  return typeof value === 'object' && value !== null ? value.join(',') : value
}

function partsIn(shape: WorldShape, { z, x, y }: Tile): TilePoint[][] {
  const scale = 2 ** z
  const toTile = ([worldX, worldY]: WorldPoint): TilePoint => [
    (worldX * scale - x) * extent,
    (worldY * scale - y) * extent,
  ]
  switch (shape.kind) {
    case 'points':
      return pointParts(shape.parts.map(toTile))
    case 'lines':
      return shape.parts.flatMap((line) => lineParts(line.map(toTile)))
    case 'polygons':
      return shape.parts.flatMap((rings) => polygonParts(rings.map((ring) => ring.map(toTile))))
  }
}

const isInBuffer = (part: number): boolean => part >= -buffer && part <= extent + buffer

function pointParts(points: readonly TilePoint[]): TilePoint[][] {
  const kept = points.filter(([x, y]) => isInBuffer(x) && isInBuffer(y))
  return kept.length > 0 ? [kept.map(onGrid)] : []
}

function lineParts(line: readonly TilePoint[]): TilePoint[][] {
  return clipLine(line, -buffer, extent + buffer)
    .map((piece) => withoutRepeats(piece.map(onGrid)))
    .filter((piece) => piece.length > 1)
}

/** Exterior first, then its holes, wound as the specification asks; nothing where no area is left. */
function polygonParts(rings: readonly TilePoint[][]): TilePoint[][] {
  const [exterior = [], ...holes] = rings.map((ring) => gridRing(clipRing(ring, -buffer, extent + buffer)))
  const parts = [wound(exterior, 1), ...holes.map((hole) => wound(hole, -1))]
  const area = parts.reduce((sum, ring) => sum + doubleArea(ring), 0)
  return doubleArea(exterior) === 0 || area <= 0 ? [] : parts.filter((ring) => doubleArea(ring) !== 0)
}

const onGrid = ([x, y]: TilePoint): TilePoint => [Math.round(x), Math.round(y)]

const samePoint = (a: TilePoint | undefined, b: TilePoint | undefined): boolean =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1]

function withoutRepeats(points: readonly TilePoint[]): TilePoint[] {
  return points.filter((point, at) => at === 0 || !samePoint(point, points[at - 1]))
}

/** A ring in whole units that repeats no point, not even its first as its last. */
function gridRing(ring: readonly TilePoint[]): TilePoint[] {
  const points = withoutRepeats(ring.map(onGrid))
  return points.length > 1 && samePoint(points[0], points.at(-1)) ? points.slice(0, -1) : points
}

/** The ring with an area of the sign wanted: 1 for exteriors, -1 for holes (specification 4.3.4.4). */
function wound(ring: readonly TilePoint[], sign: 1 | -1): TilePoint[] {
  return Math.sign(doubleArea(ring)) === -sign ? ring.toReversed() : [...ring]
}
