import { beforeAll, describe, expect, test, vi } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Custodian, custodian, sealPrice, signTechnical } from '../testing/bids.ts'
import { callContent, moveWindow } from '../testing/calls.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { publicReads, readsOf } from '../testing/reads.ts'
import { attachDocument, completeContent, insertSpace, sendingOf } from '../testing/requests.ts'
import { forgetShares } from './opening.ts'

const fixture = testApp()
const code = 'BUSTE'
/** A price in forms in which it could leak; no other number of the test looks like it. */
const price = 7319.53
const forms = ['7319.53', '7319,53', '7.319,53', '7,319.53', '731953']
const logged: string[] = []
let custodians: [Custodian, Custodian, Custodian]
let applicants: Client[] = []
let requests: { id: string; number: string; contentHash: string }[] = []
let lots: number[] = []
let publicKey = ''

const desk = `/api/desk/calls/${code}`
const one = () => custodians[0]
const two = () => custodians[1]
const readBids = async ({ client }: Custodian, query = '') =>
  (await client.get(`${desk}/openings${query}`)).json()
const handIn = async (who: Custodian, more: object = {}) =>
  who.client.post(`${desk}/openings`, { shares: who.open(await readBids(who)), ...more })
const refusalOf = (answer: { statusCode: number; json(): { type: string } }) => [
  answer.statusCode,
  answer.json().type.replace('/problems/', ''),
]

/** A call of two lots with a key of three custodians, open now. */
async function openCall(): Promise<void> {
  const { db, app } = fixture
  for (const space of ['B-1', 'B-2']) await insertSpace(db, space)
  const officer = one().client
  await officer.post('/api/desk/calls', { code, title: 'Buste' })
  await officer.inject({
    method: 'PUT',
    url: desk,
    payload: { version: 1, content: callContent(['B-1', 'B-2']) },
  })
  const early = await officer.post(`${desk}/publish`, { version: 2 })
  expect(early.json().errors).toEqual([{ pointer: '/content/criteria/price', detail: 'keyMissing' }])
  const keyed = await officer.post(`${desk}/key`, { custodians: custodians.map(({ keyId }) => keyId) })
  expect(keyed.json()).toMatchObject({ takesPrice: true, mayMakeKey: true, refusal: 'sealed' })
  expect((await officer.post(`${desk}/publish`, { version: 2 })).statusCode).toBe(200)
  await moveWindow(db, code, { opens: -10, closes: 10 })
  const call = (await app.inject(`/api/calls/${code}`)).json()
  publicKey = call.bidKey
  lots = call.lots.map(({ id }: { id: number }) => id)
}

const save = (client: Client, { id, version }: { id: string; version: number }, more: object) =>
  client.inject({
    method: 'PUT',
    url: `/api/requests/drafts/${id}`,
    payload: { version, content: completeContent, ...more },
  })

/** Sends an application with a sealed price for each of some lots. */
async function sendSealed(client: Client, chosen: number[], eurYear: number) {
  const draft = (await client.post('/api/requests/drafts', { lots: chosen, content: completeContent })).json()
  const prices = chosen.map((lot) => ({
    lot,
    sealed: sealPrice(publicKey, { request: draft.id, lot }, eurYear),
  }))
  await attachDocument(fixture.db, draft.id, 'plan')
  const saved = await save(client, draft, { prices })
  expect(saved.statusCode, saved.body).toBe(200)
  const sent = await client.post('/api/requests', sendingOf(saved.json()))
  expect(sent.statusCode, sent.body).toBe(201)
  return sent.json()
}

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    logged.push(String(chunk))
    return true
  })
  const { app } = fixture
  custodians = [
    await custodian(app, 'Prima Custode'),
    await custodian(app, 'Seconda Custode'),
    await custodian(app, 'Terza Custode'),
  ]
  await openCall()
  applicants = [
    await signInAs(app, { roles: ['applicant'] }),
    await signInAs(app, { roles: ['applicant'] }),
    await signInAs(app, { roles: ['applicant'] }),
  ]
  requests = [
    await sendSealed(applicants[0] as Client, lots, price),
    await sendSealed(applicants[1] as Client, lots.slice(0, 1), price),
    await sendSealed(applicants[2] as Client, lots.slice(0, 1), price),
  ]
})

const everyRole = [
  'propertyOffice',
  'caseOfficer',
  'evaluator',
  'administrator',
  'auditor',
  'applicant',
] as const

/** Addresses of routes, with each name that leads to the bids. */
function addressesOf(routes: readonly string[]): string[] {
  const ids = [code, String(lots[0]), requests[0]?.id ?? '', requests[0]?.number ?? '']
  return routes.flatMap((url) =>
    url.includes(':')
      ? ids.map((id) => url.replace(':objectKind', 'request').replace(/:\w+(\([^)]*\))?/g, id))
      : [url],
  )
}

