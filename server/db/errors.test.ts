import { expect, test } from 'vitest'
import { isDatabaseAway, toProblem } from './errors.ts'

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

const networkError = (code: string, syscall: string) =>
  Object.assign(new Error(`${syscall} ${code}`), { code, syscall })

test.each([
  networkError('ECONNREFUSED', 'connect'),
  networkError('ECONNRESET', 'read'),
  new AggregateError([networkError('ECONNREFUSED', 'connect')]),
  driverError('57P01'),
  driverError('57P03'),
  driverError('53300'),
  driverError('08006'),
  new Error('Connection terminated unexpectedly'),
  new Error('select "name" from "account" where "id" = $1 - Connection terminated unexpectedly'),
  new Error('timeout expired'),
  new Error('Knex: Timeout acquiring a connection. The pool is probably full.'),
])('$message means that the database is away: try again', (error) => {
  const problem = toProblem(error)
  expect(problem).toMatchObject({ status: 503, type: '/problems/away' })
  expect(problem?.message).not.toMatch(/connect|terminated|ECONN|knex|pool|account/i)
})

test.each([
  driverError('42P01'),
  networkError('ENOENT', 'open'),
  new Error('text holds Connection terminated'),
])('$message does not', (error) => expect(isDatabaseAway(error)).toBe(false))
