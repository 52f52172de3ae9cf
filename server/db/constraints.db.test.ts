import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { toProblem } from './errors.ts'

const { db } = testDatabase()

const award = {
  space_id: 1,
  period: '[2027-01-01,2033-01-01)',
  procedure: 'publicCall',
  act_number: '1234/2026',
  act_date: '2026-11-01',
}
let party: { party_id: string; awarded_by: string }

beforeAll(async () => {
  const [account] = await db('account')
    .insert({ email: 'office@example.org', name: 'Office', password_hash: 'x' })
    .returning('id')
  const [applicant] = await db('party')
    .insert({ account_id: account.id, kind: 'person', name: 'Anna', email: 'anna@example.org' })
    .returning('id')
  party = { party_id: applicant.id, awarded_by: account.id }
  await db('space').insert([
    { code: 'S1', name: 'via Prova 1', status: 'available', source: 'test' },
    { code: 'S2', name: 'via Prova 2', status: 'available', source: 'test' },
  ])
})

/** What a caller would be told: SQLSTATE and status. */
async function refusal(write: PromiseLike<unknown>): Promise<[string, number | undefined]> {
  const error = await Promise.resolve(write).then(
    () => ({ code: 'accepted' }),
    (reason: { code: string }) => reason,
  )
  return [error.code, toProblem(error)?.status]
}

test('regression 10: awards of one space for overlapping dates are refused, adjoining ones are not', async () => {
  await db('award').insert({ ...award, ...party })
  const overlapping = { ...award, ...party, period: '[2032-12-31,2034-01-01)' }
  expect(await refusal(db('award').insert(overlapping))).toEqual(['23P01', 409])
  await db('award').insert({ ...overlapping, space_id: 2 })
  await db('award').insert({ ...overlapping, period: '[2033-01-01,2034-01-01)' })
  await db('award').where({ space_id: 1 }).update({ revoked_at: db.fn.now() })
  await db('award').insert(overlapping)
})

test.each([
  ['a procedure', { procedure: null }, ['23502', 422]],
  ['a known procedure', { procedure: 'friendship' }, ['23514', 422]],
  ['an act number', { act_number: null }, ['23502', 422]],
  ['an act number that says something', { act_number: ' ' }, ['23514', 422]],
  ['the date of the act', { act_date: null }, ['23502', 422]],
  ['a legal basis where no procedure was held', { procedure: 'codedLegalBasis' }, ['23514', 422]],
  ['an end', { period: '[2040-01-01,)' }, ['23514', 422]],
  ['a space that exists', { space_id: 99 }, ['23503', 409]],
])('an award without %s is refused', async (_what, fault, expected) => {
  const period = '[2050-01-01,2051-01-01)'
  expect(await refusal(db('award').insert({ ...award, ...party, period, ...fault }))).toEqual(expected)
})

test('a published record cannot be deleted', async () => {
  expect(await refusal(db('space').where({ code: 'S2' }).delete())).toEqual(['23001', 409])
  expect(await db('space').where({ code: 'S2' }).select('code')).toEqual([{ code: 'S2' }])
})

test('an audit event can be added, and neither changed nor deleted', async () => {
  await db('audit_event').insert({
    actor_role: 'system',
    action: 'test',
    object_kind: 'space',
    object_id: '1',
    hash: 'x',
  })
  expect(await refusal(db('audit_event').update({ action: 'other' }))).toEqual(['23001', 409])
  expect(await refusal(db('audit_event').delete())).toEqual(['23001', 409])
  expect(await db('audit_event').select('action')).toEqual([{ action: 'test' }])
})
