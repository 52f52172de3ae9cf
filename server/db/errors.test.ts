import { expect, test } from 'vitest'
import { toProblem } from './errors.ts'

/** An error as the driver throws it. */
const driverError = (code: string) =>
  Object.assign(new Error('relation "secret" has column "hidden"'), { code, severity: 'ERROR' })

test.each([
  ['23505', 409],
  ['23503', 409],
  ['23P01', 409],
  ['23001', 409],
  ['40001', 409],
  ['40P01', 409],
  ['23514', 422],
  ['23502', 422],
  ['22P02', 400],
  ['22P05', 400],
  ['22021', 400],
  ['22003', 400],
])('SQLSTATE %s is a %i, and says nothing of the schema', (code, status) => {
  const problem = toProblem(driverError(code))
  expect(problem?.status).toBe(status)
  expect(`${problem?.message} ${problem?.type}`).not.toMatch(/secret|hidden/)
})

test('anything else is a fault of the program', () => {
  expect(toProblem(driverError('42P01'))).toBeNull()
  expect(toProblem(driverError('XX000'))).toBeNull()
  expect(toProblem(Object.assign(new Error(), { code: '23505' }))).toBeNull()
  expect(toProblem(null)).toBeNull()
})
