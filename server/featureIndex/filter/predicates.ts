import type { BBox, ColumnValue, Filter, Predicate } from '../definition.ts'
import { distanceM, inBox } from '../place.ts'
import type { Bits } from '../rows/bits.ts'
import {
  type Column,
  type FlagColumn,
  type NumberColumn,
  none,
  unknownFlag,
  valueAt,
} from '../rows/columns.ts'
import { startOf } from '../rows/growing.ts'
import type { Store } from '../rows/store.ts'
import { type UnitBox, unitBoxOf } from '../rows/world.ts'
import { boxAroundRings, polygonTest } from './polygons.ts'

/** Slots of rows, the first `count` of a list. */
export interface Slots {
  slots: Uint32Array
  count: number
}

/** Slots that are looked at, and which tests each fails: a bit for each test. */
export interface Looked extends Slots {
  failed: Uint32Array
  /** Of the bits of `failed`, those that fail for want of a value. */
  unknown: Uint32Array
}

/** A predicate made ready for the columns of a store. */
export interface Test {
  name: string
  /** The column whose want of a value fails a row; null where that is no verdict of this predicate. */
  unknownColumn: string | null
  /** Where the points lie that may pass, in units of the world; null where they may lie anywhere. */
  box: UnitBox | null
  /** Sets the bit of each slot looked at that fails. */
  mark: Mark
  /** Clears the slots that fail, of all there are at once; null where that is no quicker than marking them. */
  keep: ((bits: Bits) => void) | null
}

type Mark = (looked: Looked, bit: number) => void

/**
 * Makes each predicate of a filter a test.
 * @throws {Error} where a limit or a flag is asked of a column of another kind
 */
export function compileFilter(filter: Filter, store: Store): Test[] {
  return Object.entries(filter).map(([name, predicate]) => testOf(name, predicate, store))
}

function testOf(name: string, predicate: Predicate, store: Store): Test {
  const unknownColumn = 'value' in predicate && predicate.unknown !== 'include' ? predicate.column : null
  const test = { name, unknownColumn, box: boxOf(predicate), keep: null }
  if (predicate.op !== 'text') return { ...test, mark: compile(predicate, store) }
  const finder = store.text.finder(predicate.text)
  return { ...test, mark: markWhere((slot) => !finder.test(slot)), keep: finder.keep }
}

function compile(predicate: Exclude<Predicate, { op: 'text' }>, store: Store): Mark {
  switch (predicate.op) {
    case 'anyOf':
      return anyOf(store.columns[predicate.column], predicate.values)
    case 'atLeast':
      return within(columnOf(store, predicate, 'number'), predicate, predicate.value, Infinity)
    case 'atMost':
      return within(columnOf(store, predicate, 'number'), predicate, -Infinity, predicate.value)
    case 'is':
      return isFlag(columnOf(store, predicate, 'flag'), predicate)
    case 'inBox':
      return placed(store, (lon, lat) => inBox(predicate.bbox, [lon, lat]))
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

/** A mark of the slots for which something holds, one after the other. */
function markWhere(fails: (slot: number) => boolean): Mark {
  return ({ slots, count, failed }, bit) => {
    for (let at = 0; at < count; at += 1) if (fails(slots[at]!)) failed[at]! |= bit
  }
}

function anyOf(column: Column | undefined, values: readonly string[]): Mark {
  if (column?.kind !== 'category' && column?.kind !== 'categories') {
    const wanted = new Set(values)
    return markWhere((slot) => !wanted.has(wordOf(column ? valueAt(column, slot) : null)))
  }
  const { dictionary, codes } = column
  const isWanted = new Uint8Array(dictionary.words.length)
  for (const value of values) {
    const code = dictionary.codes.get(value)
    if (code !== undefined) isWanted[code] = 1
  }
  if (column.kind === 'categories') {
    const { ends } = column
    return markWhere((slot) => {
      const end = ends.data[slot]!
      for (let at = startOf(ends, slot); at < end; at += 1) if (isWanted[codes.data[at]!] === 1) return false
      return true
    })
  }
  return ({ slots, count, failed }, bit) => {
    const { data } = codes
    for (let at = 0; at < count; at += 1) {
      const code = data[slots[at]!]!
      if (isWanted[code] !== 1) failed[at]! |= bit
    }
  }
}

/** The word by which a value is chosen and counted. */
const wordOf = (value: ColumnValue): string => (value === null || value === '' ? none : String(value))

/** A mark of what is below `least` or above `most`. */
function within(
  { values }: NumberColumn,
  { unknown: counts }: { unknown?: 'include' },
  least: number,
  most: number,
): Mark {
  return ({ slots, count, failed, unknown }, bit) => {
    const { data } = values
    for (let at = 0; at < count; at += 1) {
      const value = data[slots[at]!]!
      if (value >= least && value <= most) continue
      if (Number.isNaN(value)) {
        if (counts === 'include') continue
        unknown[at]! |= bit
      }
      failed[at]! |= bit
    }
  }
}

function isFlag({ values }: FlagColumn, predicate: { value: boolean; unknown?: 'include' }): Mark {
  const wanted = Number(predicate.value)
  return ({ slots, count, failed, unknown }, bit) => {
    const { data } = values
    for (let at = 0; at < count; at += 1) {
      const value = data[slots[at]!]!
      if (value === wanted) continue
      if (value === unknownFlag) {
        if (predicate.unknown === 'include') continue
        unknown[at]! |= bit
      }
      failed[at]! |= bit
    }
  }
}

/** A mark of what has no place, or one for which something does not hold. */
function placed({ lons, lats }: Store, holds: (lon: number, lat: number) => boolean): Mark {
  return markWhere((slot) => {
    const lon = lons.data[slot]!
    return Number.isNaN(lon) || !holds(lon, lats.data[slot]!)
  })
}

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
