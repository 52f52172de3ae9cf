import { beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../db/audit.ts'
import { erasePersonal, recordEvent } from '../db/audit.ts'
import { testApp } from '../testing/app.ts'
import { type Client, signIn, signInAs } from '../testing/people.ts'
import { completeContent, insertCall, insertSpace, sendFor } from '../testing/requests.ts'
import { signClosedDays } from './days.ts'
import type { AuditEvent, AuditEventList, History } from './schema.ts'
import { developmentKey, publicKeyOf } from './signing.ts'

const fixture = testApp()
let applicant: Client
let officer: Client
let auditor: Client
let open: { id: string; number: string }
let sealed: { id: string; number: string }

const record = (objectId: string, changes: Event['changes'], actorId: string | null = null) =>
  fixture.db.transaction((trx) =>
    recordEvent(trx, {
      actor: { id: actorId, role: 'command' },
      action: 'change',
      objectKind: 'note',
      objectId,
      changes,
    }),
  )

beforeAll(async () => {
  const { app, db } = fixture
  applicant = await signIn(app, 'applicant')
  officer = await signIn(app, 'propertyOffice')
  auditor = await signInAs(app, { roles: ['auditor'] })
  await insertSpace(db, 'MI-9-0001')
  const callSpace = await insertSpace(db, 'MI-9-0002', { status: 'inCall' })
  await insertCall(db, 'APERTO', [callSpace], {
    standing: false,
    closes_at: db.raw("clock_timestamp() + interval '9 days'"),
  })
  open = await sendFor(applicant, 'MI-9-0001')
  sealed = await sendFor(applicant, 'MI-9-0002')
  await officer.post(`/api/desk/requests/${open.id}/take`, { version: 2 })
})

const list = async (query: string, client = auditor): Promise<AuditEventList> => {
  const answer = await client.get(`/api/audit/events?${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const changeOf = (event: AuditEvent | undefined, field: string) =>
  event?.changes.find((change) => change.field === field)

describe('the log of an auditor', () => {
  test('finds the events of a request by its number, newest first, with who did them', async () => {
    const { total, items } = await list(`q=${open.number}`)
    expect(total).toBe(2)
    expect(items.map(({ action, actorRole, objectName }) => [action, actorRole, objectName])).toEqual([
      ['take', 'propertyOffice', open.number],
      ['send', 'applicant', open.number],
    ])
    expect(items[0]?.actorName).toBe(officer.me.account?.name)
    expect(items[1]?.actorName).toBeNull()
  })

  test('shows what is public and internal, and of the rest only a fingerprint', async () => {
    const { items } = await list(`objectKind=request&objectId=${open.id}&action=send`)
    expect(changeOf(items[0], 'status')).toMatchObject({ state: 'shown', old: 'draft', new: 'submitted' })
    expect(changeOf(items[0], 'content.hours')).toMatchObject({ state: 'shown', new: completeContent.hours })
    for (const field of ['content.applicant.name', 'content.text', 'content.eligibilityAnswers'])
      expect(changeOf(items[0], field)).toMatchObject({
        state: 'withheld',
        old: null,
        new: null,
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      })
    expect(JSON.stringify(items)).not.toContain('Anna Ferrari')
    expect(JSON.stringify(items)).not.toContain('RSSMRA80A01F205X')
  })

  test('shows nothing of a request before the deadline of its call', async () => {
    const { items } = await list(`objectId=${sealed.id}`)
    expect(items[0]?.changes.length).toBeGreaterThan(10)
    expect(items[0]?.changes.every(({ state, new: value }) => state === 'sealed' && value === null)).toBe(
      true,
    )
  })

  test('says which values have been erased', async () => {
    await record('erasable', { email: { class: 'personal', old: null, new: 'anna@example.org' } })
    await fixture.db.transaction((trx) => erasePersonal(trx, 'note', 'erasable'))
    const { items } = await list('objectKind=note&objectId=erasable')
    expect(changeOf(items[0], 'email')).toMatchObject({ state: 'erased', new: null })
  })

  test('is narrowed by each filter', async () => {
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Rome' }).format(new Date())
    const all = (await list('')).total
    expect((await list(`from=${today}&to=${today}`)).total).toBe(all)
    expect((await list('to=2020-01-01')).total).toBe(0)
    expect((await list('role=applicant&objectKind=request')).total).toBe(2)
    const email = officer.me.account?.email ?? ''
    const byEmail = await list(`actor=${encodeURIComponent(email)}`)
    expect(byEmail.items.map(({ action }) => action)).toEqual(['take'])
    expect(await list(`actor=${officer.me.account?.id}`)).toEqual(byEmail)
    expect((await list('action=send')).total).toBe(2)
    expect((await list('actor=nobody')).total).toBe(0)
    expect((await auditor.get('/api/audit/events?color=red')).statusCode).toBe(400)
  })

  test('comes page by page, each event once', async () => {
    for (const id of ['p1', 'p2', 'p3', 'p4', 'p5']) await record(id, {})
    const first = await list('objectKind=note&q=p&limit=2')
    await record('p6', {})
    const second = await list(`objectKind=note&q=p&limit=2&cursor=${first.next}`)
    const third = await list(`objectKind=note&q=p&limit=2&cursor=${second.next}`)
    const ids = [first, second, third].flatMap(({ items }) => items.map(({ objectId }) => objectId))
    expect(ids).toEqual(['p5', 'p4', 'p3', 'p2', 'p1'])
    expect(first.total).toBe(5)
    expect(third.next).toBeNull()
  })

  test('verifies the chain of an object, and says where it is broken', async () => {
    await record('chain', {})
    await record('chain', {})
    const address = '/api/audit/verification?objectKind=note&objectId=chain'
    expect((await auditor.get(address)).json()).toEqual({
      valid: true,
      events: 2,
      brokenAt: null,
      fault: null,
    })
    await fixture.db.transaction(async (trx) => {
      await trx.raw('SET LOCAL session_replication_role = replica')
      await trx('audit_event').where({ object_id: 'chain' }).update({ action: 'forged' })
    })
    expect((await auditor.get(address)).json()).toMatchObject({ valid: false, fault: 'changed' })
  })
})

describe('an export', () => {
  test('holds the events under the filters, a formula defused, and is on the record itself', async () => {
    await record('formula', { title: { class: 'public', old: null, new: '=1+1' } })
    await record('=HYPERLINK("x")', {})
    const csv = await auditor.get('/api/audit/export.csv?objectKind=note')
    expect(csv.statusCode).toBe(200)
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.headers['content-disposition']).toMatch(/attachment; filename="spazi-audit-[\d-]+\.csv"/)
    expect(csv.body).toContain(`"'=HYPERLINK(""x"")"`)
    const lines = (await auditor.get('/api/audit/export.jsonl?objectKind=note&q=formula')).body
      .trim()
      .split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual((await list('objectKind=note&q=formula')).items)
    const { items } = await list('objectKind=audit')
    expect(items.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['export', auditor.me.account?.id],
      ['export', auditor.me.account?.id],
    ])
    expect(changeOf(items[0], 'format')?.new).toBe('jsonl')
    expect(changeOf(items[0], 'filter.objectKind')?.new).toBe('note')
    expect(changeOf(items[0], 'filter.q')?.state).toBe('withheld')
  })

  test('longer than a batch is whole', async () => {
    await fixture.db.raw(`INSERT INTO audit_event (actor_role, action, object_kind, object_id, hash)
      SELECT 'command', 'change', 'many', i::text, 'h' FROM generate_series(1, 1203) i`)
    const { body } = await auditor.get('/api/audit/export.jsonl?objectKind=many')
    const ids = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).objectId)
    expect(ids.length).toBe(1203)
    expect(new Set(ids).size).toBe(1203)
  })
})

test('signed days are listed with the state of their signature, and verified one by one', async () => {
  await fixture.db.transaction(async (trx) => {
    await trx.raw('SET LOCAL session_replication_role = replica')
    await trx.raw("UPDATE audit_event SET happened_at = happened_at - interval '2 days' WHERE id = 1")
  })
  await signClosedDays(fixture.db, developmentKey())
  const { items } = (await auditor.get('/api/audit/days')).json()
  expect(items.map(({ state, events }: { state: string; events: number }) => [state, events])).toEqual([
    ['signed', 0],
    ['signed', 1],
  ])
  const day = items[1].day
  expect((await auditor.get(`/api/audit/days/${day}/verification`)).json()).toEqual({
    valid: true,
    fault: null,
  })
  expect((await auditor.get('/api/audit/days/2020-01-01/verification')).statusCode).toBe(404)
  expect(publicKeyOf(developmentKey())).toMatch(/^MCow/)
})

describe('the history of an object', () => {
  const history = async (client: Client, path: string) => client.get(`/api/history/${path}`)
  const fieldsOf = async (client: Client, path: string, field: string) =>
    (await history(client, path))
      .json<History>()
      .items.flatMap(({ changes }) => changes.filter((change) => change.field === field))

  test('of one’s own request shows everything, sealed or not', async () => {
    for (const { id } of [open, sealed])
      expect(await fieldsOf(applicant, `request/${id}`, 'content.applicant.name')).toMatchObject([
        { state: 'shown', new: 'Anna Ferrari' },
      ])
  })

  test('of a request shows the office personal values, not restricted ones, and nothing while sealed', async () => {
    expect(await fieldsOf(officer, `request/${open.id}`, 'content.applicant.name')).toMatchObject([
      { state: 'shown', new: 'Anna Ferrari' },
    ])
    expect(await fieldsOf(officer, `request/${open.id}`, 'content.eligibilityAnswers')).toMatchObject([
      { state: 'withheld', new: null },
    ])
    expect(await fieldsOf(officer, `request/${sealed.id}`, 'content.applicant.name')).toMatchObject([
      { state: 'sealed' },
    ])
  })

  test('is nobody else’s', async () => {
    const other = await signInAs(fixture.app, { roles: ['applicant', 'planner'] })
    const own = applicant.me.account?.id
    for (const path of [`request/${open.id}`, `account/${own}`, 'space/MI-9-0001', `party/${own}`])
      expect((await history(other, path)).statusCode, path).toBe(404)
    expect((await history(applicant, `account/${own}`)).statusCode).toBe(200)
    expect((await history(officer, 'space/MI-9-0001')).statusCode).toBe(200)
    expect((await history(officer, `account/${own}`)).statusCode).toBe(404)
    expect((await history(applicant, 'lot/1')).statusCode).toBe(400)
  })
})
