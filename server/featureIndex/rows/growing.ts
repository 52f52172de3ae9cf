export type Numbers = Uint8Array | Uint32Array | Float64Array

/** Numbers that are only added to: those before `length` count, what lies behind is room. */
export interface Growing<Data extends Numbers> {
  data: Data
  length: number
}

type Make<Data extends Numbers> = new (length: number) => Data

const smallest = 64

/** An empty list with room for as many. */
export function growing<Data extends Numbers>(make: Make<Data>, room = smallest): Growing<Data> {
  return { data: new make(room), length: 0 }
}

/** Makes sure that as many more have room; what was read from `data` before may be another array then. */
export function reserve<Data extends Numbers>(list: Growing<Data>, more: number): void {
  if (list.length + more > list.data.length) widen(list, list.length + more)
}

function widen<Data extends Numbers>(list: Growing<Data>, needed: number): void {
  const make = list.data.constructor as Make<Data>
  const wider = new make(Math.max(smallest, needed, Math.ceil(list.data.length * 1.5)))
  wider.set(list.data.subarray(0, list.length))
  list.data = wider
}

export function push<Data extends Numbers>(list: Growing<Data>, value: number): void {
  if (list.length === list.data.length) reserve(list, 1)
  list.data[list.length] = value
  list.length += 1
}

/** Adds a stretch of another list. */
export function pushFrom<Data extends Numbers>(
  list: Growing<Data>,
  other: Growing<Data>,
  start: number,
  end: number,
): void {
  reserve(list, end - start)
  const { data } = list
  let at = list.length
  for (let from = start; from < end; from += 1) data[at++] = other.data[from]!
  list.length = at
}

/** Where the numbers of item `at` begin, where `ends` holds the end of each. */
export const startOf = (ends: Growing<Uint32Array>, at: number): number => (at === 0 ? 0 : ends.data[at - 1]!)

/** Whether two items hold the same numbers, where `ends` holds the end of each. */
export function isSameRun<Data extends Numbers>(
  { data }: Growing<Data>,
  ends: Growing<Uint32Array>,
  one: number,
  other: number,
): boolean {
  const [start, otherStart] = [startOf(ends, one), startOf(ends, other)]
  const length = ends.data[one]! - start
  if (ends.data[other]! - otherStart !== length) return false
  for (let at = 0; at < length; at += 1) if (data[start + at] !== data[otherStart + at]) return false
  return true
}
