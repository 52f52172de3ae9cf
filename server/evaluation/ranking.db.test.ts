import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sealedPriceBytes } from '../bids/schema.ts'
import { testApp } from '../testing/app.ts'
import {
  byPrice,
  insertCommission,
  insertJudgedCall,
  insertMarks,
  insertSent,
  type JudgedCallGiven,
  type JudgedCallIds,
  letTimePass,
  marksFor,
  openBids,
  openRound,
} from '../testing/evaluation.ts'
import { company } from '../testing/parties.ts'
import { type Client, insertAccount, sessionOf } from '../testing/people.ts'
import { drawOrder } from './draw.ts'

const fixture = testApp()
interface Someone {
  id: string
  client: Client
}
let proposer: Someone
let signer: Someone
let publisher: Someone
let commission: Someone[] = []
let applicants: Someone[] = []
let turn = 0
let call: JudgedCallIds
let members: number[] = []

async function someone(role: 'applicant' | 'evaluator' | 'propertyOffice' | 'caseOfficer', name: string) {
  const id = await insertAccount(fixture.app, { roles: [role], name })
  return { id, client: await sessionOf(fixture.app, id) }
}

beforeAll(async () => {
  proposer = await someone('propertyOffice', 'Ugo Propone')
  signer = await someone('caseOfficer', 'Rita Firma')
  publisher = await someone('propertyOffice', 'Piera Pubblica')
  for (const name of ['Elena Fontana', 'Marco Bianchi', 'Sofia Ricci'])
    commission = [...commission, await someone('evaluator', name)]
  for (const name of ['Anna Ferrari', 'Telai Bovisa', 'Bruno Riva', 'Dora Doppia'])
    applicants = [...applicants, await someone('applicant', name)]
})

async function judgedCall(given: Partial<JudgedCallGiven> = {}): Promise<void> {
  turn += 1
  call = await insertJudgedCall(fixture.db, { code: `G-${turn}`, unsealedBy: proposer.id, ...given })
  const ids = commission.map(({ id }) => id)
  members = await insertCommission(fixture.db, call, ids, proposer.id)
}
beforeEach(() => judgedCall())

const person = (name: string) => ({ kind: 'person' as const, name, email: 'p@example.org', phone: '1' })
const organisation = { kind: 'organisation' as const, ...company }
const at = (index: number): Someone => applicants[index] as Someone
const lot = (index: number): number => call.lotIds[index] as number
const sent = (index: number, given: Partial<Parameters<typeof insertSent>[2]> = {}) =>
  insertSent(fixture.db, call, {
    accountId: at(index).id,
    number: `R-${turn}-${index}`,
    data: index === 1 ? organisation : person(['Anna Ferrari', '', 'Bruno Riva', 'Dora Doppia'][index] ?? ''),
    ...given,
  })
const mark = (requestId: string, project: number, impact = 10) =>
  insertMarks(
    fixture.db,
    call,
    members.flatMap((memberId) => marksFor(call, { memberId, requestId }, { project, impact })),
  )
const desk = (who: Someone, path: string, body?: object) =>
  who.client.post(`/api/desk/calls/${call.code}${path}`, body)
const read = async () => (await proposer.client.get(`/api/desk/calls/${call.code}/evaluation`)).json()
const resultOf = async (index: number, request: string) =>
  (await at(index).client.get(`/api/requests/${request}/result`)).json()

async function ok<Answer extends { statusCode: number; body: string; json(): unknown }>(
  answer: Promise<Answer>,
) {
  const got = await answer
  expect(got.statusCode, got.body).toBe(200)
  return got.json() as Awaited<ReturnType<typeof read>>
}

/** Proposes the technical ranking and has the president sign it. */
async function signTechnical(): Promise<void> {
  const [ranking] = (await ok(desk(proposer, '/rankings', { kind: 'technical' }))).rankings
  const president = commission[0] as Someone
  const path = `/api/evaluation/${call.code}/rankings/${ranking.id}/sign`
  await ok(president.client.post(path, { hash: ranking.hash }))
}

