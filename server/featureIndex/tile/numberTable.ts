/** Which numbers were written, and at which place; one table serves one tile after the other. */
export interface NumberTable {
  /** How many bits the number of an entry has. */
  bits: number
  keys: Float64Array
  places: Uint32Array
  /** The tile that wrote the entry: those of other tiles count as empty. */
  owners: Uint32Array
  owner: number
  count: number
}

/** Enough for most tiles, and few enough to stay in the cache of the processor. */
const usualBits = 13

const entries = (bits: number) => ({
  bits,
  keys: new Float64Array(2 ** bits),
  places: new Uint32Array(2 ** bits),
  owners: new Uint32Array(2 ** bits),
  owner: 1,
  count: 0,
})

export const createNumberTable = (): NumberTable => entries(usualBits)

/** Empties the table. */
export function clearNumbers(table: NumberTable): void {
  if (table.bits > usualBits) Object.assign(table, entries(usualBits))
  table.owner += 1
  table.count = 0
}

const number = new Float64Array(1)
const halves = new Uint32Array(number.buffer)

/** Multiplicative hashing by the golden ratio (Knuth, The Art of Computer Programming, 6.4). */
function hashOf(value: number, bits: number): number {
  number[0] = value
  return Math.imul(halves[0]! ^ Math.imul(halves[1]!, 0x85ebca6b), 0x9e3779b1) >>> (32 - bits)
}

/** The entry of a number, or the empty one where it belongs. */
function entryOf({ bits, keys, owners, owner }: NumberTable, value: number): number {
  const last = keys.length - 1
  let at = hashOf(value, bits)
  while (owners[at] === owner && keys[at] !== value) at = (at + 1) & last
  return at
}

/** The place of a number, or -1 where there is none. */
export function findNumber(table: NumberTable, value: number): number {
  const at = entryOf(table, value)
  return table.owners[at] === table.owner ? table.places[at]! : -1
}

/** The place of a number, or -1 where there is none yet: then `next` becomes its place. */
export function placeOfNumber(table: NumberTable, value: number, next: number): number {
  const at = entryOf(table, value)
  if (table.owners[at] === table.owner) return table.places[at]!
  enter(table, at, value, next)
  if (table.count > table.keys.length / 2) widen(table)
  return -1
}

function enter(table: NumberTable, at: number, value: number, place: number): void {
  table.owners[at] = table.owner
  table.keys[at] = value
  table.places[at] = place
  table.count += 1
}

/** Doubles the room, so that looking for a number stays quick. */
function widen(table: NumberTable): void {
  const { keys, places, owners, owner } = table
  Object.assign(table, entries(table.bits + 1))
  for (let at = 0; at < keys.length; at += 1)
    if (owners[at] === owner) enter(table, entryOf(table, keys[at]!), keys[at]!, places[at]!)
}
