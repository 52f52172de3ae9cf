import type { Piece } from './districts.ts'
import type { NeighbourhoodFacts } from './pack.ts'
import { centroid, distance, distanceToRing, isInside, type Plane, type Point, type Ring } from './plane.ts'
import { between, integerBetween, pick, pickWeighted, type Random } from './random.ts'
import { floorPlan, moved, placed, rectangle, sizeOf } from './shapes.ts'
import { dissolve } from './topology.ts'
import { areaOf, housingWeights, type Kind, kindWeights } from './units.ts'

/** Streets of a NIL and how many sites it should get, against the others. */
export interface StreetFacts {
  neighbourhood: string
  weight: number
  streets: string[]
}

/** A unit with its plan on the ground, closed ring in degrees. */
export interface PlacedUnit {
  kind: Kind
  areaM2: number
  storeys: number
  ring: Ring
}

/** A piece of ground with the units on it; `at` in metres. */
export interface Site {
  neighbourhood: string
  district: string
  street: string
  number: number
  ownership: string
  at: Point
  radiusM: number
  ring: Ring
  units: PlacedUnit[]
}

/** Walls and stairs: ground taken by each m² of usable area on one floor. */
const GROUND_PER_M2 = 1.1
/** Metres kept free to the border of the cell and between sites. */
const CLEARANCE_M = 30

interface Ground {
  neighbourhood: string
  district: string
  border: Ring
  middle: Point
  reachM: number
}

/** Invents sites all over the city; they overlap neither each other nor the border of their NIL. */
export function inventSites(
  random: Random,
  plane: Plane,
  pieces: Piece[],
  facts: NeighbourhoodFacts[],
  streets: StreetFacts[],
  wanted: number,
): Site[] {
  const sites: Site[] = []
  const weights = Object.fromEntries(streets.map(({ neighbourhood, weight }) => [neighbourhood, weight]))
  while (sites.length < wanted) {
    const code = pickWeighted(random, weights)
    const grounds = groundsOf(plane, pieces, facts.find((fact) => fact.code === code) as NeighbourhoodFacts)
    const { streets: names } = streets.find(({ neighbourhood }) => neighbourhood === code) as StreetFacts
    const site = inventSite(random, plane, pick(random, grounds), pick(random, names), sites)
    if (site) sites.push(site)
  }
  return sites
}

function groundsOf(plane: Plane, pieces: Piece[], fact: NeighbourhoodFacts): Ground[] {
  const own = pieces.filter(({ neighbourhood }) => neighbourhood === fact.code)
  const districts = [...new Set(own.map(({ district }) => district))]
  return districts.map((district) => {
    const parts = own.filter((piece) => piece.district === district).map(({ ring }) => ring)
    const border = dissolve(parts)[0]?.[0] ?? []
    const label = plane.toMetres(fact.label)
    return {
      neighbourhood: fact.code,
      district,
      border,
      middle: isInside(label, border) ? label : centroid(border),
      reachM: 950 * Math.sqrt(fact.areaKm2 / Math.PI),
    }
  })
}

function inventSite(
  random: Random,
  plane: Plane,
  ground: Ground,
  street: string,
  others: Site[],
): Site | null {
  const ownership = pickWeighted(random, { municipal: 68, publicHousing: 21, otherPublic: 7, confiscated: 4 })
  const layout = layoutOf(random, unitsOf(random, ownership))
  const at = freePlace(random, ground, layout.radiusM, others)
  if (!at) return null
  const angle = between(random, 0, Math.PI / 2)
  const set = (ring: Ring) =>
    placed(moved(ring, [-layout.width / 2, -layout.depth / 2]), plane.toDegrees(at), angle)
  const number = integerBetween(random, 1, 120)
  if (others.some((other) => other.street === street && other.number === number)) return null
  return {
    ...{ neighbourhood: ground.neighbourhood, district: ground.district, street, number, ownership, at },
    radiusM: layout.radiusM,
    ring: set(rectangle(layout.width, layout.depth)),
    units: layout.units.map(({ plan, ...unit }) => ({ ...unit, ring: set(plan) })),
  }
}

function unitsOf(random: Random, ownership: string): { kind: Kind; areaM2: number; storeys: number }[] {
  const count = Number(pickWeighted(random, { '1': 64, '2': 17, '3': 11, '4': 5, '5': 3 }))
  const weights = ownership === 'publicHousing' ? housingWeights : kindWeights
  return Array.from({ length: count }, () => {
    const kind = pickWeighted<Kind>(random, weights)
    const areaM2 = areaOf(random, kind)
    return { kind, areaM2, storeys: areaM2 > 220 && random() < 0.3 ? 2 : 1 }
  })
}

/** Sets the plans side by side in a yard, with gaps between them. */
function layoutOf(random: Random, units: { kind: Kind; areaM2: number; storeys: number }[]) {
  const margin = between(random, 3, 9)
  const yard = between(random, 4, 18)
  let east = margin
  const set = units.map((unit) => {
    const plan = moved(floorPlan(random, (unit.areaM2 * GROUND_PER_M2) / unit.storeys), [east, margin])
    east += sizeOf(plan)[0] + between(random, 1.5, 6)
    return { ...unit, plan }
  })
  const width = east + margin
  const depth = Math.max(...set.map(({ plan }) => sizeOf(plan)[1])) + 2 * margin + yard
  return { units: set, width, depth, radiusM: Math.hypot(width, depth) / 2 }
}

/** A place within the ground, near its middle, with room around it; null where none is found. */
function freePlace(random: Random, ground: Ground, radiusM: number, others: Site[]): Point | null {
  for (let attempt = 0; attempt < 60; attempt++) {
    const [angle, far] = [between(random, 0, 2 * Math.PI), ground.reachM * Math.sqrt(random())]
    const at: Point = [ground.middle[0] + far * Math.cos(angle), ground.middle[1] + far * Math.sin(angle)]
    const room = isInside(at, ground.border) && distanceToRing(at, ground.border) > radiusM + CLEARANCE_M
    if (room && others.every((other) => distance(other.at, at) > other.radiusM + radiusM + CLEARANCE_M))
      return at
  }
  return null
}
