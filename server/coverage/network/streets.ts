import Flatbush from 'flatbush'
import type { Spot } from '../travel.ts'

/** A stretch of street between two nodes. */
interface Stretch {
  from: number
  to: number
  lengthM: number
}

/** A straight piece of a stretch, and how far along the stretch it begins. */
interface Piece {
  stretch: number
  a: Spot
  b: Spot
  beginsM: number
}

/** Streets one can walk, as nodes and the stretches between them; metres. */
export interface Streets {
  nodes: Spot[]
  stretches: Stretch[]
  /** Stretches at each node. */
  at: number[][]
  pieces: Piece[]
  /** Over `pieces` and `nodes`; null of no streets. */
  pieceIndex: Flatbush | null
  nodeIndex: Flatbush | null
}

/** Vertices nearer than about this are one, metres: files round their coordinates. */
const latticeM = 0.5

/**
 * Joins lines where they share an end or a vertex; lines that only cross, as on a bridge, are not joined.
 * @param lines vertices in metres
 */
export function joinStreets(lines: readonly (readonly Spot[])[]): Streets {
  const streets: Streets = { nodes: [], stretches: [], at: [], pieces: [], pieceIndex: null, nodeIndex: null }
  const shared = sharedVertices(lines)
  const ids = new Map<string, number>()
  const nodeAt = (spot: Spot): number => {
    const key = keyOf(spot)
    const known = ids.get(key)
    if (known !== undefined) return known
    ids.set(key, streets.nodes.length)
    streets.at.push([])
    return streets.nodes.push(spot) - 1
  }
  for (const line of lines) for (const part of cutAtNodes(line, shared)) addStretch(streets, part, nodeAt)
  streets.pieceIndex = indexBoxes(streets.pieces.map(({ a, b }) => [a, b] as const))
  streets.nodeIndex = indexBoxes(streets.nodes.map((node) => [node, node] as const))
  return streets
}

const keyOf = ({ x, y }: Spot): string => `${Math.round(x / latticeM)} ${Math.round(y / latticeM)}`

/** Keys of vertices where a line ends or that occur more than once. */
function sharedVertices(lines: readonly (readonly Spot[])[]): Set<string> {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const line of lines) {
    for (const [at, spot] of line.entries()) {
      const key = keyOf(spot)
      if (seen.has(key) || at === 0 || at === line.length - 1) shared.add(key)
      seen.add(key)
    }
  }
  return shared
}

function cutAtNodes(line: readonly Spot[], shared: ReadonlySet<string>): Spot[][] {
  const parts: Spot[][] = []
  let part: Spot[] = []
  for (const spot of line) {
    part.push(spot)
    if (part.length === 1 || !shared.has(keyOf(spot))) continue
    parts.push(part)
    part = [spot]
  }
  return parts
}

function addStretch(streets: Streets, part: readonly Spot[], nodeAt: (spot: Spot) => number): void {
  const [first, last] = [part[0], part.at(-1)]
  if (!first || !last) return
  const stretch = streets.stretches.length
  let lengthM = 0
  for (const [at, b] of part.entries()) {
    const a = part[at - 1]
    if (!a) continue
    streets.pieces.push({ stretch, a, b, beginsM: lengthM })
    lengthM += Math.hypot(b.x - a.x, b.y - a.y)
  }
  const [from, to] = [nodeAt(first), nodeAt(last)]
  streets.stretches.push({ from, to, lengthM })
  streets.at[from]?.push(stretch)
  if (to !== from) streets.at[to]?.push(stretch)
}

function indexBoxes(boxes: readonly (readonly [Spot, Spot])[]): Flatbush | null {
  if (boxes.length === 0) return null
  const index = new Flatbush(boxes.length)
  for (const [a, b] of boxes) {
    index.add(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y))
  }
  index.finish()
  return index
}
