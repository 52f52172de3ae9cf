import type { Column } from './columns.ts'
import { type Growing, type Numbers, push, pushFrom, reserve, startOf } from './growing.ts'
import type { ShapeStore } from './shapeStore.ts'

/** Things of which each holds 2^bits slots, the last one fewer: the upper bits of a slot tell in which it is. */
export interface Piled<Thing> {
  piles: readonly Thing[]
  bits: number
}

/** One that holds all slots. */
export const onePile = <Thing>(pile: Thing): Piled<Thing> => ({ piles: [pile], bits: 31 })

/** The same part of each. */
export const partOf = <Thing, Part>(
  { piles, bits }: Piled<Thing>,
  read: (pile: Thing) => Part,
): Piled<Part> => ({ piles: piles.map(read), bits })

const maskOf = ({ bits }: { bits: number }): number => 2 ** bits - 1

/** Adds, slot by slot, what slots of other columns hold that share its dictionary. */
export function appendSlots(column: Column, others: Piled<Column>, slots: Uint32Array): void {
  switch (column.kind) {
    case 'category':
      return appendNumbers(column.codes, partOf(others as Piled<typeof column>, listOfCodes), slots)
    case 'number':
      return appendNumbers(column.values, partOf(others as Piled<typeof column>, listOfValues), slots)
    case 'flag':
      return appendNumbers(column.values, partOf(others as Piled<typeof column>, listOfValues), slots)
    case 'categories':
      return appendRuns(column, column.codes, others as Piled<typeof column>, listOfCodes, slots)
    default:
      appendRuns(column, column.bytes, others as Piled<typeof column>, ({ bytes }) => bytes, slots)
      appendNumbers(
        column.known,
        partOf(others as Piled<typeof column>, ({ known }) => known),
        slots,
      )
  }
}

const listOfCodes = ({ codes }: { codes: Growing<Uint32Array> }) => codes
const listOfValues = <Data extends Numbers>({ values }: { values: Growing<Data> }) => values

/** Adds the numbers of some slots. */
export function appendNumbers<Data extends Numbers>(
  list: Growing<Data>,
  others: Piled<Growing<Data>>,
  slots: Uint32Array,
): void {
  reserve(list, slots.length)
  const { data } = list
  const { piles, bits } = others
  const mask = maskOf(others)
  let end = list.length
  for (let at = 0; at < slots.length; at += 1) {
    const slot = slots[at]!
    data[end++] = piles[slot >>> bits]!.data[slot & mask]!
  }
  list.length = end
}

interface Ended {
  ends: Growing<Uint32Array>
}

/** Adds the runs of numbers of some slots. */
function appendRuns<Other extends Ended, Data extends Numbers>(
  { ends }: Ended,
  list: Growing<Data>,
  others: Piled<Other>,
  listOf: (other: Other) => Growing<Data>,
  slots: Uint32Array,
): void {
  const { piles, bits } = others
  const mask = maskOf(others)
  for (let at = 0; at < slots.length; at += 1) {
    const other = piles[slots[at]! >>> bits]!
    const slot = slots[at]! & mask
    pushFrom(list, listOf(other), startOf(other.ends, slot), other.ends.data[slot]!)
    push(ends, list.length)
  }
}

/** Adds the shapes of some slots. */
export function appendShapesFrom(store: ShapeStore, others: Piled<ShapeStore>, slots: Uint32Array): void {
  const { piles, bits } = others
  const mask = maskOf(others)
  for (const slot of slots) appendShapesOf(store, piles[slot >>> bits]!, slot & mask)
}

function appendShapesOf(store: ShapeStore, other: ShapeStore, slot: number): void {
  const [from, to] = [startOf(other.slotEnds, slot), other.slotEnds.data[slot]!]
  const first = startOf(other.ringEnds, from)
  const shift = store.vertices.length - first
  if (to > from) pushFrom(store.vertices, other.vertices, first, other.ringEnds.data[to - 1]!)
  for (let ring = from; ring < to; ring += 1) {
    push(store.ringEnds, other.ringEnds.data[ring]! + shift)
    push(store.kinds, other.kinds.data[ring]!)
  }
  push(store.slotEnds, store.ringEnds.length)
}
