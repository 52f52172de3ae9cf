import type { FastifyInstance } from 'fastify'
import createKnex from 'knex'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { buildApp } from '../app.ts'
import { testConfig } from '../testing/app.ts'
import { testDatabase } from '../testing/database.ts'
import { type Client, clientOf, register, signIn } from '../testing/people.ts'
import { completeContent, insertCall, insertSpace, sendingOf } from '../testing/requests.ts'

const { db, kind } = testDatabase()
/** One connection, asked for at most five seconds: a query beside an open transaction fails the test. */
const single = createKnex({
  client: 'pg',
  connection: inject('databaseUrl'),
  pool: { min: 0, max: 1 },
  acquireConnectionTimeout: 5000,
})
let app: FastifyInstance
let office: Client

beforeAll(async () => {
  app = await buildApp({
    config: testConfig(),
    database: { kind, knex: single, close: async () => {} },
  })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await single.destroy()
})

const answered = async (answer: Promise<{ statusCode: number; body: string; json(): unknown }>) => {
  const { statusCode, body } = await answer
  expect(statusCode, body).toBeLessThan(300)
  return body ? JSON.parse(body) : undefined
}
const upload = (client: Client, id: string) => {
  const form = new FormData()
  form.append('file', new Blob(['%PDF-1.7 startxref %%EOF']), 'a.pdf')
  return answered(client.inject({ method: 'POST', url: `/api/requests/${id}/files`, payload: form }))
}
async function decide(id: string, action: string, body: object = {}) {
  const { version } = await answered(office.get(`/api/desk/requests/${id}`))
  return answered(office.post(`/api/desk/requests/${id}/${action}`, { version, ...body }))
}

async function send(client: Client, space: string) {
  const draft = await answered(client.post('/api/requests/drafts', { space }))
  const url = `/api/requests/drafts/${draft.id}`
  const payload = { version: draft.version, content: completeContent }
  const { version } = await answered(client.inject({ method: 'PUT', url, payload }))
  await upload(client, draft.id)
  const file = await upload(client, draft.id)
  await answered(client.inject({ method: 'DELETE', url: `/api/requests/${draft.id}/files/${file.id}` }))
  return answered(
    client.post('/api/requests', sendingOf({ id: draft.id, version }), { 'idempotency-key': draft.id }),
  )
}

test('every write of accounts and requests gets by with one connection', async () => {
  const inCall = await insertSpace(db, 'ONE')
  await insertCall(db, 'CALL', [inCall])
  for (const code of ['TWO', 'THREE']) await insertSpace(db, code)
  office = await signIn(app, 'propertyOffice')
  const person = { name: 'Anna', email: 'anna@example.org', password: 'una frase molto lunga' }
  const anna = clientOf(app, await register(app, person))

  const { id } = await send(anna, 'ONE')
  await decide(id, 'take')
  const asked = await decide(id, 'requestCompletion', {
    items: ['signature'],
    message: 'Manca la firma.',
    days: 5,
  })
  await upload(anna, id)
  await answered(anna.post(`/api/requests/${id}/completion`, { version: asked.version, answer: 'Eccola' }))
  await decide(id, 'identify', { method: 'signedFile', note: 'firma verificata' })
  await decide(id, 'admit')
  await decide(id, 'award', {
    spaceCode: 'ONE',
    from: '2027-01-01',
    until: '2030-12-31',
    procedure: 'publicCall',
    actNumber: '1',
    actDate: '2026-01-01',
  })

  const interest = await send(anna, 'TWO')
  await decide(interest.id, 'note')
  await decide(interest.id, 'answer', { message: 'Ci saranno novità a marzo.' })
  await decide(interest.id, 'close', { reasonCode: 'cityUse', reason: 'Serve alla scuola.' })
  const other = await send(anna, 'THREE')
  await answered(anna.post(`/api/requests/${other.id}/withdraw`, { version: 3 }))
  await answered(anna.inject({ method: 'DELETE', url: '/api/session' }))
}, 60_000)
