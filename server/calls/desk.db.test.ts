import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { insertCallKey } from '../testing/bids.ts'
import { callContent, moveWindow, publishedCall } from '../testing/calls.ts'
import { type Client, signIn, signInAs } from '../testing/people.ts'
import { completeContent, insertSpace } from '../testing/requests.ts'
import { followClock } from './clock.ts'

const fixture = testApp()
let officer: Client
let applicant: Client
let count = 0
let code = ''
let space = ''

beforeAll(async () => {
  officer = await signIn(fixture.app, 'propertyOffice')
  applicant = await signInAs(fixture.app, { roles: ['applicant'], email: 'anna@example.org' })
})

beforeEach(async () => {
  count += 1
  code = `PROVA-${count}`
  space = `MI-9-${count}`
  await insertSpace(fixture.db, space)
})

const path = () => `/api/desk/calls/${code}`
const grounds = { reason: 'Il Municipio ha chiesto più tempo.', actNumber: 'DD 200', actDate: '2026-11-20' }
const spaceStatus = async () => (await fixture.db('space').where({ code: space }).first('status')).status
const publicCall = async () => (await fixture.app.inject({ method: 'GET', url: `/api/calls/${code}` })).json()
const desk = async () => (await officer.get(path())).json()
const act = async (action: string, body: object = {}) => {
  const { version } = await desk()
  return officer.post(`${path()}/${action}`, { version, ...body })
}
/** A published call whose hour has come. */
async function openCall(): Promise<void> {
  await publishedCall(fixture.db, officer, code, callContent([space]))
  await moveWindow(fixture.db, code, { opens: -10, closes: 10 })
  await followClock(fixture.db)
}

describe('a draft', () => {
  test('is nobody’s but the office’s, and says what is missing', async () => {
    const created = await officer.post('/api/desk/calls', { code, title: 'Botteghe' })
    expect(created.statusCode).toBe(201)
    expect(created.json().faults).toContainEqual({ pointer: '/lots', code: 'noLots' })
    expect((await fixture.app.inject({ method: 'GET', url: `/api/calls/${code}` })).statusCode).toBe(404)
    expect((await act('publish')).json()).toMatchObject({ status: 422, type: '/problems/call-faults' })
    const again = await officer.post('/api/desk/calls', { code, title: 'Botteghe' })
    expect(again.json().type).toBe('/problems/call-code-taken')
  })

  test('two officers who save: the second is told', async () => {
    await officer.post('/api/desk/calls', { code, title: 'Botteghe' })
    const save = (title: string) =>
      officer.inject({
        method: 'PUT',
        url: path(),
        payload: { version: 1, content: callContent([space], { title }) },
      })
    const answers = await Promise.all([save('Uno'), save('Due')])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect((await desk()).content.lots[0]).toMatchObject({ title: 'Bottega 1', spaces: [space] })
  })

  test('is read as it was saved, and its rent is shown as a sum', async () => {
    await officer.post('/api/desk/calls', { code, title: 'Botteghe' })
    const content = callContent([space])
    await officer.inject({ method: 'PUT', url: path(), payload: { version: 1, content } })
    expect((await desk()).faults).toEqual([{ pointer: '/criteria/price', code: 'keyMissing' }])
    await insertCallKey(fixture.db, code, officer.me.account?.id)
    const read = await desk()
    expect(read.content).toEqual(content)
    expect(read.faults).toEqual([])
    expect(read.rents[0]).toMatchObject({ baseEurYear: 1500, eurYear: 427.5 })
  })

  test('a time that summer time skips, or an end before the start, is not even kept', async () => {
    await officer.post('/api/desk/calls', { code, title: 'Botteghe' })
    const save = (window: object) =>
      officer.inject({
        method: 'PUT',
        url: path(),
        payload: { version: 1, content: callContent([space], window) },
      })
    const skipped = await save({ opensAt: '2027-03-28T02:30' })
    expect(skipped.json().errors).toEqual([{ pointer: '/content/opensAt', detail: 'skippedTime' }])
    const backwards = await save({ closesAt: '2099-03-01T12:00' })
    expect(backwards.json().errors).toEqual([{ pointer: '/content/closesAt', detail: 'notAfterOpening' }])
  })
})

