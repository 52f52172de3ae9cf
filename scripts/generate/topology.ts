import { distance, distanceToSegment, isInside, type Point, type Ring, ringArea } from './plane.ts'

/** An outer ring (counterclockwise) and its holes (clockwise). */
export type Area = Ring[]

const key = ([x, y]: Point) => `${x},${y}`
const edges = (ring: Ring): [Point, Point][] =>
  ring.map((from, index) => [from, ring[(index + 1) % ring.length] as Point])

/**
 * Gives rings that touch the very same points along the line they share: near points become one, and a
 * point on another ring's edge becomes a point of that ring too.
 * @param tolerance in the unit of the rings; points nearer than this are one
 */
export function node(rings: Ring[], tolerance: number): Ring[] {
  const points: Point[] = []
  const settle = (point: Point): Point => {
    const known = points.find((other) => distance(other, point) <= tolerance)
    if (!known) points.push(point)
    return known ?? point
  }
  const settled = rings.map((ring) => {
    const moved = ring.map(settle)
    return moved.filter((point, index) => point !== moved[(index + 1) % moved.length])
  })
  return settled.map((ring) =>
    edges(ring).flatMap(([from, to]) => [from, ...pointsOn(points, from, to, tolerance)]),
  )
}

function pointsOn(points: Point[], from: Point, to: Point, tolerance: number): Point[] {
  return points
    .filter((point) => point !== from && point !== to && distanceToSegment(point, from, to) <= tolerance)
    .sort((a, b) => distance(a, from) - distance(b, from))
}

/** Length of line that two noded rings share. */
export function sharedLength(a: Ring, b: Ring): number {
  const own = new Set(edges(a).map(([from, to]) => `${key(to)} ${key(from)}`))
  return edges(b)
    .filter(([from, to]) => own.has(`${key(from)} ${key(to)}`))
    .reduce((sum, [from, to]) => sum + distance(from, to), 0)
}

/** Sorts noded rings into groups that hang together along edges, as lists of their indexes. */
export function connectedGroups(rings: Ring[]): number[][] {
  const owner = new Map(
    rings.flatMap((ring, index) => edges(ring).map(([a, b]) => [`${key(a)} ${key(b)}`, index])),
  )
  const left = new Set(rings.keys())
  const groups: number[][] = []
  for (const first of left) {
    const group = [first]
    left.delete(first)
    for (const index of group) {
      for (const [from, to] of edges(rings[index] as Ring)) {
        const neighbour = owner.get(`${key(to)} ${key(from)}`)
        if (neighbour !== undefined && left.delete(neighbour)) group.push(neighbour)
      }
    }
    groups.push(group)
  }
  return groups
}

/**
 * Joins noded counterclockwise rings that hang together along edges into areas, by leaving out every
 * edge that two of them share. Nothing is computed, so neighbouring results still fit exactly.
 */
export function dissolve(rings: Ring[]): Area[] {
  return connectedGroups(rings).flatMap((group) =>
    withHoles(borders(group.map((index) => rings[index] as Ring))),
  )
}

function borders(rings: Ring[]): Ring[] {
  const all = rings.flatMap(edges)
  const known = new Set(all.map(([from, to]) => `${key(from)} ${key(to)}`))
  const outgoing = new Map<string, Point[]>()
  for (const [from, to] of all) {
    if (known.has(`${key(to)} ${key(from)}`)) continue
    outgoing.set(key(from), [...(outgoing.get(key(from)) ?? []), to])
  }
  const traced: Ring[] = []
  for (const start of outgoing.keys()) {
    while (outgoing.get(start)?.length) traced.push(...trace(start, outgoing))
  }
  return traced
}

/** Walks from a point until back at it, and cuts the walk wherever it meets itself. */
function trace(start: string, outgoing: Map<string, Point[]>): Ring[] {
  const simple: Ring[] = []
  const path: Ring = []
  let at = start
  do {
    const next = outgoing.get(at)?.pop()
    if (!next) throw new Error(`the border is open at ${at}`)
    path.push(next)
    at = key(next)
    const before = path.findIndex((point, index) => index < path.length - 1 && key(point) === at)
    if (before >= 0) simple.push(path.splice(before + 1))
  } while (at !== start)
  return path.length ? [...simple, path] : simple
}

function withHoles(rings: Ring[]): Area[] {
  const areas = rings.filter((ring) => ringArea(ring) > 0).map((ring): Area => [ring])
  for (const hole of rings.filter((ring) => ringArea(ring) < 0)) {
    const around = areas.find(([outer]) => hole.every((point) => touches(point, outer as Ring)))
    around?.push(hole)
  }
  return areas
}

const touches = (point: Point, ring: Ring) =>
  ring.some((other) => key(other) === key(point)) || isInside(point, ring)
