import { beforeAll, describe, expect, test } from 'vitest'
import { addDays, nextWorkingDay, romeDate } from '../city/rules.ts'
import { verifyChain } from '../db/auditChain.ts'
import type { MessageList } from '../messages/schema.ts'
import type { NoticeLetter } from '../notices/schema.ts'
import { keepReceipt } from '../pec/keeping.ts'
import type { Post } from '../pec/schema.ts'
import { testApp } from '../testing/app.ts'
import { type Client, insertAccount, sessionOf, signIn } from '../testing/people.ts'
import { type ReceiptGiven, receiptMessage } from '../testing/receipts.ts'
import { completeContent, insertCall, insertSpace, sendFor } from '../testing/requests.ts'
import { certifiedDelivery, certifiedFailure } from './delivery.ts'
import type { DeskRequest, MyRequest } from './schema.ts'

const pec = {
  address: 'spazi@pec.comune.example',
  smtpUrl: 'smtp://127.0.0.1:1',
  imapUrl: 'imap://x',
  trust: undefined,
}
const fixture = testApp({ pec })
let anna: Client
let office: Client
let codes = 0

beforeAll(async () => {
  anna = await signIn(fixture.app, 'applicant')
  office = await signIn(fixture.app, 'propertyOffice')
})

const desk = async (id: string): Promise<DeskRequest> => (await office.get(`/api/desk/requests/${id}`)).json()
const mine = async (id: string): Promise<MyRequest> => (await anna.get(`/api/requests/${id}`)).json()
const act = async ({ id, version }: DeskRequest, action: string, body: object = {}) => {
  const answer = await office.post(`/api/desk/requests/${id}/${action}`, { version, ...body })
  return { status: answer.statusCode, body: answer.json() }
}
const record = async (noticeId: string, body: object) => {
  const answer = await office.post(`/api/desk/notices/${noticeId}`, body)
  return { status: answer.statusCode, body: answer.json() }
}

/** A request whose officer has asked for something, by certified mail where the party has an address. */
async function asked(options: { pecAddress?: string; days?: number } = {}): Promise<DeskRequest> {
  codes += 1
  const spaceId = await insertSpace(fixture.db, `K${codes}`)
  await insertCall(fixture.db, `CALL-K${codes}`, [spaceId])
  const { id } = await sendFor(anna, `K${codes}`)
  await fixture
    .db('party')
    .whereIn('id', fixture.db('request').where({ id }).select('party_id'))
    .update({ pec: options.pecAddress ?? null })
  const taken = await act(await desk(id), 'take')
  const days = options.days ? { days: options.days } : {}
  const body = { items: ['statute'], message: 'Manca lo statuto.', ...days }
  return (await act(taken.body, 'requestCompletion', body)).body
}
const letterOf = ({ id }: DeskRequest, channel: 'mail' | 'pec') =>
  fixture.db('mail_outbox').where({ object_id: id, channel }).orderBy('created_at', 'desc').first()
const today = () => romeDate(new Date())
const due = (days: number) => nextWorkingDay(addDays(today(), days), fixture.app.context.city.holidays)
const onPaper = { channel: 'registeredPost', address: 'Ditta, via Prova 1, Milano', trackingNumber: 'AR 123' }
const early = { reasonCode: 'notCompleted', reason: 'Non è arrivato nulla.' }

async function receipt(request: DeskRequest, changes: Partial<ReceiptGiven> = {}): Promise<boolean> {
  const { message_id: letter, recipient } = await letterOf(request, 'pec')
  const { context } = fixture.app
  const handlers = {
    delivered: (...[trx, letterId, at]: Parameters<typeof certifiedFailure>) =>
      certifiedDelivery(trx, context, letterId, at),
    failed: certifiedFailure,
  }
  const message = receiptMessage({ type: 'avvenuta-consegna', letter, recipient, ...changes })
  return keepReceipt(fixture.db, pec, handlers, message)
}

