import {
  between,
  integerBetween,
  pick,
  pickWeighted,
  type Random,
  randomFrom,
} from '../../generate/random.ts'
import type { Places } from './places.ts'

export const statuses = ['available', 'inCall', 'expiring', 'released', 'inUse'] as const
export const zoningClasses = Array.from({ length: 12 }, (_, at) => `Z${at + 1}`)
export const zones = ['north', 'east', 'south', 'west']
export const districts = Array.from({ length: 9 }, (_, at) => String(at + 1))
export const neighbourhoods = Array.from({ length: 88 }, (_, at) => String(at + 1))

/** A row of the table, longitude and latitude in degrees, EPSG:4326. */
export interface Parcel {
  id: number
  code: string
  name: string
  address: string
  neighbourhoodName: string
  status: (typeof statuses)[number]
  district: string
  neighbourhood: string
  zoning: string[]
  zones: string[]
  ownership: string
  condition: string | null
  floor: string
  areaM2: number
  heightM: number | null
  powerKw: number | null
  rent: number | null
  vehicleAccess: boolean | null
  stepFree: boolean | null
  /** How many of its facts are known, by which lists are put in order. */
  completeness: number
  point: [lon: number, lat: number]
  /** One closed ring round the point. */
  ring: [lon: number, lat: number][]
}

const kinds = [
  'Officina',
  'Bottega',
  'Magazzino',
  'Capannone',
  'Laboratorio',
  'Rimessa',
  'Autorimessa',
  'Deposito',
]
const people =
  `Argelati, Bixio, Candiani, Durando, Emanueli, Filzi, Garigliano, Imbriani, Livigno, Maffucci, Nava,
  Ornato, Pellegrini, Quadrio, Resegone, Schiaffino, Tartini, Ugolini, Varè, Zuretti, Ciclòpi, Libertà, Bovisasca`
    .split(',')
    .map((name) => name.trim())
const ways = ['Via', 'Viale', 'Piazza', 'Vicolo', 'Corso']
const sides = ['Nord', 'Sud', 'Est', 'Ovest']

const statusWeights = { available: 25, inCall: 10, expiring: 10, released: 15, inUse: 40 }
const ownershipWeights = { municipal: 45, publicHousing: 25, otherPublic: 10, confiscated: 5, private: 15 }
const conditionWeights = { excellent: 5, good: 25, fair: 25, mediocre: 15, poor: 15, unknown: 15 }
const floorWeights = { T: 55, R: 5, S1: 15, '1': 12, '2': 8, '3': 5 }

/** All parcels, in the order of their places; the same on every machine. */
export function* makeParcels(places: Places): Generator<Parcel> {
  const random = randomFrom(`facts of ${places.ids.length} parcels`)
  for (let at = 0; at < places.ids.length; at += 1) yield makeParcel(random, places, at)
}

function makeParcel(random: Random, { lon, lat, ids }: Places, at: number): Parcel {
  const id = ids[at] ?? 0
  const point: [number, number] = [lon[at] ?? 0, lat[at] ?? 0]
  const outlineM2 = 200 * 100 ** (random() ** 2)
  const stretch = Math.floor((at / ids.length) * neighbourhoods.length)
  const known = <Value>(share: number, value: Value) => (random() < share ? value : null)
  const condition = pickWeighted(random, conditionWeights)
  const facts = {
    condition: condition === 'unknown' ? null : condition,
    heightM: known(0.9, tenth(random, 2.4, 9)),
    powerKw: known(0.8, tenth(random, 1, 60)),
    rent: known(0.7, tenth(random, 20, 180)),
    vehicleAccess: known(0.9, random() < 0.4),
    stepFree: known(0.75, random() < 0.6),
  }
  return {
    id,
    code: `R-${String(id).padStart(7, '0')}`,
    name: `${pick(random, kinds)} ${pick(random, people)}`,
    address: `${pick(random, ways)} ${pick(random, people)} ${integerBetween(random, 1, 199)}`,
    neighbourhoodName: `${people[stretch % people.length]} ${sides[Math.floor(stretch / people.length)]}`,
    status: pickWeighted(random, statusWeights),
    district: String(Math.floor((stretch * districts.length) / neighbourhoods.length) + 1),
    neighbourhood: String(stretch + 1),
    zoning: someOf(random, zoningClasses, integerBetween(random, 1, 2)),
    zones: someOf(random, zones, random() < 0.3 ? 1 : 0),
    ownership: pickWeighted(random, ownershipWeights),
    floor: pickWeighted(random, floorWeights),
    areaM2: tenth(random, 0.1 * outlineM2, 0.9 * outlineM2),
    ...facts,
    completeness: Object.values(facts).filter((fact) => fact !== null).length,
    point,
    ring: ringAround(random, point, outlineM2),
  }
}

const tenth = (random: Random, low: number, high: number) => Math.round(between(random, low, high) * 10) / 10

function someOf(random: Random, items: readonly string[], count: number): string[] {
  const from = integerBetween(random, 0, items.length - 1)
  return Array.from({ length: count }, (_, at) => items[(from + at * 5) % items.length] ?? '').sort()
}

const metresOfDegree = 111_195

/** A star of 5 to 40 vertices, as large as asked for, to a hundredth of a metre. */
function ringAround(random: Random, [lon, lat]: [number, number], areaM2: number): [number, number][] {
  const count = integerBetween(random, 5, 40)
  const step = (2 * Math.PI) / count
  const radii = Array.from({ length: count }, () => between(random, 0.7, 1.3))
  const turn = between(random, 0, step)
  const unit = radii.reduce((sum, radius, at) => sum + radius * (radii[(at + 1) % count] ?? 0), 0)
  const scale = Math.sqrt(areaM2 / ((unit * Math.sin(step)) / 2)) / metresOfDegree
  const wide = Math.cos((lat * Math.PI) / 180)
  const ring = radii.map((radius, at): [number, number] => {
    const angle = turn + at * step
    return [
      hundredth(lon + (Math.cos(angle) * radius * scale) / wide),
      hundredth(lat + Math.sin(angle) * radius * scale),
    ]
  })
  return [...ring, ...ring.slice(0, 1)]
}

const hundredth = (degrees: number) => Math.round(degrees * 1e7) / 1e7
