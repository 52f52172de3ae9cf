import { alg, Graph } from '@dagrejs/graphlib'
import { type Catchment, cellsAround, type Spot } from '../travel.ts'
import { type Access, findAccess } from './access.ts'
import { joinStreets, type Streets } from './streets.ts'

/** Answers about walks between doors and cells; metres throughout, infinite where there is no way. */
export interface Walks {
  /** From each cell to the nearest of some doors. */
  toNearest(doors: readonly Spot[]): Float64Array
  /** The cells within `reachM` of a door. */
  catchment(door: Spot, reachM: number): Catchment
}

export interface WalkedCity {
  /** Vertices of the streets one can walk. */
  lines: readonly (readonly Spot[])[]
  cells: readonly Spot[]
  /** How far a door or the centre of a cell may lie from a street. */
  accessM: number
}

/** The node that stands for the doors: from it one steps onto the streets. */
const start = 'doors'

/**
 * Walks over streets by Dijkstra's algorithm: from a door straight to the nearest street, along streets, and straight
 * to the centre of the cell. What no street joins cannot be reached: rails, water and walls hold people up.
 */
export function walksOf({ lines, cells, accessM }: WalkedCity): Walks {
  const streets = joinStreets(lines)
  const doorsteps = cells.map((cell) => findAccess(streets, cell, accessM))
  const near = new Map<number, (spot: Spot) => number[]>()
  const whole = wholeGraph(streets)
  const accessOf = (door: Spot) => findAccess(streets, door, accessM)
  return {
    toNearest(doors) {
      const accesses = doors.flatMap((door) => accessOf(door) ?? [])
      const nodes = walkFrom(whole, streets, accesses)
      const onStretch = byStretch(accesses)
      return Float64Array.from(doorsteps, (doorstep) => distanceTo(streets, nodes, onStretch, doorstep))
    },
    catchment(door, reachM) {
      const around = near.get(reachM) ?? cellsAround(cells, reachM)
      near.set(reachM, around)
      const found: Catchment = { cells: [], distances: [] }
      const access = accessOf(door)
      if (!access) return found
      const nodes = walkFrom(graphAround(streets, door, reachM), streets, [access])
      const onStretch = byStretch([access])
      for (const cell of around(door)) {
        const distance = distanceTo(streets, nodes, onStretch, doorsteps[cell] ?? null)
        if (distance > reachM) continue
        found.cells.push(cell)
        found.distances.push(distance)
      }
      return found
    },
  }
}

function wholeGraph(streets: Streets): Graph {
  const graph = new Graph({ directed: false })
  for (const at of streets.stretches.keys()) addStretch(graph, streets, at)
  return graph
}

/** The streets no farther than that in a straight line: nobody who walks so far leaves them. */
function graphAround(streets: Streets, { x, y }: Spot, reachM: number): Graph {
  const graph = new Graph({ directed: false })
  const nodes = streets.nodeIndex?.search(x - reachM, y - reachM, x + reachM, y + reachM) ?? []
  for (const node of nodes) for (const at of streets.at[node] ?? []) addStretch(graph, streets, at)
  return graph
}

/** Of two stretches between the same nodes the shorter one counts. */
function addStretch(graph: Graph, { stretches }: Streets, at: number): void {
  const stretch = stretches[at]
  if (!stretch) return
  const [from, to] = [String(stretch.from), String(stretch.to)]
  if (stretch.lengthM < lengthOf(graph, from, to)) graph.setEdge(from, to, stretch.lengthM)
}

const lengthOf = (graph: Graph, from: string, to: string): number =>
  graph.hasEdge(from, to) ? Number(graph.edge(from, to)) : Infinity

/** Metres from the nearest of some accesses to each node; the graph is left as it was. */
function walkFrom(graph: Graph, { stretches }: Streets, accesses: readonly Access[]): Map<number, number> {
  graph.setNode(start)
  const step = (node: number, metres: number) => {
    if (metres < lengthOf(graph, start, String(node))) graph.setEdge(start, String(node), metres)
  }
  for (const { stretch, alongM, legM } of accesses) {
    const { from, to, lengthM } = stretches[stretch] ?? { from: -1, to: -1, lengthM: 0 }
    step(from, legM + alongM)
    step(to, legM + lengthM - alongM)
  }
  const paths = alg.dijkstra(
    graph,
    start,
    (edge) => Number(graph.edge(edge)),
    (node) => graph.nodeEdges(node) ?? [],
  )
  graph.removeNode(start)
  return new Map(
    Object.entries(paths).flatMap(([node, { distance }]) =>
      node !== start && Number.isFinite(distance) ? [[Number(node), distance]] : [],
    ),
  )
}

function byStretch(accesses: readonly Access[]): Map<number, Access[]> {
  const found = new Map<number, Access[]>()
  for (const access of accesses) {
    found.set(access.stretch, [...(found.get(access.stretch) ?? []), access])
  }
  return found
}

/** Over either end of the stretch a cell lies at, or straight along it where a door is on it too. */
function distanceTo(
  { stretches }: Streets,
  nodes: ReadonlyMap<number, number>,
  onStretch: ReadonlyMap<number, Access[]>,
  doorstep: Access | null,
): number {
  const stretch = stretches[doorstep?.stretch ?? -1]
  if (!doorstep || !stretch) return Infinity
  const { alongM, legM } = doorstep
  const ways = [
    (nodes.get(stretch.from) ?? Infinity) + alongM,
    (nodes.get(stretch.to) ?? Infinity) + stretch.lengthM - alongM,
    ...(onStretch.get(doorstep.stretch) ?? []).map((door) => door.legM + Math.abs(door.alongM - alongM)),
  ]
  return legM + Math.min(...ways)
}
