import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertCall } from '../testing/requests.ts'

const fixture = testApp()
let anna: Client
let bruno: Client
let officer: Client
let code: string
let calls = 0

beforeAll(async () => {
  const { app } = fixture
  anna = await signInAs(app, { roles: ['applicant'], name: 'Anna Ferrari', email: 'anna@example.org' })
  bruno = await signInAs(app, { roles: ['applicant'], name: 'Bruno' })
  officer = await signInAs(app, { roles: ['caseOfficer'], name: 'Olga' })
})
beforeEach(async () => {
  calls += 1
  code = `Q${calls}`
  await insertCall(fixture.db, code, [])
})

const text = 'Sono Anna Ferrari: il lotto 1 ha la corrente trifase?'
const shown = { question: 'Il lotto 1 ha la corrente trifase?', answer: 'Sì, 15 kW.' }

const ask = (client: Client, words = text) => client.post(`/api/calls/${code}/questions`, { text: words })
const settle = (id: string, how: 'answer' | 'decline', body: object) =>
  officer.post(`/api/desk/calls/${code}/questions/${id}/${how}`, body)
const published = async () => (await fixture.app.inject(`/api/calls/${code}/questions`)).json()
const askedId = async (client: Client) => (await ask(client)).json().items[0].id

describe('a question', () => {
  test('is answered to all without who asked, who is told by a letter', async () => {
    const asked = await ask(anna)
    expect(asked.statusCode).toBe(201)
    expect(asked.json().items).toMatchObject([{ text, state: 'waiting' }])
    expect((await published()).items).toEqual([])
    const id = asked.json().items[0].id
    const desk = await settle(id, 'answer', shown)
    expect(desk.statusCode).toBe(200)
    const { items } = await published()
    expect(items).toMatchObject([shown])
    expect(JSON.stringify(items)).not.toContain('Anna')
    const letter = await fixture
      .db('mail_outbox')
      .where({ kind: 'call.questionAnswered', object_id: code })
      .first()
    expect(letter).toMatchObject({ recipient: 'anna@example.org' })
    expect(letter.body_text).toContain(shown.answer)
  })

  test('is shown at the desk without who asked', async () => {
    await ask(anna, 'Il lotto 1 ha la corrente trifase?')
    const desk = await officer.get(`/api/desk/calls/${code}/questions`)
    expect(desk.json().total).toBe(1)
    expect(desk.body).not.toMatch(/anna|Ferrari/i)
    expect(desk.body).not.toContain(anna.me.account?.id)
  })

  test('that is declined is told to who asked alone', async () => {
    const id = await askedId(anna)
    const reason = 'Riguarda un solo richiedente, non il bando.'
    expect((await settle(id, 'decline', { reason })).statusCode).toBe(200)
    expect((await published()).items).toEqual([])
    const mine = (client: Client) => client.get(`/api/calls/${code}/questions/mine`)
    expect((await mine(anna)).json().items).toMatchObject([{ state: 'declined', reason }])
    expect((await mine(bruno)).json()).toEqual({ total: 0, items: [] })
    const letter = await fixture
      .db('mail_outbox')
      .where({ kind: 'call.questionDeclined', object_id: code })
      .first()
    expect(letter.body_text).toContain(reason)
  })

  test('is answered once, also when two officers answer at once', async () => {
    const id = await askedId(anna)
    const answers = await Promise.all([settle(id, 'answer', shown), settle(id, 'answer', shown)])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect((await published()).items).toHaveLength(1)
  })

  test('is answered only under its own call', async () => {
    const id = await askedId(anna)
    await insertCall(fixture.db, `${code}-other`, [])
    const answer = await officer.post(`/api/desk/calls/${code}-other/questions/${id}/answer`, shown)
    expect(answer.statusCode).toBe(404)
  })

  test('leaves its trace in the log: who acted, and the words of who asked only as personal', async () => {
    const id = await askedId(anna)
    await settle(id, 'answer', shown)
    const events = await fixture
      .db('audit_event')
      .where({ object_kind: 'callQuestion', object_id: id })
      .orderBy('id')
    expect(events.map(({ action }) => action)).toEqual(['askQuestion', 'answerQuestion'])
    expect(JSON.stringify(events)).not.toContain('Ferrari')
  })
})

describe('the time for questions', () => {
  const until = (sql: string) =>
    fixture
      .db('call')
      .where({ code })
      .update({ questions_until: fixture.db.raw(sql) })

  test('ends at its instant', async () => {
    await until("clock_timestamp() + interval '1 minute'")
    expect((await ask(anna)).statusCode).toBe(201)
    await until("clock_timestamp() - interval '1 second'")
    const late = await ask(anna)
    expect([late.statusCode, late.json().type]).toEqual([409, '/problems/questions-closed'])
    expect((await published()).open).toBe(false)
  })

  test('is that of the call where no other end is set', async () => {
    await fixture.db('call').where({ code }).update({ status: 'concluded' })
    expect((await ask(anna)).statusCode).toBe(409)
  })
})

test('five questions of one person can wait, not more, also when they are asked at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => ask(anna, `Domanda numero ${index}?`)),
  )
  expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(5)
  expect(answers.find(({ statusCode }) => statusCode === 409)?.json().type).toBe('/problems/question-limit')
  expect((await ask(bruno)).statusCode).toBe(201)
})

test('nobody asks without being signed in, and no draft of a call is told', async () => {
  const stranger = await fixture.app.inject({
    method: 'POST',
    url: `/api/calls/${code}/questions`,
    payload: { text },
  })
  expect(stranger.statusCode).toBe(401)
  await fixture.db('call').where({ code }).update({ status: 'draft' })
  expect((await ask(anna)).statusCode).toBe(404)
  expect((await fixture.app.inject(`/api/calls/${code}/questions`)).statusCode).toBe(404)
})