const open = (bids: readonly (readonly [string, number, number | null])[]) =>
  openBids(
    fixture.db,
    call,
    [proposer.id, signer.id],
    bids.map(([requestId, lotId, eurYear]) => ({ requestId, lotId, eurYear })),
  )

/** Proposes, signs and publishes a ranking by three people. */
async function publish(kind: 'provisional' | 'final') {
  const [ranking] = (await ok(desk(proposer, '/rankings', { kind }))).rankings
  await ok(desk(signer, `/rankings/${ranking.id}/sign`, { hash: ranking.hash }))
  return ok(desk(publisher, `/rankings/${ranking.id}/publish`))
}

const refusal = (answer: { statusCode: number; json(): { type: string } }) => [
  answer.statusCode,
  answer.json().type,
]

describe('from marks to the final ranking', () => {
  /** Anna is first on both lots and prefers the second; the company is second on both; a duplicate is out. */
  async function ranked() {
    const anna = await sent(0, { lotIds: [lot(1), lot(0)] })
    const firm = await sent(1)
    const low = await sent(2)
    const duplicate = await sent(3, { status: 'excluded' })
    await mark(anna, 36)
    await mark(firm, 30)
    await mark(low, 5, 1)
    await signTechnical()
    await open([
      [anna, lot(0), 1500],
      [anna, lot(1), 1500],
      [firm, lot(0), 1200],
      [firm, lot(1), 1500],
    ])
    return { anna, firm, low, duplicate }
  }

  test('the technical ranking is signed by the president alone, as it was read', async () => {
    const request = await sent(0)
    await mark(request, 30)
    const early = await desk(signer, '/rankings', { kind: 'provisional' })
    expect([early.statusCode, early.json().errors[0].detail]).toEqual([409, 'technicalUnsigned'])
    const [ranking] = (await ok(desk(proposer, '/rankings', { kind: 'technical' }))).rankings
    const path = `/api/evaluation/${call.code}/rankings/${ranking.id}/sign`
    const [president, member] = commission as [Someone, Someone]
    expect(refusal(await member.client.post(path, { hash: ranking.hash }))[1]).toBe(
      '/problems/president-only',
    )
    const other = await president.client.post(path, { hash: 'f'.repeat(64) })
    expect(refusal(other)).toEqual([409, '/problems/ranking-hash'])
    await ok(president.client.post(path, { hash: ranking.hash }))
    const { status } = await fixture.db('request').where({ id: request }).first('status')
    expect(status).toBe('evaluated')
  })

  test('prices become points, lots go by rank and preference, and each wish is explained beside the winner', async () => {
    const { anna, firm, low, duplicate } = await ranked()
    const { lots } = (await read()).preview
    expect(lots.map(({ winner }: { winner: string }) => winner)).toEqual([`R-${turn}-1`, `R-${turn}-0`])
    const [first] = lots[0].entries
    expect(first).toMatchObject({ technicalPoints: 53, pricePoints: 30, totalPoints: 83, bidEurYear: 1500 })
    expect(lots[0].entries[1]).toMatchObject({ technicalPoints: 47, pricePoints: 24, totalPoints: 71 })
    expect(lots[0].entries[2]).toMatchObject({ rank: null, reason: 'belowTechnical' })

    await publish('provisional')
    expect((await resultOf(0, anna)).lots.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'won',
      'keptPreferred',
    ])
    const [won, lost] = (await resultOf(1, firm)).lots
    expect(won).toMatchObject({ number: 1, outcome: 'won', rank: 2, ranked: 2 })
    expect(lost).toMatchObject({ outcome: 'outranked', rank: 2, own: { totalPoints: 77 } })
    expect(lost.winner).toMatchObject({ number: `R-${turn}-0`, name: null, entry: { totalPoints: 83 } })
    expect((await resultOf(2, low)).lots[0]).toMatchObject({ outcome: 'notRanked', reason: 'belowTechnical' })
    expect(await resultOf(3, duplicate), 'regression 11: no result of a duplicate').toMatchObject({
      ranking: null,
      lots: [],
      mayAsk: false,
    })
  })

  test('regression 11, 12: who competes gets one letter of the result, a duplicate none', async () => {
    const { anna, firm, low, duplicate } = await ranked()
    await publish('provisional')
    const letters: { object_id: string }[] = await fixture
      .db('mail_outbox')
      .where({ kind: 'request.provisionalRanking' })
      .whereIn('object_id', [anna, firm, low, duplicate])
    expect(letters.map(({ object_id }) => object_id).sort()).toEqual([anna, firm, low].sort())
    const news = await fixture.db('notification').where({ object_id: duplicate })
    expect(news).toEqual([])
    const asked = await at(3).client.post(`/api/requests/${duplicate}/review`, { text: 'Chiedo un riesame.' })
    expect(refusal(asked)).toEqual([409, '/problems/review-closed'])
  })

  test('everybody reads organisations that won by name, persons and who did not win by number', async () => {
    await ranked()
    const results = `/api/calls/${call.code}/results`
    expect((await fixture.app.inject(results)).json()).toMatchObject({
      rankings: [],
      content: null,
      winners: {},
    })
    await publish('provisional')
    const answer = await fixture.app.inject(results)
    const { winners, rankings, content } = answer.json()
    expect(winners).toEqual({ [`R-${turn}-1`]: company.name })
    expect(answer.body).not.toMatch(/Anna Ferrari|Bruno Riva/)
    const text = await fixture.app.inject(`/api/calls/${call.code}/rankings/${rankings[0].id}`)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text.body))
    expect(Buffer.from(digest).toString('hex'), 'the text that is hashed').toBe(rankings[0].hash)
    expect(JSON.parse(text.body)).toEqual(content)
  })

  test('other eyes publish than proposed, once, also where two do it at once; the database holds it too', async () => {
    await ranked()
    const [ranking] = (await ok(desk(signer, '/rankings', { kind: 'provisional' }))).rankings
    expect(refusal(await desk(proposer, `/rankings/${ranking.id}/sign`, { hash: ranking.hash }))[1]).toBe(
      '/problems/case-officer-only',
    )
    await ok(desk(signer, `/rankings/${ranking.id}/sign`, { hash: ranking.hash }))
    expect(refusal(await desk(signer, `/rankings/${ranking.id}/publish`))).toEqual([
      403,
      '/problems/second-eyes',
    ])
    const bySame = { published_by: signer.id, published_at: fixture.db.raw('clock_timestamp()') }
    await expect(fixture.db('ranking').where({ id: ranking.id }).update(bySame)).rejects.toThrow(/check/)
    const both = await Promise.all(
      [proposer, publisher].map((who) => desk(who, `/rankings/${ranking.id}/publish`)),
    )
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const row = await fixture.db('call').where({ id: call.id }).first('status')
    expect(row.status).toBe('provisionalRanking')
  })

  test('reviews are asked once in their term and answered with effect before the final ranking', async () => {
    const { firm, anna } = await ranked()
    await publish('provisional')
    const ask = () =>
      at(1).client.post(`/api/requests/${firm}/review`, { text: 'La mia offerta vale di più.' })
    expect((await ok(ask())).review).toMatchObject({ outcome: null })
    expect(refusal(await ask())[1]).toBe('/problems/review-asked')
    const early = await desk(proposer, '/rankings', { kind: 'final' })
    expect(early.json().errors.map(({ detail }: { detail: string }) => detail)).toEqual([
      'reviewRunning',
      'reviewsUnanswered',
    ])
    await letTimePass(fixture.db, call.id)
    const late = await at(0).client.post(`/api/requests/${anna}/review`, { text: 'Chiedo un riesame.' })
    expect(refusal(late)).toEqual([409, '/problems/review-closed'])
    const [review] = (await read()).reviews
    await ok(
      desk(publisher, `/reviews/${review.id}`, { outcome: 'rejected', answer: 'I punti sono giusti.' }),
    )
    expect((await resultOf(1, firm)).review).toMatchObject({ outcome: 'rejected' })
    const notices = await fixture.db('notice').where({ object_id: firm, kind: 'review' })
    expect(notices).toHaveLength(1)

    const { stage } = await publish('final')
    expect(stage).toBeNull()
    const rows = await fixture.db('request').where({ call_id: call.id }).orderBy('number').pluck('status')
    expect(rows).toEqual(['ranked', 'ranked', 'evaluated', 'excluded'])
    expect((await fixture.db('call').where({ id: call.id }).first('status')).status).toBe('finalRanking')
    const again = await desk(proposer, '/rankings', { kind: 'provisional' })
    expect(again.json().errors[0].detail).toBe('finalPublished')
  })
})

