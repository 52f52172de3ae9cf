import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Event, erasePersonal, recordEvent } from '../db/audit.ts'
import { canonicalHash } from '../db/canonical.ts'
import type { Db } from '../db/index.ts'
import { emptyTables, testDatabase } from '../testing/database.ts'
import { describe as inWords, printHeads, runVerify } from './command.ts'
import { computeHead, listDays, signClosedDays } from './days.ts'
import { developmentKey, publicKeyOf, readSigningKey, signHead } from './signing.ts'

const { db, kind } = testDatabase()
beforeEach(() => emptyTables(db))

const key = developmentKey()
const otherKey = generateKeyPairSync('ed25519').privateKey
const pemOf = otherKey.export({ format: 'pem', type: 'pkcs8' }).toString()

const record = (objectId: string, changes: Event['changes'] = {}) =>
  db.transaction((trx) =>
    recordEvent(trx, {
      actor: { id: null, role: 'propertyOffice' },
      action: 'change',
      objectKind: 'request',
      objectId,
      changes,
    }),
  )

const asleep = (change: (trx: Db) => PromiseLike<unknown>) =>
  db.transaction(async (trx) => {
    await trx.raw('SET LOCAL session_replication_role = replica')
    await change(trx)
  })

/** Moves an event to an earlier day, rewriting its hash and the link of the one after it, as if it had happened then. */
async function backdate(id: number, days: number): Promise<void> {
  await asleep(async (trx) => {
    const event = await trx('audit_event').where({ id }).first()
    const happenedAt = new Date(event.happened_at.getTime() - days * 86_400_000)
    const hash = canonicalHash({
      happenedAt: happenedAt.toISOString(),
      actorId: event.actor_id,
      actorRole: event.actor_role,
      action: event.action,
      objectKind: event.object_kind,
      objectId: event.object_id,
      changes: event.changes,
      previousHash: event.previous_hash,
    })
    await trx('audit_event').where({ id }).update({ happened_at: happenedAt, hash })
  })
}

const sign = (signingKey = key) => signClosedDays(db, signingKey)
const verify = (publicKeys: string[] = [], deposited = '') =>
  runVerify(db, { auditKey: key }, { publicKeys, deposited, onProgress: () => {} })

const email = (value: string): Event['changes'] => ({ email: { class: 'personal', old: null, new: value } })

/** Three events of R1 and one of R2, on two days that are over and today, signed. */
async function threeDays(): Promise<void> {
  await record('R2', email('anna@example.org'))
  await backdate(1, 3)
  await record('R1', email('eva@example.org'))
  await backdate(2, 2)
  await record('R1')
  await record('R1')
  await sign()
}

test('each closed day is signed, days without events too, and today is not', async () => {
  await threeDays()
  const days = await listDays(db)
  expect(days.map(({ afterEvent, lastEvent, events }) => [afterEvent, lastEvent, events])).toEqual([
    ['0', '1', 1],
    ['1', '2', 1],
    ['2', '2', 0],
  ])
  expect(await sign()).toBe(0)
  const verification = await verify()
  expect(verification).toMatchObject({ events: 4, objects: 2, days: 3, broken: null })
  expect(inWords(verification)).toMatch(/^Whole: 4 events of 2 objects; 3 daily heads, until \d{4}-/)
})

test('a log without events has no days', async () => {
  expect(await sign()).toBe(0)
  expect(await verify()).toMatchObject({ events: 0, days: 0, broken: null })
})

test('an event that says an earlier day than that of its head lies under the next head', async () => {
  await record('R1')
  await backdate(1, 2)
  await sign()
  await record('R2')
  await backdate(2, 2)
  await record('R3')
  await backdate(3, 1)
  const [first] = await listDays(db)
  await asleep((trx) => trx('audit_day').whereNot({ day: first?.day }).delete())
  expect(await sign()).toBe(1)
  const days = await listDays(db)
  expect(days.map(({ lastEvent, events }) => [lastEvent, events])).toEqual([
    ['1', 1],
    ['3', 2],
  ])
  expect(await verify()).toMatchObject({ broken: null })
})

test('erased personal values leave the whole log verifiable', async () => {
  await threeDays()
  expect(await db.transaction((trx) => erasePersonal(trx, 'request', 'R1'))).toBe(1)
  expect(await verify()).toMatchObject({ broken: null })
})

const someHash = canonicalHash('x')

