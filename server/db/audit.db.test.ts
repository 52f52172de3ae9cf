import { beforeEach, describe, expect, test } from 'vitest'
import { emptyTables, testDatabase } from '../testing/database.ts'
import { type Event, erasePersonal, recordEvent } from './audit.ts'
import { verifyChain } from './auditChain.ts'
import type { Db } from './index.ts'

const { db, kind } = testDatabase()
beforeEach(() => emptyTables(db))

const event = (changes: Event['changes'], action = 'change'): Event => ({
  actor: { id: null, role: 'propertyOffice' },
  action,
  objectKind: 'request',
  objectId: 'R1',
  changes,
})
const record = (changes: Event['changes']) => db.transaction((trx) => recordEvent(trx, event(changes)))
const status = { status: { class: 'internal', old: 'draft', new: 'submitted' } } satisfies Event['changes']
const name = {
  name: { class: 'personal', old: null, new: { first: 'Anna', n: 1.5 } },
} satisfies Event['changes']
const verify = () => verifyChain(db, 'request', 'R1')
/** As an administrator of the database could, with triggers asleep. */
const tamper = (change: (trx: Db) => PromiseLike<unknown>) =>
  db.transaction(async (trx) => {
    await trx.raw('SET LOCAL session_replication_role = replica')
    await change(trx)
  })

test('events of one object form a chain that verifies', async () => {
  await record(status)
  await record(name)
  await record({})
  expect(await verify()).toEqual({ valid: true, events: 3, brokenAt: null, fault: null })
})

test('a personal value is not in the event, and can be erased without breaking the chain', async () => {
  await record(name)
  await record({ ...status, ...name })
  const events = await db('audit_event').select('changes')
  expect(JSON.stringify(events)).not.toContain('Anna')
  expect(JSON.stringify(events)).toContain('submitted')
  expect(await db('audit_personal').whereNotNull('new_value').pluck('field')).toEqual(['name', 'name'])

  expect(await db.transaction((trx) => erasePersonal(trx, 'request', 'R1'))).toBe(2)
  expect(await verify()).toMatchObject({ valid: true, events: 2 })
  const left = await db('audit_personal').select('salt', 'old_value', 'new_value')
  expect(left.every((row) => row.salt === null && row.new_value === null)).toBe(true)
})

test('a value changed in the side table, or gone from it, is noticed', async () => {
  await record(name)
  await tamper((trx) => trx('audit_personal').update({ new_value: JSON.stringify({ first: 'Eva', n: 1.5 }) }))
  expect(await verify()).toMatchObject({ valid: false, fault: 'valueChanged' })
  await tamper((trx) => trx('audit_personal').delete())
  expect(await verify()).toMatchObject({ valid: false, fault: 'valueMissing' })
})

test.each([
  ['an event changed', 'UPDATE audit_event SET action = action'],
  ['an event deleted', 'DELETE FROM audit_event'],
  ['events emptied', 'TRUNCATE audit_event CASCADE'],
  ['a value changed', "UPDATE audit_personal SET new_value = '1'"],
  ['an erased value filled again', "UPDATE audit_personal SET erased_at = NULL, salt = 's', new_value = '1'"],
  ['a value moved to another field', "UPDATE audit_personal SET field = 'other'"],
  ['a value deleted', 'DELETE FROM audit_personal'],
  ['values emptied', 'TRUNCATE audit_personal'],
  ['a day changed', 'UPDATE audit_day SET events = 0'],
  ['a day deleted', 'DELETE FROM audit_day'],
  ['days emptied', 'TRUNCATE audit_day'],
])('the database refuses %s', async (_, statement) => {
  await record(name)
  await db('audit_day').insert({
    day: '2026-01-01',
    after_event: 0,
    last_event: 1,
    events: 1,
    head: 'h',
    public_key: 'k',
    signature: 's',
  })
  if (statement.includes('erased_at')) await db.transaction((trx) => erasePersonal(trx, 'request', 'R1'))
  await expect(db.raw(statement)).rejects.toMatchObject({ code: '23001' })
})

test('an event forged behind the triggers is noticed', async () => {
  await record(status)
  await record(status)
  await tamper((trx) => trx('audit_event').where({ id: 1 }).update({ action: 'forged' }))
  expect(await verify()).toEqual({ valid: false, events: 2, brokenAt: '1', fault: 'changed' })
})

test('an event goes with the change it tells of', async () => {
  await db
    .transaction(async (trx) => {
      await recordEvent(trx, event(status))
      throw new Error('the change failed')
    })
    .catch(() => undefined)
  expect(await verify()).toMatchObject({ events: 0 })
})

describe.runIf(kind === 'postgis')('on PostgreSQL', () => {
  test('events recorded at once on one object keep one chain', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        record({ index: { class: 'internal', old: null, new: index } }),
      ),
    )
    expect(await verify()).toEqual({ valid: true, events: 30, brokenAt: null, fault: null })
  })
})