describe('ties', () => {
  test('a draw: list and rule first, the public number when it is known, and anybody can repeat it', async () => {
    const requests = [await sent(0, { lotIds: [lot(0)] }), await sent(2, { lotIds: [lot(0)] })]
    for (const request of requests) await mark(request, 30)
    await signTechnical()
    await open(requests.map((request) => [request, lot(0), 1200] as const))
    const early = await desk(proposer, '/rankings', { kind: 'provisional' })
    expect(early.json().errors[0].detail).toBe('tiesOpen')
    const rule = 'Primo estratto sulla ruota di Milano del lotto, concorso indicato.'
    const soon = new Date(Date.now() + 86_400_000).toISOString()
    const freezing = { lotId: lot(0), seedRule: rule, seedDueAt: soon }
    const past = await desk(proposer, '/draws', { ...freezing, seedDueAt: '2026-01-01T00:00:00Z' })
    expect(refusal(past)[1]).toBe('/problems/seed-known')
    const [draw] = (await ok(desk(proposer, '/draws', freezing))).draws
    expect(refusal(await desk(proposer, '/draws', freezing))[0], 'one draw for a tie').toBe(409)
    const seed = { seed: '47', source: 'Bollettino ufficiale, ruota di Milano' }
    expect(refusal(await desk(publisher, `/draws/${draw.id}/seed`, seed))[1]).toBe('/problems/seed-early')
    await letTimePass(fixture.db, call.id)
    for (const other of ['047', ' 47', '47 ', '4-7', '4  7', 'quarantasette'])
      expect(
        (await desk(publisher, `/draws/${draw.id}/seed`, { ...seed, seed: other })).statusCode,
        other,
      ).toBe(400)
    await ok(desk(publisher, `/draws/${draw.id}/seed`, seed))
    expect(refusal(await desk(publisher, `/draws/${draw.id}/seed`, { ...seed, seed: '48' }))[0]).toBe(409)
    await expect(fixture.db('draw').where({ id: draw.id }).update({ seed: '48' })).rejects.toThrow(/kept/)

    const shown = (await fixture.app.inject(`/api/calls/${call.code}/draws/${draw.id}`)).json().draw
    expect(shown.tickets).toEqual(await drawOrder(shown.numbers, shown.seed))
    const { entries, winner, draws } = (await read()).preview.lots[0]
    expect(winner).toBe(shown.tickets[0].number)
    expect(entries.map(({ rank, partedBy }: { rank: number; partedBy: string }) => [rank, partedBy])).toEqual(
      [
        [1, 'draw'],
        [2, 'draw'],
      ],
    )
    expect(draws).toEqual([shown.listHash])
  })

  test('a lot by price alone: better offers first, sealed, from who was asked and in time', async () => {
    await judgedCall({ criteria: byPrice, lots: 1 })
    const requests = [await sent(0), await sent(2)] as const
    const third = await sent(1)
    await signTechnical()
    await open([...requests.map((id) => [id, lot(0), 1500] as const), [third, lot(0), 1100]])
    const dueAt = new Date(Date.now() + 2 * 86_400_000).toISOString()
    const [round] = (await ok(desk(proposer, '/rounds', { lotId: lot(0), dueAt }))).rounds
    expect(round.numbers).toEqual([`R-${turn}-0`, `R-${turn}-2`])
    const offer = { roundId: round.id, sealedPrice: Buffer.alloc(sealedPriceBytes, 7).toString('base64') }
    const send = (index: number, request: string) =>
      at(index).client.post(`/api/requests/${request}/improved-offers`, offer)
    const long = { ...offer, sealedPrice: Buffer.alloc(sealedPriceBytes + 2, 7).toString('base64') }
    const wrong = await at(0).client.post(`/api/requests/${requests[0]}/improved-offers`, long)
    expect(refusal(wrong), 'one that no key opens is not taken for the one offer').toEqual([
      422,
      '/problems/sealed-price',
    ])
    expect((await ok(send(0, requests[0]))).rounds[0]).toMatchObject({ isRunning: true, bidEurYear: 1500 })
    expect(refusal(await send(0, requests[0]))[1]).toBe('/problems/offer-sent')
    expect((await send(1, third)).statusCode, 'who was not asked').toBe(404)
    await ok(send(2, requests[1]))
    expect((await read()).rounds[0], 'not even how many came').toMatchObject({ offers: 0, state: 'running' })
    await openRound(fixture.db, call, round.id, [proposer.id, signer.id], {
      [requests[0]]: 1600,
      [requests[1]]: 1700,
    })
    const [ranking] = (await read()).preview.lots
    expect(ranking.winner).toBe(`R-${turn}-2`)
    expect(ranking.entries[0]).toMatchObject({ improvedEurYear: 1700, partedBy: 'improvedOffers', rank: 1 })
  })
})

