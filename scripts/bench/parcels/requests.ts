import { unitX, unitY, worldBits } from '../../../server/featureIndex/rows/world.ts'
import { between, integerBetween, pick, type Random, randomFrom, shuffle } from '../../generate/random.ts'
import { districts, statuses, zoningClasses } from './parcels.ts'
import type { Places } from './places.ts'

/** Address of a tile. */
export type TileAddress = [z: number, x: number, y: number]

/** How many tiles of each zoom are asked for; 400 together. */
const tilesByZoom: Record<number, number> = {
  8: 15,
  9: 20,
  10: 25,
  11: 40,
  12: 50,
  13: 50,
  14: 70,
  15: 70,
  16: 60,
}

/** Groups of zooms that are told apart in the report. */
export const groups: { name: string; zooms: [least: number, most: number] }[] = [
  { name: 'z8-11', zooms: [8, 11] },
  { name: 'z12-13', zooms: [12, 13] },
  { name: 'z14-16', zooms: [14, 16] },
]

/** The tile that holds a point in degrees. */
export function tileAt([lon, lat]: [number, number], z: number): TileAddress {
  const width = 2 ** (worldBits - z)
  return [z, Math.floor(unitX(lon) / width), Math.floor(unitY(lat) / width)]
}

function anyPlace(random: Random, { lon, lat }: Places): [number, number] {
  const at = integerBetween(random, 0, lon.length - 1)
  return [lon[at] ?? 0, lat[at] ?? 0]
}

/** The tiles that are asked for: each holds a parcel picked at random, so that more lie where there are more. */
export function makeTiles(places: Places): TileAddress[] {
  const random = randomFrom('tiles')
  const tiles = Object.entries(tilesByZoom).flatMap(([zoom, count]) =>
    Array.from({ length: count }, () => tileAt(anyPlace(random, places), Number(zoom))),
  )
  return shuffle(random, tiles)
}

type Filters = Record<string, string | number | boolean>
type Form = (random: Random, place: [number, number]) => Filters

const metresOfDegree = 111_195
const degrees = (value: number) => value.toFixed(6)

/** A place so many metres away. */
function moved([lon, lat]: [number, number], east: number, north: number): [string, string] {
  const wide = metresOfDegree * Math.cos((lat * Math.PI) / 180)
  return [degrees(lon + east / wide), degrees(lat + north / metresOfDegree)]
}

const bbox: Form = (random, place) => {
  const high = 400 * 10 ** random()
  const wide = high * between(random, 1, 2)
  return { bbox: [...moved(place, -wide, -high), ...moved(place, wide, high)].join(',') }
}
const near: Form = (random, place) => ({
  near: [...moved(place, 100, 50), Math.round(300 * 10 ** random())].join(','),
})
const within: Form = (random, place) => {
  const corners = integerBetween(random, 5, 12)
  const ring = Array.from({ length: corners }, (_, at) => {
    const radius = between(random, 500, 2500)
    const angle = (2 * Math.PI * at) / corners
    return moved(place, radius * Math.cos(angle), radius * Math.sin(angle)).join(' ')
  })
  return { within: ring.join(',') }
}
const district: Form = (random) => ({ district: pick(random, districts) })
const status: Form = (random) => ({
  status: shuffle(random, statuses)
    .slice(0, integerBetween(random, 1, 3))
    .join(','),
})
const zoning: Form = (random) => ({
  zoning: shuffle(random, zoningClasses)
    .slice(0, integerBetween(random, 1, 3))
    .join(','),
})
const area: Form = (random) => {
  const least = integerBetween(random, 50, 600)
  return { areaMin: least, areaMax: least * 2 }
}
const flags: Form = (random) => ({ [random() < 0.5 ? 'vehicleAccess' : 'stepFree']: true })
const rent: Form = (random) => ({ rentMax: integerBetween(random, 30, 120) })
const words = ['Bixio', 'officina', 'argelati', 'vare', 'via nava', 'bottega filzi', 'Ciclòpi', 'livigno 12']
const text: Form = (random) => ({ q: pick(random, words) })
const code: Form = (random) => ({ q: `R-${String(integerBetween(random, 1, 10_000)).padStart(7, '0')}` })

/** What people search for: by the map first of all, by one thing or by some together. */
const forms: Form[][] = [
  [bbox],
  [bbox, status],
  [bbox, zoning, area],
  [bbox, flags],
  [bbox, rent, area],
  [bbox, text],
  [near],
  [near, status],
  [near, zoning, flags],
  [within],
  [within, area],
  [within, status, zoning],
  [district],
  [district, status, area],
  [district, zoning],
  [status, rent],
  [zoning, area],
  [area, rent, flags],
  [text],
  [code],
]

/** As a query string without its question mark. */
const queryOf = (filters: Filters): string =>
  Object.entries(filters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')

/**
 * Two hundred searches as query strings, in an order of no meaning; by another number others.
 * @param each how many of each of the twenty forms
 */
export function makeSearches(places: Places, number = 0, each = 10): string[] {
  const random = randomFrom(`searches ${number}`)
  const searches = forms.flatMap((form) =>
    Array.from({ length: each }, () => {
      const place = anyPlace(random, places)
      return queryOf(Object.assign({}, ...form.map((part) => part(random, place))))
    }),
  )
  return shuffle(random, searches)
}

/** A filter that was never asked for before, of four forms in turn, the same for the same number. */
export function newFilter(number: number): string {
  const fresh = 60 + number / 1000
  const kinds: Filters[] = [
    { status: 'available,inCall,released', areaMin: fresh },
    { zoning: `Z${(number % 12) + 1},Z${((number + 3) % 12) + 1}`, areaMax: fresh * 20 },
    { stepFree: true, rentMax: fresh + 40 },
    { ownership: 'municipal,publicHousing', areaMin: fresh },
  ]
  return queryOf(kinds[number % kinds.length] ?? {})
}
