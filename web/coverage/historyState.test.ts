import { expect, test } from 'vitest'
import type { KeptRun } from '#schema/coverage'
import { chosenRuns, comparable, historyAddress, readHistory } from './historyState.ts'

const run = (id: number, more: Partial<KeptRun> = {}): KeptRun => ({
  id,
  date: `2026-0${id}-01`,
  computedAt: `2026-0${id}-01T03:00:00Z`,
  reason: 'monthly',
  dataVersion: String(id),
  method: '1',
  travel: 'straight',
  ...more,
})
const read = (search: string) => readHistory(new URLSearchParams(search))
const ids = (runs: KeptRun[], search: string) => {
  const chosen = chosenRuns(runs, read(search))
  return chosen && [chosen.earlier.id, chosen.later.id]
}

test('the newest run is set against the one before it until others are chosen', () => {
  const runs = [run(3), run(2), run(1)]
  expect(ids(runs, '')).toEqual([2, 3])
  expect(ids(runs, 'from=1&to=2')).toEqual([1, 2])
  expect(ids(runs, 'from=99')).toEqual([2, 3])
})

test('one run, or one run twice, is no comparison', () => {
  expect(chosenRuns([run(1)], read(''))).toBeNull()
  expect(ids([run(2), run(1)], 'from=2&to=2')).toBeNull()
})

test('figures by another method or over other ways do not compare', () => {
  expect(comparable(run(1), run(2))).toBe(true)
  expect(comparable(run(1), run(2, { method: '2' }))).toBe(false)
  expect(comparable(run(1), run(2, { travel: 'network' }))).toBe(false)
})

test('the comparison is its address', () => {
  const search = 'from=1&to=2&kind=neighbourhood&indicator=access'
  expect(historyAddress(read(search))).toBe(`/coverage/history?${search}`)
  expect(read('from=-1&to=x&kind=a&indicator=b')).toEqual({
    from: undefined,
    to: undefined,
    kind: 'district',
    indicator: 'labs15',
  })
})