/** Every row of every table and view, as text. */
async function dump(): Promise<string[]> {
  const { rows } = await fixture.db.raw(
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')",
  )
  const texts: string[] = []
  for (const { relname } of rows) {
    const all = await fixture.db.raw(`SELECT row_to_json(t)::text AS row FROM "${relname}" t`)
    texts.push(...all.rows.map(({ row }: { row: string }) => `${relname} ${row}`))
  }
  return texts
}
const telling = (text: string) => forms.some((form) => text.includes(form))

describe('before the opening', () => {
  test('no price is read by any route, export or audit page, whoever asks', async () => {
    const { app } = fixture
    const found: string[] = []
    let read = 0
    for (const role of everyRole) {
      const client = role === 'applicant' ? (applicants[0] as Client) : await signInAs(app, { roles: [role] })
      const open = role === 'applicant' ? publicReads(app) : ['/api/audit/events?limit=200']
      for (const url of addressesOf([...readsOf(app, role), ...open])) {
        read += 1
        if (telling((await client.get(url)).body)) found.push(`${role} ${url}`)
      }
    }
    expect(read).toBeGreaterThan(400)
    expect(found).toEqual([])
  })

  test('none is in the database, in a letter or in the log of the server', async () => {
    const rows = await dump()
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.filter((row) => telling(row) || row.includes('eurYear":7'))).toEqual([])
    expect(logged.filter(telling)).toEqual([])
  })

  test('who sent it sees its fingerprint, which the content hash holds; the office not even that', async () => {
    const mine = (await applicants[0]?.get(`/api/requests/${requests[0]?.id}`))?.json()
    expect(mine.targets.map(({ priceHash }: { priceHash: string }) => priceHash)).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ])
    expect(new Set(requests.map(({ contentHash }) => contentHash)).size).toBe(3)
  })

  test('it cannot be opened by anybody, nor by two together, before the technical ranking is signed', async () => {
    expect(refusalOf(await handIn(one()))).toEqual([409, 'opening/sealed'])
    await moveWindow(fixture.db, code, { opens: -20, closes: -5 })
    const { version } = (await one().client.get(desk)).json()
    expect((await one().client.post(`${desk}/unseal`, { version })).statusCode).toBe(200)
    for (const who of custodians)
      expect(refusalOf(await handIn(who))).toEqual([409, 'opening/technicalNotSigned'])
    const opened = { price_eur_year: 1, price_opened_at: new Date() }
    await expect(
      fixture.db('request_lot').where({ request_id: requests[0]?.id }).update(opened),
    ).rejects.toThrow(/two people/)
    await expect(
      fixture
        .db('request_lot')
        .insert({ request_id: requests[0]?.id, lot_id: lots[0], preference: 9, ...opened }),
    ).rejects.toThrow(/never entered/)
  })

  test('what was sealed and sent is kept as it was', async () => {
    const row = fixture.db('request_lot').where({ request_id: requests[0]?.id })
    await expect(row.clone().update({ sealed_price: Buffer.alloc(208) })).rejects.toThrow(/kept as it was/)
    await expect(row.clone().delete()).rejects.toThrow(/kept as it was/)
    await expect(fixture.db('call_key').delete()).rejects.toThrow(/is kept/)
    const again = await one().client.post(`${desk}/key`, { custodians: custodians.map(({ keyId }) => keyId) })
    expect(refusalOf(again)).toEqual([409, 'call/notInThisState'])
  })
})

