import { expect, test } from 'vitest'
import { lineOf, measureAll, median } from './measuring.ts'
import { asJson, asTable } from './report.ts'

const silent = () => {}
const after = (ms: number, given: unknown) => () =>
  new Promise<unknown>((resolve) => setTimeout(() => resolve(given), ms))
const seen = ({ program, bare }: { program: unknown; bare: unknown }): [unknown, unknown] => [program, bare]

test('the median is the middle, or the mean of the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([9, 1, 5, 7])).toBe(6)
  expect(() => median([])).toThrow('nothing')
})

test('what takes longer than the bare SQL has a ratio above one, and the limit is said', async () => {
  const slow = { name: 'slow', limitMs: 1, program: after(30, 1), bare: after(3, 1), seen }
  const [measured] = await measureAll([slow], silent)
  expect(measured?.ratio).toBeGreaterThan(2)
  const found = {
    subject: 'x',
    size: 'small',
    data: { points: 3 },
    lines: measured ? [lineOf(measured)] : [],
  }
  expect(asTable(found)).toMatch(/slow .*programMs at most 1: MISSED/)
  expect(JSON.parse(asJson(found))).toMatchObject({ data: { points: 3 }, results: [{ name: 'slow' }] })
})

test('what does not give the same as the bare SQL is not measured', async () => {
  const other = { name: 'other', program: after(0, [1]), bare: after(0, [2]), seen }
  await expect(measureAll([other], silent)).rejects.toThrow('other: the program gives [1], SQL [2]')
})