test('one applicant behind two requests gets one lot where the call gives one', async () => {
  const own = await sent(1, { lotIds: [lot(0)] })
  const again = await sent(2, { lotIds: [lot(1)], data: organisation })
  await mark(own, 40)
  await mark(again, 39)
  await signTechnical()
  await open([
    [own, lot(0), 1500],
    [again, lot(1), 1500],
  ])
  const { lots } = (await read()).preview
  expect(lots.map(({ winner }: { winner: string | null }) => winner)).toEqual([`R-${turn}-1`, null])
})

test('minutes tell what happened in a session, as PDF and DOCX, and stand once they are closed', async () => {
  const request = await sent(0)
  const beganAt = new Date(Date.now() - 60_000).toISOString()
  const present = [{ name: 'Elena Fontana', role: 'presidente' }]
  const session = { kind: 'technical', place: 'Sala 1', present, note: null, isPublic: false, beganAt }
  const [begun] = (await ok(desk(proposer, '/sessions', session))).sessions
  expect(refusal(await desk(proposer, '/sessions', session))[1]).toBe('/problems/session-open')
  await mark(request, 30)
  await signTechnical()
  const paper = (format: string) =>
    proposer.client.get(`/api/desk/calls/${call.code}/sessions/${begun.id}/minutes.${format}`)
  expect((await paper('pdf')).headers['content-type']).toBe('application/pdf')
  const endedAt = new Date().toISOString()
  const closing = { place: 'Sala 1', present, note: 'Nessun rilievo.', endedAt }
  const closed = (await ok(desk(proposer, `/sessions/${begun.id}/close`, closing))).sessions[0]
  expect(closed.hash).toMatch(/^[0-9a-f]{64}$/)
  const { content } = await fixture.db('commission_session').where({ id: begun.id }).first('content')
  const said = JSON.stringify(content)
  for (const word of ['Elena Fontana', `R-${turn}-0`, 'graduatoria tecnica', 'Nessun rilievo.'])
    expect(said).toContain(word)
  expect(said, 'requests by number alone').not.toContain('Anna Ferrari')
  const docx = await paper('docx')
  expect(docx.rawPayload.subarray(0, 2).toString()).toBe('PK')
  expect(refusal(await desk(proposer, `/sessions/${begun.id}/close`, closing))[1]).toBe(
    '/problems/minutes-closed',
  )
  const change = fixture.db('commission_session').where({ id: begun.id }).update({ place: 'Altrove' })
  await expect(change).rejects.toThrow(/kept/)
})