test('published, a call is announced with criteria, hashes and rent, and holds its spaces', async () => {
  await publishedCall(fixture.db, officer, code, callContent([space]))
  const call = await publicCall()
  expect(call).toMatchObject({ status: 'published', phase: 'upcoming', criteria: { technicalThreshold: 42 } })
  expect(call.lots[0]).toMatchObject({ baseRentEurYear: 427.5, rent: { baseEurYear: 1500 } })
  expect(call.criteriaHash).toMatch(/^[0-9a-f]{64}$/)
  expect(call.versions).toMatchObject([{ number: 1, change: 'published', changes: [] }])
  expect(JSON.stringify(call)).not.toContain(officer.me.account?.id ?? 'signed in')
  expect(await spaceStatus()).toBe('inCall')
  const history = await fixture
    .db({ h: 'space_history' })
    .join({ s: 'space' }, 's.id', 'h.space_id')
    .where({ 's.code': space })
    .pluck('h.status')
  expect(history).toEqual(['inCall'])
  const log = await fixture.db('audit_event').where({ object_kind: 'call', object_id: code }).pluck('action')
  expect(log.sort()).toEqual(['create', 'publish', 'save'])
})

test('the same space is not published in two calls', async () => {
  await publishedCall(fixture.db, officer, code, callContent([space]))
  const other = `${code}-B`
  await officer.post('/api/desk/calls', { code: other, title: 'Altro' })
  const url = `/api/desk/calls/${other}`
  await officer.inject({ method: 'PUT', url, payload: { version: 1, content: callContent([space]) } })
  await insertCallKey(fixture.db, other, officer.me.account?.id)
  const refused = await officer.post(`${url}/publish`, { version: 2 })
  expect(refused.json().errors).toEqual([{ pointer: '/content/lots/0/spaces/0', detail: 'inAnotherCall' }])
})

describe('the clock', () => {
  test('opens and closes a call once, however many servers look', async () => {
    await publishedCall(fixture.db, officer, code, callContent([space]))
    await followClock(fixture.db)
    expect((await desk()).status).toBe('published')
    await moveWindow(fixture.db, code, { opens: -10, closes: 10 })
    await Promise.all([followClock(fixture.db), followClock(fixture.db), followClock(fixture.db)])
    const opened = await desk()
    expect(opened.status).toBe('open')
    expect(opened.versions.map(({ change }: { change: string }) => change)).toEqual(['opened', 'published'])
    await moveWindow(fixture.db, code, { opens: -20, closes: -10 })
    await Promise.all([followClock(fixture.db), followClock(fixture.db)])
    expect((await desk()).status).toBe('closed')
  })

  test('a server that was away opens and then closes; nothing is skipped', async () => {
    await publishedCall(fixture.db, officer, code, callContent([space]))
    await moveWindow(fixture.db, code, { opens: -20, closes: -10 })
    await followClock(fixture.db)
    const log = await fixture
      .db('audit_event')
      .where({ object_kind: 'call', object_id: code, actor_role: 'program' })
      .orderBy('id')
      .pluck('action')
    expect(log).toEqual(['open', 'close'])
  })
})

test('criteria and rents are frozen at the opening: the database takes them only with a new version', async () => {
  await openCall()
  await expect(
    fixture
      .db('call')
      .where({ code })
      .update({ criteria: JSON.stringify({ technical: [] }) }),
  ).rejects.toThrow(/frozen/)
  const { id } = await fixture.db('call').where({ code }).first('id')
  await expect(fixture.db('lot').where({ call_id: id }).update({ base_rent_eur_year: 1 })).rejects.toThrow(
    /frozen/,
  )
  const content = (await desk()).content
  const before = (await desk()).versions[0].criteriaHash
  const corrected = { ...content, criteria: { ...content.criteria, technicalThreshold: 40 } }
  const answer = await act('correct', { content: corrected, ...grounds })
  expect(answer.statusCode).toBe(200)
  const [latest] = answer.json().versions
  expect(latest).toMatchObject({
    number: 3,
    change: 'corrected',
    actNumber: 'DD 200',
    reason: grounds.reason,
  })
  expect(latest.changes).toEqual([{ pointer: '/criteria/technicalThreshold', before: '42', after: '40' }])
  expect(latest.criteriaHash).not.toBe(before)
})

