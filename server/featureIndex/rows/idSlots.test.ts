import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIdSlots } from './idSlots.ts'

test('ids that are set, set again and deleted have the slots they would have in a Map', () => {
  const ids = fc.oneof(fc.integer({ min: 1, max: 90 }), fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1))
  const change = fc.record({ id: ids, slot: fc.nat(), isGone: fc.boolean() })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200, size: 'max' }), (changes) => {
      const [table, known] = [createIdSlots(), new Map<number, number>()]
      for (const { id, slot, isGone } of changes) {
        if (isGone) expect(table.delete(id)).toBe(known.delete(id))
        else {
          table.set(id, slot)
          known.set(id, slot)
        }
        expect(table.size).toBe(known.size)
      }
      for (const { id } of changes) expect(table.get(id)).toBe(known.get(id))
    }),
  )
})

test('a hundred thousand ids are all found', () => {
  const table = createIdSlots(10)
  const ids = Array.from({ length: 100_000 }, (_, at) => (at + 1) * 3)
  for (const id of ids) table.set(id, id / 3)
  for (const id of ids) if (id % 9 === 0) table.delete(id)
  expect(table.size).toBe(66_667)
  expect(ids.filter((id) => table.get(id) !== (id % 9 === 0 ? undefined : id / 3))).toEqual([])
})
