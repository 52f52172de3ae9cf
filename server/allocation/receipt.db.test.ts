import { beforeAll, expect, test } from 'vitest'
import { exactInstant } from '../documents/dates.ts'
import { testApp } from '../testing/app.ts'
import { wordsOfPdf } from '../testing/papers.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { completeContent, draftFor, insertCall, insertSpace, sendFor } from '../testing/requests.ts'

const fixture = testApp()
let anna: Client
let officer: Client
let sent: Awaited<ReturnType<typeof sendFor>>

beforeAll(async () => {
  const { app, db } = fixture
  await insertCall(db, 'APERTO', [await insertSpace(db, 'R1', { status: 'inCall' })])
  await insertCall(db, 'SIGILLATO', [await insertSpace(db, 'R2', { status: 'inCall' })], {
    standing: false,
    closes_at: db.raw("clock_timestamp() + interval '1 day'"),
  })
  anna = await signInAs(app, { roles: ['applicant'], name: 'Anna' })
  officer = await signInAs(app, { roles: ['propertyOffice'] })
  sent = await sendFor(anna, 'R1')
})

const receipt = (client: Client, id: string, query = '') =>
  client.get(`/api/requests/${id}/receipt.pdf${query}`)

test('the receipt of a request says number, exact time, call, lot, who asks, hash, declarations, signature, office', async () => {
  const answer = await receipt(anna, sent.id)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/pdf',
    'cache-control': 'private, no-store',
  })
  expect(answer.headers['content-disposition']).toContain(`ricevuta-${sent.number}.pdf`)
  const words = await wordsOfPdf(answer.rawPayload)
  for (const said of [
    `Ricevuta della domanda ${sent.number}`,
    'non è il numero di protocollo',
    exactInstant(new Date(sent.receivedAt), 'it'),
    'Avviso APERTO (APERTO)',
    '1. lotto 1, Lotto 1',
    completeContent.applicant?.name ?? '',
    'So che chi dichiara il falso commette un reato',
    'manca: inviata con una password',
    'Demanio, 02 0202, 9-12',
    'DIMOSTRAZIONE',
  ])
    expect(words).toContain(said)
  expect(words.replace(/ /g, '')).toContain(sent.contentHash)
})

test('it is written in the language that is asked for', async () => {
  const words = await wordsOfPdf((await receipt(anna, sent.id, '?language=en')).rawPayload)
  expect(words).toContain('it is not the protocol number')
  expect(words).toContain('I know that whoever declares something false commits an offence')
  expect((await receipt(anna, sent.id, '?language=fr')).statusCode).toBe(400)
})

test('the office reads it once the request is open, nobody else; a draft has none', async () => {
  const sealed = await sendFor(anna, 'R2')
  const other = await signInAs(fixture.app, { roles: ['applicant'] })
  expect((await receipt(officer, sent.id)).statusCode).toBe(200)
  expect((await receipt(officer, sealed.id)).statusCode).toBe(404)
  expect((await receipt(anna, sealed.id)).statusCode).toBe(200)
  expect((await receipt(other, sent.id)).statusCode).toBe(404)
  await insertSpace(fixture.db, 'R3')
  const draft = await draftFor(anna, 'R3')
  expect((await receipt(anna, draft.id)).statusCode).toBe(404)
})

test('of a request that was withdrawn it says so', async () => {
  await insertSpace(fixture.db, 'R4')
  const { id } = await sendFor(anna, 'R4')
  await anna.post(`/api/requests/${id}/withdraw`, { version: 2 })
  expect(await wordsOfPdf((await receipt(anna, id)).rawPayload)).toContain('ritirata dopo l’invio')
})
