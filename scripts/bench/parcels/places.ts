import { hilbertKey } from '../../../server/featureIndex/rows/hilbert.ts'
import { between, type Random, randomFrom } from '../../generate/random.ts'

/** How many parcels a size has. */
export const sizes: Record<string, number> = { '10k': 10_000, '100k': 100_000, '1m': 1_000_000 }

/** Longitude and latitude in degrees, in the order of a Hilbert curve, and the ids, which follow no order. */
export interface Places {
  lon: Float64Array
  lat: Float64Array
  ids: Uint32Array
}

/** Where parcels lie close together: the nearer to the middle, the closer. */
interface Centre {
  lon: number
  lat: number
  /** Against that of the others. */
  weight: number
  /** Standard deviation of the distance from the middle, along either axis. */
  spreadM: number
}

/** Milan: the old town and the quarters around it. */
const milan: Centre[] = [
  [9.19, 45.464, 10, 2800],
  [9.159, 45.504, 3, 1100],
  [9.212, 45.518, 3, 1200],
  [9.236, 45.485, 3, 1100],
  [9.237, 45.436, 3, 1300],
  [9.186, 45.43, 3, 1200],
  [9.13, 45.447, 3, 1300],
  [9.118, 45.482, 3, 1200],
  [9.146, 45.526, 2, 1100],
  [9.24, 45.508, 2, 1000],
].map(([lon = 0, lat = 0, weight = 0, spreadM = 0]) => ({ lon, lat, weight, spreadM }))

/** Sixty towns of northern Italy, longitude and latitude, roughly by size. */
const towns = `9.19 45.464, 7.687 45.07, 8.934 44.407, 11.343 44.494, 12.332 45.44, 10.992 45.438, 11.877 45.407,
  10.215 45.541, 10.926 44.647, 10.328 44.801, 10.63 44.698, 12.201 44.416, 12.568 44.06, 11.62 44.838, 9.273 45.584,
  9.67 45.695, 11.122 46.067, 12.041 44.222, 11.546 45.546, 11.354 46.498, 8.622 45.446, 9.693 45.052, 13.235 46.063,
  12.243 44.139, 8.615 44.913, 9.824 44.102, 9.155 45.186, 8.826 45.818, 12.243 45.667, 9.085 45.81, 8.206 44.9,
  10.792 45.156, 8.481 44.309, 10.023 45.133, 8.053 45.563, 7.543 44.389, 8.42 45.325, 8.846 45.612, 11.79 45.07,
  11.714 44.353, 11.884 44.286, 10.884 44.783, 9.332 45.536, 8.84 45.66, 9.233 45.536, 8.857 45.316, 8.914 45.593,
  9.502 45.314, 9.393 45.853, 9.595 45.522, 12.66 45.956, 12.217 46.14, 13.622 45.941, 7.776 43.816, 8.028 43.889,
  7.315 45.737, 9.86 46.17, 11.033 45.89, 11.15 46.67, 8.551 45.922`

const northernItaly: Centre[] = towns.split(',').map((town, rank) => {
  const [lon = 0, lat = 0] = town.trim().split(' ').map(Number)
  const weight = (rank + 1) ** -0.7
  return { lon, lat, weight, spreadM: 800 + 3200 * Math.sqrt(weight) }
})

/** Share of the parcels that lie about a centre more loosely, and how much more. */
const [looseShare, looseness] = [0.3, 2.5]

const metresOfDegree = 111_195

/** Two numbers of a normal distribution (Box and Muller 1958). */
function normals(random: Random): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  const angle = 2 * Math.PI * random()
  return [radius * Math.cos(angle), radius * Math.sin(angle)]
}

const toMillionths = (degrees: number) => Math.round(degrees * 1e6) / 1e6

function placeNear(random: Random, { lon, lat, spreadM }: Centre): [number, number] {
  const spread = spreadM * (random() < looseShare ? looseness : 1)
  const [east, north] = normals(random)
  const metresOfLongitude = metresOfDegree * Math.cos((lat * Math.PI) / 180)
  return [
    toMillionths(lon + (east * spread) / metresOfLongitude),
    toMillionths(lat + (north * spread) / metresOfDegree),
  ]
}

function chooser(centres: readonly Centre[]): (random: Random) => Centre {
  const whole = centres.reduce((sum, { weight }) => sum + weight, 0)
  return (random) => {
    let left = between(random, 0, whole)
    return centres.find(({ weight }) => (left -= weight) < 0) ?? (centres[0] as Centre)
  }
}

/** Where the parcels of a size lie: up to 100,000 over Milan, more round the towns of northern Italy. */
export function makePlaces(count: number): Places {
  const random = randomFrom(`parcels ${count}`)
  const choose = chooser(count > 100_000 ? northernItaly : milan)
  const made = Array.from({ length: count }, () => placeNear(random, choose(random)))
  const keys = Float64Array.from(made, ([lon, lat], at) => placeOnCurve(lon, lat) * 2 ** 20 + at).sort()
  const order = Uint32Array.from(keys, (key) => key % 2 ** 20)
  return {
    lon: Float64Array.from(order, (at) => made[at]?.[0] ?? 0),
    lat: Float64Array.from(order, (at) => made[at]?.[1] ?? 0),
    ids: order.map((at) => at + 1),
  }
}

/** The square over northern Italy through which the curve runs, in degrees. */
const square = { west: 6.5, south: 42, side: 8 }

function placeOnCurve(lon: number, lat: number): number {
  const cell = (value: number, low: number) =>
    Math.max(0, Math.min(65_535, Math.floor(((value - low) / square.side) * 65_536)))
  return hilbertKey(cell(lon, square.west), cell(lat, square.south))
}
