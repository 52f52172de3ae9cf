import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { attachDocument, completeContent, insertCall, insertSpace, sendingOf } from '../testing/requests.ts'

const fixture = testApp()
let anna: Client
let lots: number[]

const start = (client: Client, body: object) => client.post('/api/requests/drafts', body)
const send = (client: Client, draft: { id: string; version: number }) =>
  client.post('/api/requests', sendingOf(draft))

beforeAll(async () => {
  const { app, db } = fixture
  const spaces = [
    await insertSpace(db, 'U-1', { status: 'inCall' }),
    await insertSpace(db, 'U-2', { status: 'inCall' }),
  ]
  lots = await insertCall(db, 'UNICA', spaces, {
    standing: false,
    closes_at: db.raw("clock_timestamp() + interval '1 hour'"),
  })
  // The second lot comes with another space of the same building.
  const other = await insertSpace(db, 'U-3', { status: 'inCall' })
  await db('lot_space').insert({ lot_id: lots[1], space_id: other })
  anna = await signInAs(app, { roles: ['applicant'] })
})

test('in a call held once a party asks for all its lots with one draft, from whichever space it comes', async () => {
  const first = await start(anna, { space: 'U-1', content: completeContent })
  expect(first.statusCode).toBe(201)
  const again = await start(anna, { space: 'U-3' })
  expect(again.statusCode).toBe(200)
  expect(again.json()).toMatchObject({
    id: first.json().id,
    version: 2,
    targets: [{ lotId: lots[0] }, { lotId: lots[1], spaces: [{ code: 'U-2' }, { code: 'U-3' }] }],
  })
})

test('one that was sent stands in the way of another: withdraw it, and the next is sent', async () => {
  const draft = (await start(anna, { space: 'U-1' })).json()
  const sent = await send(anna, draft)
  expect(sent.statusCode, sent.body).toBe(201)
  const second = await start(anna, { lots })
  expect(second.statusCode).toBe(409)
  expect(second.json()).toMatchObject({
    type: '/problems/one-application',
    errors: [{ pointer: `/requests/${draft.id}`, detail: sent.json().number }],
  })
  const { version } = (await anna.get(`/api/requests/${draft.id}`)).json()
  expect((await anna.post(`/api/requests/${draft.id}/withdraw`, { version })).statusCode).toBe(200)

  const reused = await start(anna, { lots, from: draft.id })
  expect(reused.statusCode).toBe(201)
  const { content } = reused.json()
  expect(content).toMatchObject({ makes: completeContent.makes, text: completeContent.text })
  for (const anew of ['declarations', 'eligibilityAnswers', 'stamp', 'deMinimisEur'])
    expect(content).not.toHaveProperty(anew)
  const saved = await anna.inject({
    method: 'PUT',
    url: `/api/requests/drafts/${reused.json().id}`,
    payload: { version: 1, content: completeContent },
  })
  expect((await send(anna, saved.json())).statusCode).toBe(201)
})

test('two drafts of one party that are sent together: one is received', async () => {
  const { app, db } = fixture
  const bruno = await signInAs(app, { roles: ['applicant'] })
  const one = (await start(bruno, { space: 'U-1', content: completeContent })).json()
  const row = await db('request').where({ id: one.id }).first('call_id', 'account_id', 'party_id', 'content')
  const [twin] = await db('request')
    .insert({ ...row, kind: 'application', content: JSON.stringify(row.content) })
    .returning('id')
  await db('request_lot').insert({ request_id: twin.id, lot_id: lots[0] })
  const answers = await Promise.all([send(bruno, one), send(bruno, { id: twin.id, version: 1 })])
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409])
})

test('what another wrote is used again by nobody else', async () => {
  const carla = await signInAs(fixture.app, { roles: ['applicant'] })
  const { id } = await fixture.db('request').where({ account_id: anna.me.account?.id }).first('id')
  expect((await start(carla, { lots, from: id })).statusCode).toBe(404)
})

test('each document the call asks for has its place; the request is not sent before all are there', async () => {
  const { app, db } = fixture
  const documents = [{ code: 'plan', label: 'Piano', labelEn: null, reference: '' }]
  await db('call')
    .where({ code: 'UNICA' })
    .update({ required_documents: JSON.stringify(documents) })
  const dora = await signInAs(app, { roles: ['applicant'] })
  const draft = (await start(dora, { lots, content: completeContent })).json()
  expect((await send(dora, draft)).json().errors).toEqual([
    { pointer: '/documents/plan', detail: 'must be attached' },
  ])
  await attachDocument(db, draft.id, 'plan')
  expect((await send(dora, draft)).statusCode).toBe(201)
  expect((await dora.get(`/api/requests/${draft.id}`)).json().files).toMatchObject([{ document: 'plan' }])
})

test('the office is warned of a revenue stamp that has served before, once the requests are opened', async () => {
  const { app, db } = fixture
  const office = await signInAs(app, { roles: ['propertyOffice'] })
  await db('call')
    .where({ code: 'UNICA' })
    .update({ status: 'closed', closes_at: db.raw("clock_timestamp() - interval '1 minute'") })
  const { version } = (await office.get('/api/desk/calls/UNICA')).json()
  expect((await office.post('/api/desk/calls/UNICA/unseal', { version })).statusCode).toBe(200)
  const { items } = (await office.get('/api/desk/requests?call=UNICA')).json()
  const { sameStamp } = (await office.get(`/api/desk/requests/${items[0].id}`)).json()
  expect(sameStamp.length).toBe(items.length - 1)
})
