import { beforeAll, expect, test } from 'vitest'
import { romeWall } from '../city/rules.ts'
import { testApp } from '../testing/app.ts'
import { type Custodian, custodian, signTechnical } from '../testing/bids.ts'
import { callContent, moveWindow } from '../testing/calls.ts'
import type { Client } from '../testing/people.ts'
import { completeContent, insertSpace } from '../testing/requests.ts'

const fixture = testApp()
const desk = '/api/desk/calls/ARRIVI'
let custodians: [Custodian, Custodian]
let officer: Client
let lots: number[]

/** Time on the wall in Italy some minutes from now, with seconds. */
const wall = (minutes: number, seconds = '00') =>
  `${romeWall(new Date(Date.now() + minutes * 60_000))}:${seconds}`
const enter = (body: object) =>
  officer.post(`${desk}/arrivals`, { channel: 'paper', note: 'prot. 12, busta integra', ...body })
const open = (id: string, body: object = {}) =>
  officer.post(`/api/desk/arrivals/${id}/content`, {
    lots,
    content: completeContent,
    paperPrices: lots,
    ...body,
  })

beforeAll(async () => {
  const { app, db } = fixture
  custodians = [await custodian(app, 'Prima'), await custodian(app, 'Seconda')]
  officer = custodians[0].client
  for (const space of ['A-1', 'A-2']) await insertSpace(db, space)
  await officer.post('/api/desk/calls', { code: 'ARRIVI', title: 'Arrivi' })
  await officer.inject({
    method: 'PUT',
    url: desk,
    payload: { version: 1, content: callContent(['A-1', 'A-2']) },
  })
  await officer.post(`${desk}/key`, { custodians: custodians.map(({ keyId }) => keyId) })
  await officer.post(`${desk}/publish`, { version: 2 })
  await moveWindow(db, 'ARRIVI', { opens: -60, closes: -5 })
  lots = (await app.inject('/api/calls/ARRIVI')).json().lots.map(({ id }: { id: number }) => id)
})

test('what arrives is entered with its own time and channel; what came after the deadline is kept and marked', async () => {
  const { closes_at: closesAt } = await fixture.db('call').where({ code: 'ARRIVI' }).first('closes_at')
  const atDeadline = `${romeWall(closesAt)}:00`
  await enter({ receivedAt: wall(-30) })
  await enter({ receivedAt: atDeadline })
  const answer = await enter({ channel: 'pec', receivedAt: atDeadline.replace(/:00$/, ':01') })
  expect(answer.statusCode).toBe(200)
  expect(answer.json().items).toMatchObject([
    { channel: 'paper', isLate: false, hasContent: false, enteredBy: 'Prima' },
    { channel: 'paper', isLate: false, receivedAt: closesAt.toISOString() },
    { channel: 'pec', isLate: true },
  ])
  expect((await officer.get(desk)).json().requests).toBe(3)
})

test.each([
  ['ahead', () => wall(30)],
  ['beforeOpening', () => wall(-120)],
  ['noSuchTime', () => '2026-13-40T25:00:00'],
])('a time that is %s is refused', async (detail, receivedAt) => {
  const answer = await enter({ receivedAt: receivedAt() })
  expect(answer.statusCode).toBe(422)
  expect(answer.json().errors).toEqual([{ pointer: '/receivedAt', detail }])
})

test('it stays closed with the others, then its contents are written once; the price envelope stays closed', async () => {
  const { items } = (await officer.get(`${desk}/arrivals`)).json()
  const [first, , late] = items
  expect((await open(first.id)).json().type).toBe('/problems/sealed')
  const { version } = (await officer.get(desk)).json()
  await officer.post(`${desk}/unseal`, { version })
  expect((await officer.get('/api/desk/requests?call=ARRIVI')).json().total).toBe(0)
  expect((await open(first.id, { lots: [lots[0], 1_000_000] })).statusCode).toBe(422)
  expect((await open(first.id)).statusCode).toBe(200)
  expect((await open(first.id)).json().type).toBe('/problems/sent')
  expect((await open(late.id)).statusCode).toBe(200)
  const queue = (await officer.get('/api/desk/requests?call=ARRIVI')).json()
  expect(queue.items).toMatchObject([
    { number: first.number, channel: 'paper', isLate: false, applicantName: 'Anna Ferrari' },
    { number: late.number, channel: 'pec', isLate: true },
  ])
  await expect(
    fixture
      .db('request')
      .where({ id: first.id })
      .update({ content: JSON.stringify({ makes: 'altro' }) }),
  ).rejects.toThrow(/kept as it was/)
})

test('who only entered it decides on it; a late one is excluded, never admitted, and told by a notice on paper', async () => {
  const { items } = (await officer.get(`${desk}/arrivals`)).json()
  const late = items[2]
  const url = `/api/desk/requests/${late.id}`
  const act = async (action: string, body: object = {}) => {
    const { version } = (await officer.get(url)).json()
    return officer.post(`${url}/${action}`, { version, ...body })
  }
  await act('take')
  await act('identify', { method: 'pec', note: 'PEC del titolare' })
  expect((await act('admit')).json().type).toBe('/problems/late-arrival')
  const excluded = await act('exclude', {
    reasonCode: 'late',
    reason: 'Ricevuta un secondo dopo la scadenza.',
  })
  expect(excluded.json()).toMatchObject({ status: 'excluded', notices: [{ kind: 'exclusion' }] })
})

test('paper envelopes are opened in the session of the two custodians, every one of them', async () => {
  const { items } = (await officer.get(`${desk}/arrivals`)).json()
  const request = items[0].id
  await signTechnical(fixture.db, {
    code: 'ARRIVI',
    by: officer.me.account?.id ?? '',
    entries: lots.map((lot) => ({ request, lot, passes: true })),
  })
  const handIn = async ({ client, open: openShares }: Custodian, paper?: object[]) => {
    const bids = (await client.get(`${desk}/openings`)).json()
    return client.post(`${desk}/openings`, { shares: openShares(bids), ...(paper && { paper }) })
  }
  const first = (await handIn(custodians[0])).json()
  expect(first.paper).toHaveLength(2)
  const one = { request, lot: lots[0], eurYear: 512.4 }
  expect((await handIn(custodians[1], [one])).json().type).toBe('/problems/paper-envelopes')
  const opened = await handIn(custodians[1], [one, { request, lot: lots[1], eurYear: null }])
  expect(opened.json().opened.prices).toMatchObject([
    { lotNumber: 1, eurYear: 512.4, problem: null },
    { lotNumber: 2, eurYear: null, problem: 'unreadable' },
  ])
})
