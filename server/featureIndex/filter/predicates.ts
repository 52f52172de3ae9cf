import type { BBox, ColumnValue, Filter, Predicate } from '../definition.ts'
import { distanceM } from '../place.ts'
import {
  type CategoriesColumn,
  type CategoryColumn,
  type Column,
  type FlagColumn,
  type NumberColumn,
  none,
  valueAt,
} from '../rows/columns.ts'
import { isWhole, type SlotSet } from '../rows/slotSet.ts'
import type { Store } from '../rows/store.ts'
import { type UnitBox, unitBoxOf } from '../rows/world.ts'
import { keepBytes, keepCodes, keepLists, keepNumbers, keepUnknown, keepWhere } from './keep.ts'
import { boxAroundRings, polygonTest } from './polygons.ts'

/** Slots of rows, the first `count` of a list. */
export interface Slots {
  slots: Uint32Array
  count: number
}

/** A predicate made ready for the columns of a store. */
export interface Test {
  name: string
  /** The column whose want of a value fails a row; null where that is no verdict of this predicate. */
  unknownColumn: string | null
  /** Where the points lie that may pass, in units of the world; null where they may lie anywhere. */
  box: UnitBox | null
  /** Takes the slots that fail out of a set. */
  keep: Keep
}

type Keep = (set: SlotSet) => void

/**
 * Makes each predicate of a filter a test.
 * @throws {Error} where a limit or a flag is asked of a column of another kind
 */
export function compileFilter(filter: Filter, store: Store): Test[] {
  return Object.entries(filter).map(([name, predicate]) => ({
    name,
    unknownColumn: 'value' in predicate && predicate.unknown !== 'include' ? predicate.column : null,
    box: boxOf(predicate),
    keep: compile(predicate, store),
  }))
}

function compile(predicate: Predicate, store: Store): Keep {
  switch (predicate.op) {
    case 'anyOf':
      return anyOf(store.columns[predicate.column], predicate.values)
    case 'atLeast':
      return within(columnOf(store, predicate, 'number'), predicate, predicate.value, Infinity)
    case 'atMost':
      return within(columnOf(store, predicate, 'number'), predicate, -Infinity, predicate.value)
    case 'is':
      return isFlag(columnOf(store, predicate, 'flag'), predicate)
    case 'text':
      return textKeeper(store, predicate.text)
    case 'inBox':
      return inBoxOf(store, predicate.bbox)
    case 'near':
      return placed(store, (lon, lat) => distanceM(predicate.center, [lon, lat]) <= predicate.metres)
    case 'inPolygon':
      return placed(store, polygonTest(predicate.polygons))
  }
}

/** The column of a predicate, which must be of the kind that it asks about. */
function columnOf<Kind extends Column['kind']>(
  { columns }: Store,
  { op, column: name }: { op: string; column: string },
  kind: Kind,
): Extract<Column, { kind: Kind }> {
  const column = columns[name]
  if (column?.kind !== kind) throw new Error(`${op} needs a ${kind} column, and ${name} is none`)
  return column as Extract<Column, { kind: Kind }>
}

function anyOf(column: Column | undefined, values: readonly string[]): Keep {
  if (column?.kind === 'category') return anyOfCodes(column, values)
  if (column?.kind === 'categories') return anyOfLists(column, values)
  const wanted = new Set(values)
  return (set) => keepWhere(set, (slot) => wanted.has(wordOf(column ? valueAt(column, slot) : null)))
}

const anyOfCodes =
  ({ codes, dictionary }: CategoryColumn, values: readonly string[]): Keep =>
  (set) =>
    keepCodes(set, codes, wantedCodes(dictionary, values))

const anyOfLists =
  ({ codes, ends, dictionary }: CategoriesColumn, values: readonly string[]): Keep =>
  (set) =>
    keepLists(set, ends, codes, wantedCodes(dictionary, values))

/** By code, 1 where it is wanted; words come with rows, so it is made anew for each look. */
function wantedCodes({ words, codes }: CategoryColumn['dictionary'], values: readonly string[]): Uint8Array {
  const wanted = new Uint8Array(words.length)
  for (const value of values) {
    const code = codes.get(value)
    if (code !== undefined) wanted[code] = 1
  }
  return wanted
}

/** The word by which a value is chosen and counted. */
const wordOf = (value: ColumnValue): string => (value === null || value === '' ? none : String(value))

const within =
  ({ values }: NumberColumn, { unknown }: { unknown?: 'include' }, least: number, most: number): Keep =>
  (set) =>
    keepNumbers(set, values, least, most, unknown === 'include')

function isFlag({ values }: FlagColumn, { value, unknown }: { value: boolean; unknown?: 'include' }): Keep {
  const wanted = Uint8Array.of(Number(!value), Number(value), Number(unknown === 'include'))
  return (set) => keepBytes(set, values, wanted)
}

/** Keeps what has no value in a column of limits or of a flag. */
export function keepWanting({ columns }: Store, name: string, set: SlotSet): void {
  const column = columns[name]
  if (column?.kind === 'number') keepUnknown(set, column.values)
  if (column?.kind === 'flag') keepBytes(set, column.values, Uint8Array.of(0, 0, 1))
}

function textKeeper({ text: index }: Store, text: string): Keep {
  const finder = index.finder(text)
  return (set) => {
    if (isWhole(set)) finder.keep(set.words)
    else keepWhere(set, (slot) => finder.test(slot))
  }
}

/** Edges included; what has no place lies nowhere. */
const inBoxOf =
  ({ lons, lats }: Store, [west, south, east, north]: BBox): Keep =>
  (set) => {
    keepNumbers(set, lons, west, east, false)
    keepNumbers(set, lats, south, north, false)
  }

/** Keeps what has a place for which something holds. */
const placed =
  ({ lons, lats }: Store, holds: (lon: number, lat: number) => boolean): Keep =>
  (set) =>
    keepWhere(set, (slot) => {
      const lon = lons.data[slot]!
      return !Number.isNaN(lon) && holds(lon, lats.data[slot]!)
    })

function boxOf(predicate: Predicate): UnitBox | null {
  if (predicate.op === 'inBox') return unitBoxOf(predicate.bbox)
  if (predicate.op === 'near') return unitBoxOf(boxAroundCircle(predicate.center, predicate.metres))
  if (predicate.op === 'inPolygon') return unitBoxOf(boxAroundRings(predicate.polygons.flat()))
  return null
}

/** Metres to a degree of latitude, a little fewer than there are, so that the box is never too small. */
const metresPerDegree = 111_000

/** A box that holds the circle: over all longitudes where it comes near a pole or the antimeridian. */
function boxAroundCircle([lon, lat]: readonly [number, number], metres: number): BBox {
  const north = metres / metresPerDegree
  const farthest = Math.min(90, Math.abs(lat) + north)
  const east = north / Math.cos((farthest * Math.PI) / 180)
  const isWhole = farthest >= 89 || Math.abs(lon) + east >= 180
  return isWhole ? [-180, lat - north, 180, lat + north] : [lon - east, lat - north, lon + east, lat + north]
}