test.each<[string, (trx: Db) => PromiseLike<unknown>, RegExp]>([
  [
    'a changed value',
    (trx) =>
      trx('audit_event').where({ id: 3 }).update({ changes: '{"a":{"class":"public","old":1,"new":2}}' }),
    /event 3, of request R1, is not what was recorded/,
  ],
  [
    'a changed personal value',
    (trx) => trx('audit_personal').where({ event_id: 2 }).update({ new_value: '"other"' }),
    /event 2, of request R1, has a personal/,
  ],
  ['a removed event', (trx) => trx('audit_event').where({ id: 3 }).delete(), /event 4, .* does not follow/],
  [
    'the removed last event of a chain',
    async (trx) => {
      await trx('audit_personal').where({ event_id: 1 }).delete()
      await trx('audit_event').where({ id: 1 }).delete()
    },
    /the head of .* does not fit its events/,
  ],
  [
    'swapped events',
    async (trx) => {
      const [third, fourth] = await trx('audit_event')
        .whereIn('id', [3, 4])
        .orderBy('id')
        .delete()
        .returning('*')
      const swapped = [
        { ...third, id: fourth.id },
        { ...fourth, id: third.id },
      ]
      await trx.raw(
        `INSERT INTO audit_event OVERRIDING SYSTEM VALUE
         SELECT * FROM jsonb_populate_recordset(NULL::audit_event, :rows)`,
        { rows: JSON.stringify(swapped) },
      )
    },
    /event 3, .* does not follow/,
  ],
  [
    'an event added under a signed head',
    (trx) =>
      trx.raw(`INSERT INTO audit_event (id, happened_at, actor_role, action, object_kind, object_id, hash)
        OVERRIDING SYSTEM VALUE SELECT 0, now(), 'x', 'x', 'request', 'R9', '${someHash}'`),
    /event 0, of request R9/,
  ],
  [
    'a changed count',
    (trx) => trx('audit_day').update({ events: 7 }),
    /the head of .* does not fit its events/,
  ],
  ['a changed head', (trx) => trx('audit_day').update({ head: someHash }), /the head of .* does not f/],
  [
    'a removed day',
    (trx) => trx.raw('DELETE FROM audit_day WHERE day = (SELECT min(day) + 1 FROM audit_day)'),
    /does not follow the head of the day before/,
  ],
  [
    'a changed signature',
    (trx) => trx('audit_day').update({ signature: 'AAAA' }),
    /a signature that does not fit/,
  ],
  [
    'a day signed again with another key',
    async (trx) => {
      for (const { day, head } of await listDays(trx)) {
        const again = { public_key: publicKeyOf(otherKey), signature: signHead(head, otherKey) }
        await trx('audit_day').where({ day }).update(again)
      }
    },
    /a key that is not trusted/,
  ],
])('%s is found', async (_, change, words) => {
  await threeDays()
  await asleep(change)
  const verification = await verify()
  expect(inWords(verification)).toMatch(words)
  expect(inWords(verification)).toMatch(/^Broken: /)
})

test('history written anew with the right key differs from the heads deposited elsewhere', async () => {
  await threeDays()
  const deposited = await printHeads(db)
  expect(await verify([], deposited)).toMatchObject({ broken: null })
  await asleep(async (trx) => {
    await trx('audit_personal').where({ event_id: 1 }).delete()
    await trx('audit_event').where({ id: 1 }).delete()
    await trx('audit_day').delete()
  })
  await sign()
  expect(await verify()).toMatchObject({ broken: null })
  expect(inWords(await verify([], deposited))).toMatch(
    /was deposited, and is not in the log|not the head that was/,
  )
})

test('days signed before the key was changed verify with the old public key', async () => {
  await record('R1')
  await backdate(1, 1)
  await sign(readSigningKey(pemOf))
  expect(inWords(await verify())).toMatch(/not trusted.*MCow/)
  expect(await verify([publicKeyOf(otherKey)])).toMatchObject({ broken: null, days: 1 })
})

test('a key is 32 bytes in base64, or PEM', () => {
  expect(publicKeyOf(readSigningKey(Buffer.alloc(32, 'on a loopback address').toString('base64')))).toBe(
    publicKeyOf(key),
  )
  expect(publicKeyOf(readSigningKey(pemOf.replaceAll('\n', '\\n')))).toBe(publicKeyOf(otherKey))
  expect(() => readSigningKey('c2hvcnQ=')).toThrow()
})

describe.runIf(kind === 'postgis')('on PostgreSQL', () => {
  test('a head waits for an event that is not committed yet', async () => {
    await record('R1')
    await backdate(1, 1)
    const writer = await db.transaction()
    await recordEvent(writer, {
      actor: { id: null, role: 'propertyOffice' },
      action: 'change',
      objectKind: 'request',
      objectId: 'R2',
      changes: {},
    })
    await record('R3')
    const signing = sign()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await listDays(db)).toEqual([])
    await writer.commit()
    expect(await signing).toBe(1)
    expect(await verify()).toMatchObject({ events: 3, broken: null })
  })

  test('a writer that does not end puts the signing off', async () => {
    await record('R1')
    await backdate(1, 1)
    const writer = await db.transaction()
    await writer.raw('LOCK TABLE audit_event IN ROW EXCLUSIVE MODE')
    await expect(sign()).rejects.toMatchObject({ code: '55P03' })
    await writer.rollback()
    expect(await sign()).toBe(1)
  })

  test('two servers that sign at once leave one head a day', async () => {
    await record('R1')
    await backdate(1, 5)
    await Promise.all([sign(), sign(), sign()])
    expect(await listDays(db)).toHaveLength(5)
    expect(await verify()).toMatchObject({ broken: null })
  })
})

test('a head is over its span and its events, some thousand at a time', async () => {
  await db.raw(`INSERT INTO audit_event (actor_role, action, object_kind, object_id, hash)
    SELECT 'x', 'x', 'many', i::text, 'h' || i FROM generate_series(1, 5001) i`)
  const span = { day: '2026-01-01', afterEvent: '0', lastEvent: '5001', previousHead: null }
  const { events, head } = await computeHead(db, span)
  expect(events).toBe(5001)
  expect((await computeHead(db, { ...span, lastEvent: '5000' })).head).not.toBe(head)
})