describe('a request to complete by certified mail', () => {
  test('has no last day until it is delivered, whatever e-mail says; then it has, and it is told', async () => {
    const request = await asked({ pecAddress: 'ditta@pec.example' })
    expect(request.notices).toMatchObject([{ kind: 'completion', channel: 'pec', deliveredOn: null }])
    expect(await letterOf(request, 'pec')).toMatchObject({ recipient: 'ditta@pec.example' })
    await fixture
      .db('mail_outbox')
      .where({ object_id: request.id, channel: 'mail' })
      .update({ sent_at: '2026-01-01' })
    await receipt(request, { type: 'accettazione' })
    expect((await mine(request.id)).completions).toMatchObject([{ dueOn: null, termDays: 10 }])
    expect((await act(request, 'exclude', early)).body.type).toBe('/problems/term-not-started')

    await receipt(request)
    expect(await mine(request.id)).toMatchObject({
      completions: [{ dueOn: due(10), late: false }],
      completionDueOn: due(10),
      notices: [{ channel: 'pec', deliveredOn: today() }],
    })
    expect((await act(request, 'exclude', early)).body.type).toBe('/problems/completion-open')
    expect((await letterOf(request, 'mail')).kind).toBe('request.termStarted')
    const told = (await anna.get('/api/notifications?unread=true')).json().items
    expect(told[0]).toMatchObject({ kind: 'request.termStarted', facts: { dueOn: due(10) } })
    const seen = await desk(request.id)
    expect(seen.notices[0]?.receipts.map(({ kind }) => kind)).toEqual(['acceptance', 'delivery'])
    const source = await office.get(`/api/desk/receipts/${seen.notices[0]?.receipts[1]?.id}`)
    expect(source.headers).toMatchObject({ 'content-type': 'message/rfc822' })
    expect(source.body).toContain('X-Ricevuta: avvenuta-consegna')
    expect(await verifyChain(fixture.db, 'request', request.id)).toMatchObject({ valid: true })
  })

  test('delivered twice counts from the first time', async () => {
    const request = await asked({ pecAddress: 'ditta@pec.example', days: 5 })
    await receipt(request)
    const dueOn = (await mine(request.id)).completions[0]?.dueOn
    await fixture.db('request_completion').where({ request_id: request.id }).update({ due_on: '2026-12-01' })
    await receipt(request)
    expect(dueOn).toBe(due(5))
    expect((await mine(request.id)).completions).toMatchObject([{ dueOn: '2026-12-01' }])
  })

  test('that could not be delivered goes by post: the office is told, and no clock has started', async () => {
    const request = await asked({ pecAddress: 'chiusa@pec.example' })
    await receipt(request, { type: 'errore-consegna' })
    const { notices } = await desk(request.id)
    expect(notices).toMatchObject([
      { channel: 'pec', deliveredOn: null },
      { channel: 'registeredPost', sentOn: null },
    ])
    expect(notices[0]?.failedAt).not.toBeNull()
    const told = (await office.get('/api/notifications')).json().items
    expect(told[0]).toMatchObject({ kind: 'desk.noticeFailed', objectId: request.id })
    const message = (await anna.get('/api/messages'))
      .json()
      .items.find(
        ({ channel, objectId }: { channel: string; objectId: string }) =>
          channel === 'pec' && objectId === request.id,
      )
    expect(message.state).toBe('failed')
    await receipt(request, { recipient: 'altri@pec.example' })
    const post = (await office.get('/api/desk/post')).json()
    expect(post).toMatchObject({
      hasCertifiedMailbox: true,
      letters: { total: 1, items: [{ requestId: request.id, channel: 'pec' }] },
      receipts: { total: 1, items: [{ refusal: 'otherRecipient', recipient: 'altri@pec.example' }] },
    })
    expect((await anna.get('/api/desk/post')).statusCode).toBe(403)
  })
})

