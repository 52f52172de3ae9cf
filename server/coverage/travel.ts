import Flatbush from 'flatbush'
import type { CityPack } from '../city/pack.ts'
import type { Inputs } from './inputs.ts'
import { walkM } from './rules.ts'

/** A place in metres. */
export interface Spot {
  x: number
  y: number
}

/** Which cells a door reaches, and how far each is along the streets, in metres. */
export interface Catchment {
  cells: number[]
  distances: number[]
}

/** How far everything is from everything: what the figures need of distances. Infinite is out of reach. */
export interface Distances {
  /** From each cell to the nearest lab that counts. */
  toLab: Float64Array
  /** From each cell to the nearest space one can have. */
  toSpace: Float64Array
  /** Of each lab, within the longest walk that anything asks for. */
  catchments: Catchment[]
}

/** The longest walk that anything asks for, in metres. */
export const farthestM = ({ coverage }: CityPack): number =>
  walkM(Math.max(...coverage.bands, coverage.floating.minutes), coverage.speedMPerMin)

/** Places of the spaces one can have, where they are public. */
export const openPlaces = ({ spaces }: Inputs): Spot[] =>
  spaces.flatMap(({ status, place }) =>
    place && (status === 'available' || status === 'inCall') ? [place] : [],
  )

/** Straight lines times the detour of the pack. */
export function straightDistances(inputs: Inputs, city: CityPack): Distances {
  const { detour } = city.coverage
  const catchmentOf = straightCatchments(inputs.cells, city)
  return {
    toLab: nearest(inputs.cells, inputs.labs, detour),
    toSpace: nearest(inputs.cells, openPlaces(inputs), detour),
    catchments: inputs.labs.map(catchmentOf),
  }
}

/** Of each cell, the stops within the straight line that the pack asks for. */
export function stopsNear({ cells, stops }: Inputs, { coverage }: CityPack): number[][] {
  const around = cellsAround(cells, coverage.transitM)
  const near = cells.map((): number[] => [])
  for (const [stop, spot] of stops.entries()) for (const cell of around(spot)) near[cell]?.push(stop)
  return near
}

/** Of a spot, the cells within the longest walk; the index is built once. */
export function straightCatchments(cells: readonly Spot[], city: CityPack): (spot: Spot) => Catchment {
  const { detour } = city.coverage
  const around = cellsAround(cells, farthestM(city) / detour)
  return (spot) => {
    const found = around(spot)
    const distances = found.map((at) => metresBetween(cells[at], spot) * detour)
    return { cells: found, distances }
  }
}

/** Of a spot, the cells no farther than that in a straight line; the index is built once. */
export function cellsAround(cells: readonly Spot[], radiusM: number): (spot: Spot) => number[] {
  const index = indexOf(cells)
  return (spot) => {
    const { x, y } = spot
    const found = index?.search(x - radiusM, y - radiusM, x + radiusM, y + radiusM) ?? []
    return found.filter((at) => metresBetween(cells[at], spot) <= radiusM)
  }
}

const metresBetween = (cell: Spot | undefined, { x, y }: Spot): number =>
  cell ? Math.hypot(cell.x - x, cell.y - y) : Infinity

function nearest(cells: readonly Spot[], spots: readonly Spot[], detour: number): Float64Array {
  const found = new Float64Array(cells.length).fill(Infinity)
  const index = indexOf(spots)
  if (!index) return found
  for (const [at, { x, y }] of cells.entries()) {
    const spot = spots[index.neighbors(x, y, 1)[0] ?? -1]
    if (spot) found[at] = Math.hypot(spot.x - x, spot.y - y) * detour
  }
  return found
}

/** An index of places; null of none, which it cannot hold. */
function indexOf(spots: readonly Spot[]): Flatbush | null {
  if (spots.length === 0) return null
  const index = new Flatbush(spots.length)
  for (const { x, y } of spots) index.add(x, y, x, y)
  index.finish()
  return index
}
