import { expect, test } from 'vitest'
import { eachInTurn } from './eachInTurn.ts'

test('one that fails keeps no other waiting, and its fault is told at the end', async () => {
  const done: number[] = []
  const turns = eachInTurn([1, 2, 3], async (item) => {
    if (item === 2) throw new Error('the second fails')
    done.push(item)
  })
  await expect(turns).rejects.toThrow('the second fails')
  expect(done).toEqual([1, 3])
})

test('they come one after another', async () => {
  const moments: string[] = []
  await eachInTurn(['a', 'b'], async (item) => {
    moments.push(`${item} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    moments.push(`${item} ends`)
  })
  expect(moments).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
})
