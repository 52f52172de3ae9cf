import { beforeEach, expect, test } from 'vitest'
import { addDays, endOfDay, romeDate } from '../city/rules.ts'
import { testApp } from '../testing/app.ts'
import { emptyTables } from '../testing/database.ts'
import { insertAccount, sessionOf } from '../testing/people.ts'
import { tellRoleEnds } from './roleEnds.ts'

const fixture = testApp()
const { db } = fixture
const people = { head: '', officer: '' }
const lastDay = (inDays: number) => addDays(romeDate(new Date()), inDays)

/** Makes the officer's role one that was given a year ago and has this many days left. */
const setEnd = (inDays: number) =>
  db('account_role')
    .where({ account_id: people.officer })
    .update({
      valid_from: db.raw("clock_timestamp() - interval '1 year'"),
      valid_until: endOfDay(lastDay(inDays)),
    })

beforeEach(async () => {
  await emptyTables(db)
  people.head = await insertAccount(fixture.app, { roles: ['administrator'], name: 'Ada Neri' })
  people.officer = await insertAccount(fixture.app, { roles: ['caseOfficer'], name: 'Olga Vera' })
})

const tellAll = () => tellRoleEnds(fixture.app.context)
const lettersTo = (accountId: string) =>
  db('mail_outbox').where({ account_id: accountId }).orderBy('created_at').select('kind', 'body_text')
const newsOf = (accountId: string) =>
  db('notification').where({ account_id: accountId }).orderBy('created_at').select('kind', 'facts')

test('the end of a role is told 30 and 7 days before it, once each, to the holder and the administrators', async () => {
  await setEnd(31)
  expect(await tellAll()).toBe(0)
  await setEnd(30)
  expect(await tellAll()).toBe(1)
  expect(await tellAll()).toBe(0)
  await setEnd(8)
  expect(await tellAll()).toBe(0)
  await setEnd(7)
  expect(await tellAll()).toBe(1)
  await setEnd(0)
  expect(await tellAll()).toBe(0)

  const toOfficer = await lettersTo(people.officer)
  expect(toOfficer.map(({ kind }) => kind)).toEqual(['roleEnding', 'roleEnding'])
  expect(toOfficer[0].body_text).toContain('«Responsabile del procedimento»')
  const toHead = await lettersTo(people.head)
  expect(toHead.map(({ kind }) => kind)).toEqual(['othersRoleEnding', 'othersRoleEnding'])
  expect(toHead[0].body_text).toContain('Olga Vera')
  expect(toHead[0].body_text).toContain(`/admin/accounts/${people.officer}`)
  const facts = { role: 'caseOfficer', until: lastDay(7) }
  expect((await newsOf(people.officer))[1]).toEqual({ kind: 'account.roleEnding', facts })
  expect((await newsOf(people.head))[1]).toEqual({ kind: 'account.othersRoleEnding', facts })
})

test('after a month away only what is still ahead is told', async () => {
  await setEnd(5)
  expect(await tellAll()).toBe(1)
  expect(await tellAll()).toBe(0)
  expect(await lettersTo(people.officer)).toHaveLength(1)
})

test('a role given for less, one that is over and one of a closed account are not told of', async () => {
  await setEnd(20)
  await db('account_role').where({ account_id: people.officer }).update({ valid_from: db.fn.now() })
  expect(await tellAll()).toBe(0)
  await setEnd(-1)
  expect(await tellAll()).toBe(0)
  await setEnd(20)
  await db('account').where({ id: people.officer }).update({ disabled_at: db.fn.now() })
  expect(await tellAll()).toBe(0)
})

test('a role made longer is told of anew when its new end comes', async () => {
  await setEnd(7)
  expect(await tellAll()).toBe(1)
  const head = await sessionOf(fixture.app, people.head)
  const longer = { role: 'caseOfficer', until: lastDay(40) }
  expect((await head.post(`/api/admin/accounts/${people.officer}/roles`, longer)).statusCode).toBe(200)
  expect(await tellAll()).toBe(0)
  await db('account_role')
    .where({ account_id: people.officer })
    .whereRaw('valid_until > clock_timestamp()')
    .update({
      valid_from: db.raw("clock_timestamp() - interval '1 year'"),
      valid_until: endOfDay(lastDay(29)),
    })
  expect(await tellAll()).toBe(1)
})

test('two servers that look at once tell it once', async () => {
  await setEnd(30)
  const told = await Promise.all([tellAll(), tellAll(), tellAll()])
  expect(told.reduce((sum, count) => sum + count)).toBe(1)
  expect(await lettersTo(people.head)).toHaveLength(1)
})

test('the last administrator is told of their own end, in their language', async () => {
  await db('account').where({ id: people.head }).update({ language: 'en' })
  await db('account_role')
    .where({ account_id: people.head })
    .update({
      valid_from: db.raw("clock_timestamp() - interval '1 year'"),
      valid_until: endOfDay(lastDay(7)),
    })
  expect(await tellAll()).toBe(1)
  const [letter, ...others] = await lettersTo(people.head)
  expect(letter.kind).toBe('roleEnding')
  expect(letter.body_text).toContain('ask an administrator')
  expect(others).toEqual([])
})
