import { expect, test } from 'vitest'
import type { Moment } from './moment.ts'
import { extend, goOn, isSeen, settle, type Trail } from './trail.ts'

const at = (snapshot: string, written: number, flushed: number, changes: Partial<Moment> = {}): Moment => ({
  snapshot,
  run: 'first',
  ground: { lineage: 'cluster 1', written, flushed },
  ...changes,
})
const restarted = (snapshot: string, length: number, lineage = 'cluster 1') =>
  at(snapshot, length, length, { run: 'second', ground: { lineage, written: length, flushed: length } })

/** A trail after everything was read at 100, and then rows 7 and 8 at 200. */
function read(): Trail {
  const everything = extend(null, at('100', 10, 10), 'cluster 1', null)
  return extend(settle(everything, at('100', 10, 10)), at('200', 30, 10), 'cluster 1', [[7], [8]])
}

test('a trail begins with everything, and what was seen is not read again', () => {
  expect(goOn(null, at('100', 10, 10))).toBeNull()
  expect(isSeen(null, at('100', 10, 10))).toBe(false)
  expect(isSeen(read(), at('200', 30, 10))).toBe(true)
  expect(isSeen(read(), restarted('200', 30))).toBe(false)
})

test('within a run the reading goes on from the last snapshot', () => {
  expect(goOn(read(), at('300', 40, 10))).toEqual({ since: '200', again: [] })
})

test('after a crash it goes on from what was on disk, and looks again at what was read since', () => {
  const trail = settle(read(), at('200', 30, 20))
  expect(goOn(trail, restarted('150', 25))).toEqual({ since: '100', again: [[7], [8]] })
  const again = extend(trail, restarted('150', 25), 'cluster 1', [[7, 9], [8]])
  expect(goOn(again, { ...restarted('160', 26), run: 'third' })).toEqual({
    since: '100',
    again: [[7, 9], [8]],
  })
})

test('what is on disk is not doubted any more', () => {
  const trail = settle(settle(read(), at('200', 30, 20)), at('200', 35, 30))
  expect(goOn(trail, restarted('250', 40))).toEqual({ since: '200', again: [[], []] })
})

test('everything is read anew in another lineage, a shorter log, without a ground, and before anything is on disk', () => {
  const trail = settle(settle(read(), at('200', 30, 20)), at('200', 35, 30))
  expect(goOn(trail, restarted('250', 40, 'cluster 2'))).toBeNull()
  expect(goOn(trail, restarted('250', 29))).toBeNull()
  expect(goOn(trail, { ...restarted('250', 40), ground: null })).toBeNull()
  expect(goOn(extend(null, at('100', 10, 5), 'cluster 1', null), restarted('100', 10))).toBeNull()
})

test('what a crash may take back of a collection that was read anew is everything', () => {
  const trail = extend(settle(read(), at('200', 35, 30)), at('300', 50, 35), 'cluster 1', null)
  expect(goOn(trail, at('400', 60, 35))).toEqual({ since: '300', again: [] })
  expect(goOn(trail, restarted('400', 60))).toBeNull()
})

test('where the host tells nothing, one reading is kept, however many there are', () => {
  let trail = extend(null, { snapshot: '1', run: 'first' }, null, null)
  for (const snapshot of ['2', '3', '4']) trail = extend(trail, { snapshot, run: 'first' }, null, [[1]])
  expect(trail.readings).toHaveLength(1)
  expect(isSeen(trail, { snapshot: '4', run: 'first', ground: null })).toBe(true)
})