describe('the opening', () => {
  beforeAll(async () => {
    const [first, second, third] = requests.map(({ id }) => id) as [string, string, string]
    const [lotA, lotB] = lots as [number, number]
    await signTechnical(fixture.db, {
      code,
      by: one().client.me.account?.id ?? '',
      entries: [
        { request: first, lot: lotA, passes: true },
        { request: first, lot: lotB, passes: false },
        { request: second, lot: lotA, passes: true },
        { request: third, lot: lotA, passes: true },
      ],
    })
    await fixture.db('request').where({ id: third }).update({ status: 'formalCheck' })
    await fixture
      .db('request')
      .where({ id: third })
      .update({ status: 'excluded', reason_code: 'late', reason: 'fuori termine' })
  })

  test('is not for who keeps no share, nor by one alone, nor with a share of somebody else', async () => {
    const stranger = await custodian(fixture.app, 'Estranea')
    const shares = two().open(await readBids(two()))
    expect(refusalOf(await stranger.client.post(`${desk}/openings`, { shares }))).toEqual([
      409,
      'opening/notCustodian',
    ])
    expect(refusalOf(await one().client.post(`${desk}/openings`, { shares }))).toEqual([422, 'wrong-share'])
    expect((await handIn(one())).json()).toMatchObject({
      opened: null,
      waiting: { isMe: true, by: 'Prima Custode' },
    })
    expect((await handIn(one())).json()).toMatchObject({ opened: null, waiting: { isMe: true } })
    const waiting = await fixture.db('bid_opening').select('first_shares')
    expect(waiting).toHaveLength(1)
  })

  test('the first share is forgotten after a quarter of an hour', async () => {
    const left = await fixture.db('bid_opening').first(fixture.db.raw('expires_at - first_at AS left'))
    expect(left.left.minutes ?? left.left).toBe(15)
    await fixture.db('bid_opening').update({ expires_at: fixture.db.raw('clock_timestamp()') })
    await forgetShares(fixture.db)
    expect(await fixture.db('bid_opening').select('id')).toEqual([])
    expect((await readBids(two())).waiting).toBeNull()
  })

  test('two custodians together open the prices of who passed, and of nobody else', async () => {
    expect((await handIn(one())).statusCode).toBe(200)
    const answer = await handIn(custodians[2])
    expect(answer.json()).toMatchObject({
      refusal: 'alreadyOpened',
      waiting: null,
      opened: {
        firstBy: 'Prima Custode',
        secondBy: 'Terza Custode',
        prices: [
          { number: requests[0]?.number, lotNumber: 1, eurYear: price, problem: null },
          { number: requests[1]?.number, lotNumber: 1, eurYear: price, problem: null },
        ],
      },
    })
    const opened = await fixture.db('request_lot').whereNotNull('price_opened_at')
    expect(opened).toHaveLength(2)
  })

  test('is written to the log with both people, and leaves neither key nor shares', async () => {
    const log = await fixture
      .db('audit_event')
      .where({ object_kind: 'call', object_id: code, action: 'openPrices' })
      .first('changes')
    expect(log.changes).toMatchObject({
      firstBy: { new: 'Prima Custode' },
      secondBy: { new: 'Terza Custode' },
      opened: { new: 2 },
      problems: { new: 0 },
    })
    expect(await fixture.db('bid_opening').whereNotNull('first_shares')).toEqual([])
    const [opening] = await fixture.db('bid_opening').select('id')
    await expect(fixture.db('bid_opening').where({ id: opening.id }).delete()).rejects.toThrow(/is kept/)
    expect(refusalOf(await handIn(two()))).toEqual([409, 'opening/alreadyOpened'])
  })
})

describe('a draft', () => {
  let draft: { id: string; version: number }
  beforeAll(async () => {
    const { db } = fixture
    await insertSpace(db, 'B-3')
    await insertSpace(db, 'B-4')
    const officer = one().client
    const url = '/api/desk/calls/BUSTE-2'
    await officer.post('/api/desk/calls', { code: 'BUSTE-2', title: 'Buste' })
    await officer.inject({
      method: 'PUT',
      url,
      payload: { version: 1, content: callContent(['B-3', 'B-4']) },
    })
    await officer.post(`${url}/key`, { custodians: [one().keyId, two().keyId] })
    await officer.post(`${url}/publish`, { version: 2 })
    await moveWindow(db, 'BUSTE-2', { opens: -10, closes: 10 })
    const call = (await fixture.app.inject('/api/calls/BUSTE-2')).json()
    publicKey = call.bidKey
    lots = call.lots.map(({ id }: { id: number }) => id)
    const client = applicants[0] as Client
    draft = (await client.post('/api/requests/drafts', { lots, content: completeContent })).json()
  })

  test('is not sent before the price of each lot is sealed', async () => {
    await attachDocument(fixture.db, draft.id, 'plan')
    const sent = await applicants[0]?.post('/api/requests', sendingOf(draft))
    expect(sent?.json().errors).toEqual(
      lots.map((lot) => ({ pointer: `/prices/${lot}`, detail: 'needs a sealed price' })),
    )
  })

  test('keeps a price with its lot when the order of preference changes', async () => {
    const [lotA, lotB] = lots as [number, number]
    const client = applicants[0] as Client
    const sealed = sealPrice(publicKey, { request: draft.id, lot: lotB }, price)
    const saved = await save(client, draft, { prices: [{ lot: lotB, sealed }] })
    const turned = await save(client, saved.json(), { lots: [lotB, lotA] })
    expect(turned.statusCode).toBe(200)
    const { targets } = (await client.get(`/api/requests/${draft.id}`)).json()
    expect(targets).toMatchObject([
      { lotId: lotB, priceHash: expect.any(String) },
      { lotId: lotA, priceHash: null },
    ])
  })

  test.each([
    ['too short', () => [{ lot: lots[0], sealed: 'AAAA' }], 400],
    ['in plain', () => [{ lot: lots[0], sealed: '7319.53' }], 400],
    [
      'for a lot that is not asked for',
      () => [{ lot: 1_000_000, sealed: Buffer.alloc(208).toString('base64') }],
      422,
    ],
  ])('takes no price that is %s', async (_, prices, status) => {
    const { version } = (await applicants[0]?.get(`/api/requests/${draft.id}`))?.json()
    const answer = await save(applicants[0] as Client, { id: draft.id, version }, { prices: prices() })
    expect(answer.statusCode).toBe(status)
  })
})
