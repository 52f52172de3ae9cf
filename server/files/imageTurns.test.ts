import { expect, test } from 'vitest'
import { inTurn } from './imageTurns.ts'

test('one works at a time, in order, after one that fails too; beyond sixteen they are to come again', async () => {
  const begun: number[] = []
  let atOnce = 0
  const work = (index: number) => async () => {
    atOnce += 1
    begun.push(index)
    await new Promise(setImmediate)
    expect(atOnce).toBe(1)
    atOnce -= 1
    if (index === 3) throw new Error('broken')
    return index
  }
  const indices = Array.from({ length: 18 }, (_, index) => index)
  const results = await Promise.allSettled(indices.map((index) => inTurn(work(index))))
  expect(begun).toEqual(indices.slice(0, 16))
  expect(results.map(({ status }) => status).indexOf('rejected')).toBe(3)
  expect(results.slice(16)).toMatchObject(
    [16, 17].map(() => ({ reason: { status: 503, type: '/problems/overloaded' } })),
  )
  expect(await inTurn(work(20))).toBe(20)
})
