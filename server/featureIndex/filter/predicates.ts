import type { BBox, ColumnValue, Filter, Predicate } from '../definition.ts'
import { distanceM } from '../place.ts'
import { type CategoryColumn, type Column, none, valueAt } from '../rows/columns.ts'
import { isWhole, type SlotSet } from '../rows/slotSet.ts'
import type { Store } from '../rows/store.ts'
import { type UnitBox, unitBoxOf } from '../rows/world.ts'
import { keepBytes, keepCodes, keepLists, keepNumbers, keepUnknown, keepWhere } from './keep.ts'
import { keepBeside, keepMarked, keepRange } from './keepMarked.ts'
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
type PredicateOf<Op extends Predicate['op']> = Extract<Predicate, { op: Op }>

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
      return anyOf(store, predicate.column, predicate.values)
    case 'atLeast':
      return within(store, predicate, predicate.value, Infinity)
    case 'atMost':
      return within(store, predicate, -Infinity, predicate.value)
    case 'is':
      return isFlag(store, predicate)
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

function anyOf({ columns, bitmaps }: Store, name: string, values: readonly string[]): Keep {
  const column = columns[name]
  if (column?.kind !== 'category' && column?.kind !== 'categories') {
    const wanted = new Set(values)
    return (set) => keepWhere(set, (slot) => wanted.has(wordOf(column ? valueAt(column, slot) : null)))
  }
  return (set) => {
    const wanted = wantedCodes(column.dictionary, values)
    const rest = keepMarked(set, bitmaps, name, wanted)
    if (column.kind === 'category') keepCodes(rest, column.codes, wanted)
    else keepLists(rest, column.ends, column.codes, wanted)
  }
}

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

function within(
  store: Store,
  { column, unknown, op }: PredicateOf<'atLeast' | 'atMost'>,
  least: number,
  most: number,
): Keep {
  const { values } = columnOf(store, { column, op }, 'number')
  const limits = { least, most, withUnknown: unknown === 'include' }
  return (set) => {
    const rest = keepRange(set, store.bitmaps, column, values.data, limits)
    keepNumbers(rest, values, least, most, limits.withUnknown)
  }
}

function isFlag(store: Store, flag: PredicateOf<'is'>): Keep {
  const { values } = columnOf(store, flag, 'flag')
  const wanted = Uint8Array.of(Number(!flag.value), Number(flag.value), Number(flag.unknown === 'include'))
  return (set) => keepBytes(keepMarked(set, store.bitmaps, flag.column, wanted), values, wanted)
}

/** Keeps what has no value in a column of limits or of a flag. */
export function keepWanting({ columns, bitmaps }: Store, name: string, set: SlotSet): void {
  const column = columns[name]
  if (column?.kind === 'number')
    keepUnknown(keepBeside(set, bitmaps, bitmaps.numbers.get(name)?.below.at(-1)), column.values)
  if (column?.kind === 'flag')
    keepBytes(keepMarked(set, bitmaps, name, isUnknownFlag), column.values, isUnknownFlag)
}

/** By code of a flag. */
const isUnknownFlag = Uint8Array.of(0, 0, 1)

/** Keeps what has no place. */
export function keepPlaceless({ lons, bitmaps }: Store, set: SlotSet): void {
  keepUnknown(keepBeside(set, bitmaps, bitmaps.placed), lons)
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
