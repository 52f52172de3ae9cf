import type { Geometry } from 'geojson'
import { type GeometrySink, walkGeometry } from './geometry.ts'
import { type Growing, growing, isSameRun, push, startOf } from './growing.ts'
import { unitX, unitY } from './world.ts'

/** What a ring is; a point is a ring of one vertex. */
export const ringKinds = { exterior: 0, hole: 1, line: 2, point: 3 } as const

/**
 * The shapes of all slots, one behind the other, in units of the world. Rings of polygons repeat no first vertex, and are
 * wound as vector tiles ask: exteriors with a positive area by the surveyor's formula with y down, holes with a negative.
 */
export interface ShapeStore {
  /** x and y in turns. */
  vertices: Growing<Uint32Array>
  /** By ring: how many numbers of `vertices` there are up to its end, and its kind. */
  ringEnds: Growing<Uint32Array>
  kinds: Growing<Uint8Array>
  /** By slot: how many rings there are up to its end. Polygons first, then lines, then points. */
  slotEnds: Growing<Uint32Array>
}

export function createShapeStore(): ShapeStore {
  return {
    vertices: growing(Uint32Array),
    ringEnds: growing(Uint32Array),
    kinds: growing(Uint8Array),
    slotEnds: growing(Uint32Array),
  }
}

/** Adds the shapes of the next slot. @throws {Error} where they cannot be read: then nothing of them stays */
export function appendShapes(store: ShapeStore, geometry: Geometry | Uint8Array | null): void {
  const { vertices, ringEnds, kinds } = store
  const lengths = [vertices.length, ringEnds.length, kinds.length] as const
  try {
    if (geometry) takeAll(store, geometry)
  } catch (error) {
    ;[vertices.length, ringEnds.length, kinds.length] = lengths
    throw error
  } finally {
    taken.store = noStore
    taken.isOpen = false
  }
  push(store.slotEnds, store.ringEnds.length)
}

function takeAll(store: ShapeStore, geometry: Geometry | Uint8Array): void {
  taken.store = store
  for (const kinds of holdsSeveralKinds(geometry) ? eachKind : anyKind) take(geometry, kinds)
}

/** Type 7 of well-known binary is a collection. */
const holdsSeveralKinds = (geometry: Geometry | Uint8Array): boolean =>
  geometry instanceof Uint8Array ? geometry[1] === 7 : geometry.type === 'GeometryCollection'

const anyKind = [['polygons', 'lines', 'points']]
const eachKind = [['polygons'], ['lines'], ['points']]

/** What is written to while nothing is taken in, so that no store is held that nobody needs. */
const noStore = createShapeStore()

/** What is being taken in, and how far it is. */
const taken = {
  store: noStore,
  kinds: eachKind[0] as readonly string[],
  kind: ringKinds.point as number,
  isWanted: false,
  isFirst: false,
  isOpen: false,
}

function take(geometry: Geometry | Uint8Array, kinds: readonly string[]): void {
  taken.kinds = kinds
  walkGeometry(geometry, sink)
  closeRing()
}

/** One for all rows, as making one for each would take longer than what it does. */
const sink: GeometrySink = {
  part(given) {
    closeRing()
    taken.isWanted = taken.kinds.includes(given)
    taken.isFirst = true
    taken.kind =
      given === 'polygons' ? ringKinds.exterior : given === 'lines' ? ringKinds.line : ringKinds.point
  },
  ring() {
    closeRing()
    taken.isOpen = taken.isWanted
    if (taken.kind <= ringKinds.hole) taken.kind = taken.isFirst ? ringKinds.exterior : ringKinds.hole
    taken.isFirst = false
  },
  vertex(lon, lat) {
    if (!taken.isWanted) return
    push(taken.store.vertices, unitX(lon))
    push(taken.store.vertices, unitY(lat))
  },
}

function closeRing(): void {
  if (taken.isOpen) endRing(taken.store, taken.kind)
  taken.isOpen = false
}

function endRing({ vertices, ringEnds, kinds }: ShapeStore, kind: number): void {
  const start = startOf(ringEnds, ringEnds.length)
  if (kind <= ringKinds.hole) {
    const { data } = vertices
    const last = vertices.length - 2
    if (last > start && data[start] === data[last] && data[start + 1] === data[last + 1])
      vertices.length = last
    const area = ringArea(data, start, vertices.length)
    if (kind === ringKinds.exterior ? area < 0 : area > 0) turn(data, start, vertices.length)
  }
  push(ringEnds, vertices.length)
  push(kinds, kind)
}

/** Twice the area, reckoned from the first vertex so that nothing is lost of small rings far from the origin. */
function ringArea(data: Uint32Array, start: number, end: number): number {
  const [originX, originY] = [data[start]!, data[start + 1]!]
  let sum = 0
  for (let at = start + 2; at + 3 < end; at += 2) {
    const [fromX, fromY] = [data[at]! - originX, data[at + 1]! - originY]
    const [toX, toY] = [data[at + 2]! - originX, data[at + 3]! - originY]
    sum += fromX * toY - toX * fromY
  }
  return sum
}

function turn(data: Uint32Array, start: number, end: number): void {
  for (let low = start, high = end - 2; low < high; low += 2, high -= 2) {
    const [x, y] = [data[low]!, data[low + 1]!]
    data[low] = data[high]!
    data[low + 1] = data[high + 1]!
    data[high] = x
    data[high + 1] = y
  }
}

/** Widens a box (left, top, right, bottom at `at` of `box`) by the vertices of the slot. */
export function widenBox(
  { vertices, ringEnds, slotEnds }: ShapeStore,
  slot: number,
  box: Uint32Array,
  at: number,
): void {
  const [from, to] = [startOf(slotEnds, slot), slotEnds.data[slot]!]
  if (from === to) return
  const { data } = vertices
  const end = ringEnds.data[to - 1]!
  let [left, top, right, bottom] = [box[at], box[at + 1], box[at + 2], box[at + 3]] as [
    number,
    number,
    number,
    number,
  ]
  for (let vertex = startOf(ringEnds, from); vertex < end; vertex += 2) {
    const [x, y] = [data[vertex]!, data[vertex + 1]!]
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    if (y > bottom) bottom = y
  }
  box[at] = left
  box[at + 1] = top
  box[at + 2] = right
  box[at + 3] = bottom
}

/** Whether two slots have the same shapes. */
export function hasSameShapes(
  { vertices, ringEnds, kinds, slotEnds }: ShapeStore,
  one: number,
  other: number,
): boolean {
  const [from, otherFrom] = [startOf(slotEnds, one), startOf(slotEnds, other)]
  const rings = slotEnds.data[one]! - from
  if (slotEnds.data[other]! - otherFrom !== rings) return false
  for (let ring = 0; ring < rings; ring += 1) {
    if (kinds.data[from + ring] !== kinds.data[otherFrom + ring]) return false
    if (!isSameRun(vertices, ringEnds, from + ring, otherFrom + ring)) return false
  }
  return true
}