describe('a notice on paper', () => {
  test('is recorded as sent, then as delivered: from then on its term runs', async () => {
    const request = await asked({ days: 7 })
    const [notice] = request.notices
    expect(notice).toMatchObject({ channel: 'registeredPost', sentOn: null })
    const sent = await record(notice?.id ?? '', { ...onPaper, sentOn: today() })
    expect(sent.body).toMatchObject({
      completionDueOn: null,
      notices: [
        { trackingNumber: 'AR 123', sentOn: today(), deliveredOn: null, recordedBy: office.me.account?.name },
      ],
    })
    const delivered = await record(notice?.id ?? '', { ...onPaper, sentOn: today(), deliveredOn: today() })
    expect(delivered.body).toMatchObject({ completionDueOn: due(7), notices: [{ deliveredOn: today() }] })
    expect((await record(notice?.id ?? '', { ...onPaper, sentOn: today() })).body.type).toBe(
      '/problems/notice-closed',
    )
    const { history } = await mine(request.id)
    expect(history.map(({ action }) => action).slice(-2)).toEqual(['noticeSent', 'noticeDelivered'])
  })

  test('waits on the list of the post with a letter to print, until its delivery is known', async () => {
    const request = await asked()
    const [notice] = request.notices
    const places = async () => {
      const { toSend, underWay } = (await office.get('/api/desk/post')).json<Post>()
      const has = (list: Post['toSend']) => list.items.some(({ id }) => id === notice?.id)
      return [has(toSend), has(underWay)]
    }
    expect(await places()).toEqual([true, false])
    const letter = await office.get(`/api/desk/notices/${notice?.id}/letter`)
    expect(letter.json()).toMatchObject({
      requestId: request.id,
      recipient: completeContent.applicant?.name,
      address: completeContent.applicant?.address,
      subject: expect.stringContaining(request.number),
      text: expect.stringContaining('Manca lo statuto.'),
    })
    expect((await anna.get(`/api/desk/notices/${notice?.id}/letter`)).statusCode).toBe(403)
    const message = async () => {
      const { items } = (await anna.get('/api/messages')).json<MessageList>()
      return items.find(({ channel, objectId }) => channel === 'post' && objectId === request.id)?.state
    }
    expect(await message()).toBe('queued')
    await record(notice?.id ?? '', { ...onPaper, sentOn: today() })
    expect([await places(), await message()]).toEqual([[false, true], 'sent'])
    await record(notice?.id ?? '', { ...onPaper, sentOn: today(), deliveredOn: today() })
    expect([await places(), await message()]).toEqual([[false, false], 'delivered'])
  })

  test('that certified mail could not deliver is printed with the same text', async () => {
    const request = await asked({ pecAddress: 'piena@pec.example' })
    await receipt(request, { type: 'errore-consegna' })
    const [certified, paper] = (await desk(request.id)).notices
    const texts = await Promise.all(
      [certified, paper].map(async (each) =>
        (await office.get(`/api/desk/notices/${each?.id}/letter`)).json<NoticeLetter>(),
      ),
    )
    expect(texts[1]?.text).toBe(texts[0]?.text)
    expect(texts[1]?.address).toBe(completeContent.applicant?.address)
    expect(paper).toMatchObject({ receipts: [], failedAt: null, sentOn: null })
  })

  test.each([
    ['/deliveredOn', { deliveredOn: '2999-01-01' }],
    ['/sentOn', { sentOn: '2999-01-01' }],
    ['/sentOn', { sentOn: '2020-01-01' }],
    ['/trackingNumber', { trackingNumber: undefined }],
  ])('is refused naming %s for %o', async (pointer, changes) => {
    const request = await asked()
    const answer = await record(request.notices[0]?.id ?? '', { ...onPaper, sentOn: today(), ...changes })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } })
    expect((await desk(request.id)).notices).toMatchObject([{ sentOn: null, deliveredOn: null }])
  })

  test('is recorded under the role of whoever records it', async () => {
    const request = await asked()
    const officer = await sessionOf(fixture.app, await insertAccount(fixture.app, { roles: ['caseOfficer'] }))
    const body = { ...onPaper, sentOn: today() }
    expect((await officer.post(`/api/desk/notices/${request.notices[0]?.id}`, body)).statusCode).toBe(200)
    const event = await fixture
      .db('audit_event')
      .where({ object_id: request.id })
      .orderBy('id', 'desc')
      .first()
    expect(event).toMatchObject({ action: 'noticeSent', actor_role: 'caseOfficer' })
  })

  test('is recorded by the office alone; one that goes by certified mail by nobody', async () => {
    const request = await asked({ pecAddress: 'ditta@pec.example' })
    const id = request.notices[0]?.id ?? ''
    const body = { ...onPaper, sentOn: today(), deliveredOn: today() }
    expect((await anna.post(`/api/desk/notices/${id}`, body)).statusCode).toBe(403)
    expect((await record(id, body)).body.type).toBe('/problems/notice-closed')
    expect((await record('00000000-0000-4000-8000-000000000000', body)).status).toBe(404)
  })

  test('of an exclusion: time to appeal is counted from its delivery', async () => {
    const request = await asked({ days: 5 })
    await record(request.notices[0]?.id ?? '', { ...onPaper, sentOn: today(), deliveredOn: today() })
    await fixture.db('request_completion').where({ request_id: request.id }).update({ due_on: '2026-01-01' })
    const excluded = await act(await desk(request.id), 'exclude', early)
    expect(excluded.body.notices).toMatchObject([
      { kind: 'completion' },
      { kind: 'exclusion', deliveredOn: null },
    ])
    expect((await mine(request.id)).appealUntil).toBeNull()
    await record(excluded.body.notices[1].id, {
      channel: 'byHand',
      address: 'allo sportello',
      sentOn: today(),
      deliveredOn: today(),
    })
    const until = (await mine(request.id)).appealUntil
    expect(until?.regionalCourt.localeCompare(addDays(today(), 59))).toBe(1)
    expect(until?.presidency.localeCompare(addDays(today(), 119))).toBe(1)
  })
})

