/** Which numbers of a layer were written, and at which place; one table serves one layer after the other. */
export interface NumberTable {
  keys: Float64Array
  places: Uint32Array
  /** The layer that wrote the entry: those of other layers count as empty. */
  owners: Uint32Array
  owner: number
  count: number
}

const bits = 13
const size = 2 ** bits
/** Beyond that many entries no more are taken, so that looking for one stays quick: the next are written twice. */
const most = size / 2

export const createNumberTable = (): NumberTable => ({
  keys: new Float64Array(size),
  places: new Uint32Array(size),
  owners: new Uint32Array(size),
  owner: 1,
  count: 0,
})

/** Empties the table. */
export function clearNumbers(table: NumberTable): void {
  table.owner += 1
  table.count = 0
}

const number = new Float64Array(1)
const halves = new Uint32Array(number.buffer)

/** Multiplicative hashing by the golden ratio (Knuth, The Art of Computer Programming, 6.4). */
function hashOf(value: number): number {
  number[0] = value
  return Math.imul(halves[0]! ^ Math.imul(halves[1]!, 0x85ebca6b), 0x9e3779b1) >>> (32 - bits)
}

/** The place of a number, or -1 where there is none yet: then `next` becomes its place. */
export function placeOfNumber(table: NumberTable, value: number, next: number): number {
  const { keys, places, owners, owner } = table
  let at = hashOf(value)
  while (owners[at] === owner) {
    if (keys[at] === value) return places[at]!
    at = (at + 1) & (size - 1)
  }
  if (table.count < most) {
    owners[at] = owner
    keys[at] = value
    places[at] = next
    table.count += 1
  }
  return -1
}
