import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LonLat, Sort } from '../definition.ts'
import { createOrders } from './orders.ts'
import type { OrderSource } from './sortKeys.ts'

interface Row {
  id: number
  areaM2: number | null
  code: string | null
  name: string | null
  metres: number | null
}

const columns = ['areaM2', 'code', 'name'] as const

function sourceOf(rows: readonly Row[]): OrderSource {
  return {
    get size() {
      return rows.length
    },
    idOf: (slot) => rows[slot]!.id,
    column(by) {
      if (by === 'areaM2') return { numberAt: (slot) => rows[slot]!.areaM2 ?? Number.NaN }
      if (by === 'code' || by === 'name') return { textAt: (slot) => rows[slot]![by] }
      return null
    },
    distanceM: (slot) => rows[slot]!.metres ?? Number.NaN,
  }
}

function bitsOf(size: number, slots: readonly number[]): Uint32Array {
  const bits = new Uint32Array(Math.ceil(size / 32))
  for (const slot of slots) bits[slot >>> 5]! |= 1 << (slot & 31)
  return bits
}

/** The order as it is defined, by comparing. */
function sorted(rows: readonly Row[], slots: readonly number[], sorts: readonly Sort[]): number[] {
  const collator = new Intl.Collator('it', { numeric: true })
  const valueOf = (slot: number, { by }: Sort) => {
    if (by === 'distance') return rows[slot]!.metres
    return columns.some((column) => column === by) ? rows[slot]![by as 'code'] : null
  }
  return slots.toSorted((a, b) => {
    for (const sort of sorts) {
      const [valueA, valueB] = [valueOf(a, sort), valueOf(b, sort)]
      if (valueA === null && valueB === null) continue
      if (valueA === null || valueB === null) return valueA === null ? 1 : -1
      const order =
        typeof valueA === 'string'
          ? collator.compare(valueA, String(valueB))
          : Number(valueA) - Number(valueB)
      if (order !== 0) return sort.descending ? -order : order
    }
    return rows[a]!.id - rows[b]!.id
  })
}

const from: LonLat = [9, 45]
const text = fc.option(
  fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'A', 'à', 'b', '0', '1', '9', '-', ' ', 'ß'), maxLength: 4 }),
    fc.nat(20).map((number) => `MI-9-${String(number).padStart(4, '0')}`),
  ),
)
const rowsOf = (size: { minLength?: number; maxLength: number }) =>
  fc.uniqueArray(
    fc.record({
      id: fc.nat(100_000),
      areaM2: fc.option(fc.oneof(fc.nat(5), fc.double({ noNaN: true, noDefaultInfinity: true }))),
      code: text,
      name: text,
      metres: fc.option(fc.nat(9)),
    }),
    { selector: ({ id }) => id, ...size },
  )
const sort = fc.oneof(
  fc.record(
    { by: fc.constantFrom(...columns, 'nothing'), descending: fc.boolean() },
    { requiredKeys: ['by'] },
  ),
  fc.record({ by: fc.constant('distance'), from: fc.constant(from), descending: fc.boolean() }),
)
const sortList = fc.array(sort, { maxLength: 3 })

test('pages, all and positions are those of the matches sorted', () => {
  fc.assert(
    fc.property(
      rowsOf({ minLength: 1, maxLength: 120 }),
      sortList,
      fc.integer({ min: 1, max: 12 }),
      fc.nat(40),
      fc.nat(40),
      (rows, sorts, every, start, count) => {
        const slots = rows.flatMap(({ id }, slot) => (id % every === 0 ? [slot] : []))
        const expected = sorted(rows, slots, sorts)
        const ordered = createOrders(sourceOf(rows)).of(sorts, bitsOf(rows.length, slots), slots.length)
        expect([...ordered.page(start, count)]).toEqual(expected.slice(start, start + count))
        expect(rows.map((_, slot) => ordered.positionOf(slot))).toEqual(
          rows.map((_, slot) => expected.indexOf(slot)),
        )
        expect([...ordered.page(start, count)]).toEqual(expected.slice(start, start + count))
        expect([...ordered.all()]).toEqual(expected)
      },
    ),
    { numRuns: 1500 },
  )
})

test('slots added later are put between the others', async () => {
  await fc.assert(
    fc.asyncProperty(
      rowsOf({ maxLength: 60 }),
      sortList,
      fc.array(fc.nat(60), { maxLength: 4 }),
      async (rows, sorts, sizes) => {
        const present: Row[] = []
        const orders = createOrders(sourceOf(present))
        for (const size of [...sizes, rows.length]) {
          present.push(...rows.slice(present.length, size))
          if (size % 3 === 0) await orders.prepare([sorts])
          const slots = present.map((_, slot) => slot)
          const ordered = orders.of(sorts, bitsOf(slots.length, slots), slots.length)
          expect([...ordered.all()]).toEqual(sorted(present, slots, sorts))
        }
      },
    ),
    { numRuns: 300 },
  )
})

const manyRows: Row[] = Array.from({ length: 20_000 }, (_, slot) => ({
  id: (slot * 7919) % 20_011,
  areaM2: slot % 11 === 0 ? null : (slot * 31) % 97,
  code: `MI-${slot % 9}-${(slot * 7907) % 20_011}`,
  name: slot % 3 === 0 ? null : `via Prova ${slot % 100}`,
  metres: slot % 13 === 0 ? null : (slot * 101) % 5003,
}))

test('pages of many slots are right, few or most of them matching', () => {
  const orders = createOrders(sourceOf(manyRows))
  const lists: Sort[][] = [
    [],
    [{ by: 'areaM2', descending: true }, { by: 'code' }],
    [{ by: 'name' }],
    [{ by: 'distance', from }, { by: 'code' }],
  ]
  for (const sorts of lists)
    for (const every of [1, 3, 1000]) {
      const slots = manyRows.flatMap((_, slot) => (slot % every === 0 ? [slot] : []))
      const expected = sorted(manyRows, slots, sorts)
      const bits = bitsOf(manyRows.length, slots)
      for (const start of [0, 50, 2500, slots.length - 3, slots.length + 1]) {
        const ordered = orders.of(sorts, bits, slots.length)
        expect([...ordered.page(Math.max(0, start), 50)]).toEqual(
          expected.slice(Math.max(0, start), Math.max(0, start) + 50),
        )
        const slot = expected[start]
        if (slot !== undefined) expect(ordered.positionOf(slot)).toBe(start)
      }
    }
})
