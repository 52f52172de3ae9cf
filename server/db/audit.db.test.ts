import { beforeEach, describe, expect, test } from 'vitest'
import { emptyTables, testDatabase } from '../testing/database.ts'
import { type Event, erasePersonal, recordEvent, verifyChain } from './audit.ts'

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

test('events of one object form a chain that verifies', async () => {
  await record(status)
  await record(name)
  await record({})
  expect(await verify()).toEqual({ valid: true, events: 3, brokenAt: null })
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

test('a value changed in the side table is noticed', async () => {
  await record(name)
  await db('audit_personal').update({ new_value: JSON.stringify({ first: 'Eva', n: 1.5 }) })
  expect(await verify()).toMatchObject({ valid: false })
})

test('an event cannot be changed or deleted, and one forged behind the triggers is noticed', async () => {
  await record(status)
  await record(status)
  await expect(db('audit_event').update({ action: 'other' })).rejects.toThrow()
  await expect(db('audit_event').delete()).rejects.toThrow()
  await db.raw('ALTER TABLE audit_event DISABLE TRIGGER append_only')
  await db('audit_event').where({ id: 1 }).update({ action: 'forged' })
  await db.raw('ALTER TABLE audit_event ENABLE TRIGGER append_only')
  expect(await verify()).toEqual({ valid: false, events: 2, brokenAt: '1' })
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
    expect(await verify()).toEqual({ valid: true, events: 30, brokenAt: null })
  })
})
