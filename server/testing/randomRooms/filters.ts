import { between, integerBetween, pick, type Random, shuffle } from '../../../scripts/generate/random.ts'
import type { BBox, Filter, LonLat, Predicate } from '../../featureIndex/definition.ts'
import { randomPlace, randomArea as randomRings } from './geometries.ts'
import { floors, randomArea, randomPower, randomYear, statuses, uses } from './rows.ts'
import { randomSearch } from './texts.ts'

type Make = (random: Random, box: BBox) => Predicate

const orUnknown = (random: Random) => (random() < 0.3 ? ({ unknown: 'include' } as const) : {})

/** The wider of two limits: a filter that leaves nothing proves little. */
const limit =
  (op: 'atLeast' | 'atMost', column: string, value: (random: Random) => number): Make =>
  (random) => ({
    op,
    column,
    value: (op === 'atLeast' ? Math.min : Math.max)(value(random), value(random)),
    ...orUnknown(random),
  })

const flag =
  (column: string): Make =>
  (random) => ({ op: 'is', column, value: random() < 0.5, ...orUnknown(random) })

const choice =
  (column: string, values: readonly string[]): Make =>
  (random) => ({
    op: 'anyOf',
    column,
    values: shuffle(random, [...values, 'none', 'never']).slice(
      0,
      random() < 0.05 ? 0 : integerBetween(random, 2, 9),
    ),
  })

const makers: Record<string, Make> = {
  areaMin: limit('atLeast', 'area', randomArea),
  areaMax: limit('atMost', 'area', randomArea),
  powerMin: limit('atLeast', 'power', randomPower),
  powerMax: limit('atMost', 'power', randomPower),
  yearMin: limit('atLeast', 'year', randomYear),
  lift: flag('lift'),
  open: flag('open'),
  status: choice('status', statuses),
  floor: choice('floor', floors),
  zoning: choice('zoning', uses),
  use: choice('zoning', uses),
  bbox: (random, box) => ({ op: 'inBox', bbox: randomBox(random, box) }),
  near: (random, box) => ({ op: 'near', ...randomCircle(random, box) }),
  within: (random, box) => ({ op: 'inPolygon', polygons: randomRings(random, box) }),
  q: (random) => ({ op: 'text', text: randomSearch(random) }),
}

const world: BBox = [-180, -90, 180, 90]

/** A circle in the box; one in six lies anywhere in the world, over poles and the antimeridian too. */
function randomCircle(random: Random, box: BBox): { center: LonLat; metres: number } {
  if (random() < 1 / 6) return { center: randomPlace(random, world), metres: between(random, 1e5, 2e7) }
  const metres = pick(random, [0, between(random, 1, 2000), between(random, 1000, 2000), 1e6, 3e7])
  return { center: randomPlace(random, box), metres }
}

/** A box between two places, of the world one in ten; one in ten is a point, one in ten the wrong way round. */
function randomBox(random: Random, around: BBox): BBox {
  const share = random()
  const box = share > 0.9 ? world : around
  const [[lonA, latA], [lonB, latB]] = [randomPlace(random, box), randomPlace(random, box)]
  if (share < 0.1) return [lonA, latA, lonA, latA]
  if (share < 0.2) return [lonA, latA, lonB, latB]
  return [Math.min(lonA, lonB), Math.min(latA, latB), Math.max(lonA, lonB), Math.max(latA, latB)]
}

/** One to six predicates under their names; places lie in the box. */
export function randomFilter(random: Random, box: BBox): Filter {
  const names = shuffle(random, Object.keys(makers)).slice(0, integerBetween(random, 1, 6))
  return Object.fromEntries(
    names.flatMap((name) => (makers[name] ? [[name, makers[name](random, box)]] : [])),
  )
}
