import { counterclockwise, tidy, within } from './clip.ts'
import type { Piece } from './districts.ts'
import { distance, isInside, type Plane, type Point, type Ring } from './plane.ts'
import { powerCells } from './powerDiagram.ts'
import { between, type Random, randomFrom } from './random.ts'
import { dissolve } from './topology.ts'

interface Place {
  name: string
  at: Point
}

/** What the invented zoning of a city follows; NIL by code, places in degrees. */
export interface ZoningSketch {
  seed: string
  cellSpacingM: number
  historicCore: { at: Point; radiusM: number }
  oldVillages: Place[]
  farmland: string[]
  mixedFarmland: string[]
  regionalPark: string[]
  services: string[]
  servicesShare: number
  renewalShare: Record<string, number>
  majorFunctions: (Place & { radiusM: number })[]
  squares: Place[]
  nodes: Place[]
  squareRadiusM: number
  nodeRadiusM: number
}

/** A stretch of invented zoning; rings in metres, outer first. */
export interface ZoningCell {
  class: string
  name: string | null
  rings: Ring[]
}

/** Invented zoning: one class everywhere, and squares and interchange nodes that lie over it. */
export function zoningCells(plane: Plane, border: Ring, pieces: Piece[], sketch: ZoningSketch): ZoningCell[] {
  const random = randomFrom(sketch.seed)
  const seeds = scatter(random, border, sketch.cellSpacingM)
  const classes = seeds.map((seed) => classAt(random, seed, plane, pieces, sketch))
  const generators = seeds.map((at, index) => ({ group: String(index), at }))
  const cells = powerCells(box(border), generators, new Map()).flatMap((cell, index) =>
    within(border, cell).map((ring) => ({ ...(classes[index] as Kind), ring })),
  )
  return [...joinedByKind(tidy(cells)), ...overlays(plane, border, sketch)]
}

interface Kind {
  class: string
  name: string | null
}

const box = (ring: Ring): Ring => {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]
}

/** Points on a shaken triangular grid within a ring. */
function scatter(random: Random, border: Ring, spacing: number): Point[] {
  const [[west, south], , [east, north]] = box(border) as [Point, Point, Point]
  const points: Point[] = []
  const rowHeight = (spacing * Math.sqrt(3)) / 2
  for (let row = 0; south + row * rowHeight < north; row++) {
    for (let x = west + (row % 2) * (spacing / 2); x < east; x += spacing) {
      const shake = () => between(random, -0.28, 0.28) * spacing
      points.push([x + shake(), south + row * rowHeight + shake()])
    }
  }
  return points.filter((point) => isInside(point, border))
}

function classAt(random: Random, at: Point, plane: Plane, pieces: Piece[], sketch: ZoningSketch): Kind {
  const chance = random()
  const near = (place: { at: Point }, radius: number) => distance(plane.toMetres(place.at), at) < radius
  const code = pieces.find(({ ring }) => isInside(at, ring))?.neighbourhood ?? ''
  const major = sketch.majorFunctions.find((place) => near(place, place.radiusM))
  if (major) return { class: 'GFU', name: major.name }
  const village = sketch.oldVillages.find((place) => near(place, 0.55 * sketch.cellSpacingM))
  if (village) return { class: 'NAF', name: village.name }
  if (near(sketch.historicCore, sketch.historicCore.radiusM)) return { class: 'NAF', name: null }
  return { class: fabric(chance, code, sketch), name: null }
}

function fabric(chance: number, code: string, sketch: ZoningSketch): string {
  if (sketch.farmland.includes(code)) return 'AGR'
  if (sketch.regionalPark.includes(code)) return 'PARCO_REG'
  if (sketch.services.includes(code)) return 'SERV'
  if (sketch.mixedFarmland.includes(code) && chance < 0.5) return 'AGR'
  if (chance < sketch.servicesShare) return 'SERV'
  const renewal = sketch.renewalShare[code] ?? sketch.renewalShare.default ?? 0
  return (chance - sketch.servicesShare) / (1 - sketch.servicesShare) < renewal ? 'ARU' : 'ADR'
}

function joinedByKind(cells: (Kind & { ring: Ring })[]): ZoningCell[] {
  const kinds = new Map(cells.map((cell) => [`${cell.class} ${cell.name}`, cell]))
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, kind]) => {
      const own = cells.filter((cell) => cell.class === kind.class && cell.name === kind.name)
      return dissolve(own.map(({ ring }) => ring)).map((rings) => ({
        class: kind.class,
        name: kind.name,
        rings,
      }))
    })
}

function overlays(plane: Plane, border: Ring, sketch: ZoningSketch): ZoningCell[] {
  const around = (places: Place[], radiusM: number, zoningClass: string) =>
    places.flatMap(({ name, at }) =>
      within(border, polygonAround(plane.toMetres(at), radiusM)).map((ring) => ({
        class: zoningClass,
        name,
        rings: [ring],
      })),
    )
  return [
    ...around(sketch.squares, sketch.squareRadiusM, 'RIG_PIAZZA'),
    ...around(sketch.nodes, sketch.nodeRadiusM, 'RIG_NODO'),
  ]
}

const polygonAround = ([x, y]: Point, radius: number): Ring =>
  counterclockwise(
    Array.from({ length: 12 }, (_, index) => (index * Math.PI) / 6).map((angle) => [
      x + radius * Math.cos(angle),
      y + radius * Math.sin(angle),
    ]),
  )
