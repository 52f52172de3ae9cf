import type { Geometry } from 'geojson'
import { integerBetween, pick, type Random } from '../../../scripts/generate/random.ts'
import type { BBox, FeatureRow, LonLat } from '../../featureIndex/definition.ts'
import { toBinary } from './binary.ts'
import { randomGeometry, randomPlace } from './geometries.ts'
import { randomCode, randomText } from './texts.ts'

/** A row as it is fed, and its geometry to be read. */
export interface Room extends FeatureRow {
  shape: Geometry | null
}

/** Some 2 km of Bovisa: at zoom 16 a few dozen tiles. */
export const quarter: BBox = [9.14, 45.49, 9.17, 45.51]
/** The whole of Milan: at zoom 13 some thirty tiles. */
export const city: BBox = [9.04, 45.4, 9.28, 45.53]

/** Category values: odd ones, one that means empty, one that is empty, one that no object should have as a key. */
export const statuses = ['available', 'inUse', 'à vendre', "l'altro", 'none', '', '__proto__', 'constructor']
export const floors = ['S1', 'S2', 'T', '1', '2', '10', '11', 'è', 'E', 'f']
export const uses = ['ARU', 'NAF', 'ADR', 'aru', 'ß', 'none', 'ARU,NAF']

/** Where rows are that lie in no city: the edges of the world among them. */
const faraway: readonly LonLat[] = [
  [180, 90],
  [-180, -90],
  [0, 0],
  [-0.5, 51.5],
  [139.7, 35.7],
  [-180, 85.051128],
]

const unless = <Value>(random: Random, share: number, make: () => Value): Value | null =>
  random() < share ? null : make()

const some = <Item>(random: Random, most: number, make: () => Item): Item[] =>
  Array.from({ length: integerBetween(random, 0, most) }, make)

/** Areas are whole quarters of a square metre: any sum of them is exact. */
export const randomArea = (random: Random): number => integerBetween(random, -40, 1200) / 4
export const randomPower = (random: Random): number => pick(random, [0, -3, 3, 6, 6.6, 10, 1e9, 0.1])
export const randomYear = (random: Random): number => integerBetween(random, 1880, 2030)

function randomColumns(random: Random): FeatureRow['columns'] {
  return {
    code: unless(random, 0.05, () => randomCode(random)),
    name: unless(random, 0.1, () => randomText(random)),
    note: unless(random, 0.6, () =>
      random() < 0.3 ? some(random, 3, () => randomText(random)) : randomText(random),
    ),
    status: unless(random, 0.1, () => pick(random, statuses)),
    floor: unless(random, 0.3, () => pick(random, floors)),
    zoning: unless(random, 0.1, () => some(random, 3, () => pick(random, uses))),
    area: unless(random, 0.2, () => randomArea(random)),
    power: unless(random, 0.5, () => randomPower(random)),
    year: unless(random, 0.3, () => randomYear(random)),
    lift: unless(random, 0.4, () => random() < 0.5),
    ...(random() < 0.2 ? {} : { open: random() < 0.5 }),
  }
}

/** A row with geometry (GeoJSON or binary of both kinds), with a point alone, or without a place. */
export function randomRoom(random: Random, id: number, box: BBox): Room {
  const columns = randomColumns(random)
  if (random() < 0.08) return { id, geometry: null, point: null, columns, shape: null }
  if (random() < 0.15) {
    const point = random() < 0.15 ? pick(random, faraway) : randomPlace(random, box)
    return { id, geometry: null, point, columns, shape: null }
  }
  const point = randomPlace(random, box)
  const shape = randomGeometry(random, point)
  const geometry = pick(random, [shape, toBinary(shape), toBinary(shape, 4326)])
  return { id, geometry, point, columns, shape }
}

/** Rows with ids from `first` on. */
export function randomRooms(random: Random, count: number, box: BBox, first = 1): Room[] {
  return Array.from({ length: count }, (_, at) => randomRoom(random, first + at, box))
}

/**
 * The same without what orders and tiles are free to tell or not: words and lists that say nothing, a value twice in a
 * list, several texts in one column.
 */
export function plainRoom(room: Room): Room {
  const { status = null, zoning, note = null, ...columns } = room.columns
  const isWord = (value: unknown) => value !== '' && value !== 'none'
  const words = Array.isArray(zoning) ? [...new Set(zoning.filter(isWord))] : []
  const plain = {
    status: isWord(status) ? status : null,
    zoning: words.length > 0 ? words : null,
    note: Array.isArray(note) ? note.join(' ') : note,
  }
  return { ...room, columns: { ...columns, ...plain } }
}

/** What the index is to hold, and what is told to it of one change. */
export interface Change {
  rows: Room[]
  removed: number[]
}

/**
 * Rows that are replaced, come back or are new, and ids that go, a few of which never were. An id is in one
 * of both lists only, and the model has the change already.
 */
export function randomChange(
  random: Random,
  model: Map<number, Room>,
  count: number,
  box: BBox,
  make: (random: Random, id: number, box: BBox) => Room = randomRoom,
): Change {
  const removed = new Set(some(random, count, () => integerBetween(random, 1, 3000)))
  const changed = new Set(some(random, count, () => integerBetween(random, 1, 2500)))
  const rows = [...changed].filter((id) => !removed.has(id)).map((id) => make(random, id, box))
  for (const id of removed) model.delete(id)
  for (const row of rows) model.set(row.id, row)
  return { rows, removed: [...removed] }
}