test('an open call is extended by an act with a visible difference, and who writes for it is told', async () => {
  await openCall()
  const draft = await applicant.post('/api/requests/drafts', { space, content: completeContent })
  expect(draft.statusCode).toBe(201)
  const sunday = await act('extend', { closesAt: '2099-04-05T12:00', ...grounds })
  expect(sunday.json().errors).toEqual([{ pointer: '/closesAt', detail: 'holiday' }])
  const answer = await act('extend', { closesAt: '2099-04-15T12:00', ...grounds })
  expect(answer.statusCode).toBe(200)
  const [latest] = (await publicCall()).versions
  expect(latest.change).toBe('extended')
  expect(latest.changes).toMatchObject([{ pointer: '/closesAt', after: '2099-04-15T12:00' }])
  const letters = await fixture.db('mail_outbox').where({ object_kind: 'call', object_id: code })
  expect(letters.map(({ kind, recipient }) => [kind, recipient])).toEqual([
    ['call.extended', 'anna@example.org'],
  ])
  expect(letters[0].body_text).toContain(grounds.reason)
  const earlier = await act('extend', { closesAt: '2099-04-14T12:00', ...grounds })
  expect(earlier.json().errors).toEqual([{ pointer: '/closesAt', detail: 'notLater' }])
})

test('lots and window of an open call stay as they are', async () => {
  await openCall()
  const other = `${space}-B`
  await insertSpace(fixture.db, other)
  const { content } = await desk()
  const lots = [...content.lots, { ...content.lots[0], spaces: [other] }]
  const answer = await act('correct', {
    content: { ...content, lots, closesAt: '2099-12-01T12:00' },
    ...grounds,
  })
  expect(answer.json().errors).toEqual([
    { pointer: '/content/lots', detail: 'lotsFixed' },
    { pointer: '/content/closesAt', detail: 'windowFixed' },
  ])
})

test('a call is reopened while its requests are sealed, unsealed only after its deadline, and not reopened then', async () => {
  await openCall()
  expect((await act('unseal')).json().type).toBe('/problems/call/notInThisState')
  const unsealed = { unsealed_at: new Date(), unsealed_by: officer.me.account?.id }
  await expect(fixture.db('call').where({ code }).update(unsealed)).rejects.toThrow(/after the deadline/)
  await moveWindow(fixture.db, code, { opens: -20, closes: -10 })
  expect((await act('reopen', { closesAt: '2099-04-15T12:00', ...grounds })).json().status).toBe('open')
  await moveWindow(fixture.db, code, { opens: -20, closes: -10 })
  expect((await act('unseal')).json()).toMatchObject({ status: 'evaluating', unsealedAt: expect.any(String) })
  const again = await act('reopen', { closesAt: '2099-04-15T12:00', ...grounds })
  expect(again.json().type).toBe('/problems/call/notInThisState')
})

test('a call that ends without an award gives its spaces back', async () => {
  await openCall()
  expect((await act('noBids', grounds)).json().type).toBe('/problems/call/notInThisState')
  expect((await act('revoke', grounds)).json().status).toBe('revoked')
  expect(await spaceStatus()).toBe('available')
  expect(await publicCall()).toMatchObject({ phase: 'revoked' })
})

test('nobody outside the office prepares calls', async () => {
  for (const role of ['administrator', 'auditor', 'evaluator', 'applicant'] as const) {
    const other = await signInAs(fixture.app, { roles: [role] })
    expect((await other.get('/api/desk/calls')).statusCode).toBe(403)
  }
})
