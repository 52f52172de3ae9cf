import { type Plane, type Point, planeAt, type Ring, ringArea } from './plane.ts'
import { between, pickWeighted, type Random } from './random.ts'

/** Outer size of a shape, in metres. */
export const sizeOf = (ring: Ring): [number, number] => [
  Math.max(...ring.map(([x]) => x)) - Math.min(...ring.map(([x]) => x)),
  Math.max(...ring.map(([, y]) => y)) - Math.min(...ring.map(([, y]) => y)),
]

/** A rectangle with a corner at the origin, counterclockwise. */
export const rectangle = (width: number, depth: number): Ring => [
  [0, 0],
  [width, 0],
  [width, depth],
  [0, depth],
]

function ell(random: Random, width: number, depth: number): Ring {
  const [x, y] = [between(random, 0.4, 0.65) * width, between(random, 0.4, 0.65) * depth]
  return [
    [0, 0],
    [width, 0],
    [width, y],
    [x, y],
    [x, depth],
    [0, depth],
  ]
}

function horseshoe(random: Random, width: number, depth: number): Ring {
  const [left, right] = [between(random, 0.25, 0.33) * width, between(random, 0.67, 0.75) * width]
  const y = between(random, 0.35, 0.55) * depth
  return [
    [0, 0],
    [width, 0],
    [width, depth],
    [right, depth],
    [right, y],
    [left, y],
    [left, depth],
    [0, depth],
  ]
}

/** A plan of exactly the wanted area in m², as rooms and sheds have them: rectangle, L or, where large, U. */
export function floorPlan(random: Random, areaM2: number): Ring {
  const aspect = between(random, 1, 2.2)
  const shape = pickWeighted(random, { rectangle: 5, ell: 3, horseshoe: areaM2 > 150 ? 2 : 0.3 })
  const plans = {
    rectangle: () => rectangle(aspect, 1),
    ell: () => ell(random, aspect, 1),
    horseshoe: () => horseshoe(random, aspect, 1),
  }
  const plan = plans[shape]()
  const scale = Math.sqrt(areaM2 / ringArea(plan))
  return plan.map(([x, y]) => [x * scale, y * scale])
}

/** The same shape moved by some metres. */
export const moved = (ring: Ring, [east, north]: Point): Ring => ring.map(([x, y]) => [x + east, y + north])

/** Turns a shape about the origin and sets it down at a place in degrees; six decimals, closed. */
export function placed(ring: Ring, at: Point, angle: number): Ring {
  const plane: Plane = planeAt(at)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const corners = ring.map(([x, y]) =>
    plane.toDegrees([x * cos - y * sin, x * sin + y * cos]).map((value) => Number(value.toFixed(6))),
  ) as Ring
  return [...corners, corners[0] as Point]
}