describe('notifications', () => {
  test('go to the office when something arrives, and to the applicant when the office acts', async () => {
    const other = await sessionOf(fixture.app, await insertAccount(fixture.app, { roles: ['caseOfficer'] }))
    const request = await asked()
    const sent = (await other.get('/api/notifications')).json()
    expect(sent.items).toMatchObject([
      { kind: 'desk.send', objectId: request.id, facts: { number: request.number } },
    ])
    const completion = { version: request.version, answer: 'Ecco lo statuto.' }
    expect((await anna.post(`/api/requests/${request.id}/completion`, completion)).statusCode).toBe(200)
    const mineToo = (await office.get('/api/notifications')).json().items
    expect(mineToo[0]).toMatchObject({ kind: 'desk.complete', objectId: request.id })
    expect((await other.get('/api/notifications')).json().total).toBe(1)
    const told = (await anna.get('/api/notifications'))
      .json()
      .items.filter(({ objectId }: { objectId: string }) => objectId === request.id)
    expect(told.map(({ kind }: { kind: string }) => kind)).toEqual([
      'request.requestCompletion',
      'request.take',
    ])
  })
})

describe('somebody without an e-mail address, as signing in with CIE leaves them', () => {
  test('sends, and the office decides; they read it in the application', async () => {
    const id = await insertAccount(fixture.app, { roles: ['applicant'] })
    await fixture.db('account').where({ id }).update({ email: null, password_hash: null })
    const person = await sessionOf(fixture.app, id)
    await insertCall(fixture.db, 'CALL-NOMAIL', [await insertSpace(fixture.db, 'NOMAIL')])
    const sent = await sendFor(person, 'NOMAIL')
    const { status } = await act(await desk(sent.id), 'take')
    expect(status).toBe(200)
    const taken = await desk(sent.id)
    const answer = await act(taken, 'requestCompletion', { items: ['statute'], message: 'Manca lo statuto.' })
    expect(answer.status).toBe(200)
    expect((await person.get('/api/notifications')).json().items[0]).toMatchObject({
      kind: 'request.requestCompletion',
    })
  })
})
