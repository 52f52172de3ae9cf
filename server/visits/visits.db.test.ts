import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { wordsOfPdf } from '../testing/papers.ts'
import { type Client, insertAccount, sessionOf, signInAs } from '../testing/people.ts'
import { insertCall } from '../testing/requests.ts'
import { insertSlot } from '../testing/visits.ts'
import { fillVisits } from './places.ts'

const fixture = testApp()
let anna: Client
let bruno: Client
let carla: Client
let officer: Client
let code: string
let calls = 0

beforeAll(async () => {
  const { app } = fixture
  anna = await signInAs(app, { roles: ['applicant'], name: 'Anna Ferrari' })
  bruno = await signInAs(app, { roles: ['applicant'], name: 'Bruno', email: 'bruno@example.org' })
  carla = await signInAs(app, { roles: ['applicant'], name: 'Carla' })
  officer = await signInAs(app, { roles: ['propertyOffice'] })
})
beforeEach(async () => {
  calls += 1
  code = `VISITA-${calls}`
  await insertCall(fixture.db, code, [])
})

const book = (client: Client, slot: number, people = 1) =>
  client.post(`/api/calls/${code}/visits/${slot}/bookings`, { people })
const bookedAs = async (client: Client, slot: number, people = 1) =>
  (await book(client, slot, people)).json().items[0] as { id: string; status: string }
const statusOf = async (id: string) =>
  (await fixture.db('visit_booking').where({ id }).first('status')).status
const giveUp = (id: string) => anna.post(`/api/visit-bookings/${id}/cancel`)
const begin = (slot: number) =>
  fixture
    .db('visit_slot')
    .where({ id: slot })
    .update({ starts_at: fixture.db.raw("clock_timestamp() - interval '1 minute'") })

describe('places on a visit', () => {
  test('of two who take the last place at once one has it and one waits', async () => {
    const slot = await insertSlot(fixture.db, code)
    const [first, second] = await Promise.all([book(anna, slot), book(bruno, slot)])
    const statuses = [first, second].map((answer) => answer.json().items[0].status)
    expect(statuses.sort()).toEqual(['booked', 'waiting'])
  })

  test('twenty who race for seven places: seven have one and a letter', async () => {
    const slot = await insertSlot(fixture.db, code, { capacity: 7 })
    const people = await Promise.all(
      Array.from({ length: 20 }, async () =>
        sessionOf(fixture.app, await insertAccount(fixture.app, { roles: ['applicant'] })),
      ),
    )
    await Promise.all(people.map((person) => book(person, slot)))
    const rows = await fixture.db('visit_booking').where({ slot_id: slot }).pluck('status')
    expect(rows.filter((status) => status === 'booked')).toHaveLength(7)
    expect(rows.filter((status) => status === 'waiting')).toHaveLength(13)
    const letters = await fixture.db('mail_outbox').where({ kind: 'call.visitBooked', object_id: code })
    expect(letters).toHaveLength(7)
  })

  test('that are given up go to who waits longest and fits, with a letter', async () => {
    const slot = await insertSlot(fixture.db, code)
    const mine = await bookedAs(anna, slot)
    const pair = await bookedAs(carla, slot, 2)
    const next = await bookedAs(bruno, slot)
    expect([mine.status, pair.status, next.status]).toEqual(['booked', 'waiting', 'waiting'])
    expect((await giveUp(mine.id)).statusCode).toBe(204)
    expect([await statusOf(pair.id), await statusOf(next.id)]).toEqual(['waiting', 'booked'])
    const letter = await fixture
      .db('mail_outbox')
      .where({ recipient: 'bruno@example.org', object_id: code })
      .first()
    expect(letter.body_text).toContain('si è liberato un posto')
  })

  test('that nobody gave up, as of an account that was erased, go to who waits all the same', async () => {
    const slot = await insertSlot(fixture.db, code)
    const gone = await bookedAs(anna, slot)
    const next = await bookedAs(bruno, slot)
    await fillVisits(fixture.app.context)
    expect(await statusOf(next.id)).toBe('waiting')
    await fixture.db('visit_booking').where({ id: gone.id }).update({ status: 'cancelled' })
    await fillVisits(fixture.app.context)
    expect(await statusOf(next.id)).toBe('booked')
  })

  test('are taken once by each, and not after the visit has begun', async () => {
    const slot = await insertSlot(fixture.db, code, { capacity: 5 })
    expect((await book(anna, slot)).statusCode).toBe(201)
    expect((await book(anna, slot)).json().type).toBe('/problems/visit-booked')
    await begin(slot)
    expect((await book(bruno, slot)).json().type).toBe('/problems/visit-closed')
  })

  test('are not given twice whatever the program does: the database refuses', async () => {
    const slot = await insertSlot(fixture.db, code)
    await book(anna, slot)
    const over = fixture.db('visit_booking').insert({ slot_id: slot, visitor_name: 'X', status: 'booked' })
    await expect(over).rejects.toThrow('has no place left')
  })

  test('are another’s where one does not act for the party', async () => {
    const slot = await insertSlot(fixture.db, code)
    const party = '00000000-0000-4000-8000-000000000000'
    const answer = await anna.post(`/api/calls/${code}/visits/${slot}/bookings`, { people: 1, party })
    expect(answer.statusCode).toBe(404)
  })
})

describe('at the desk', () => {
  const visit = {
    startsAt: '2099-03-01T09:00:00Z',
    endsAt: '2099-03-01T10:00:00Z',
    capacity: 3,
    meetingPoint: 'via Prova 1',
  }

  test('a visit is made, and everybody sees it without who comes', async () => {
    const made = await officer.post(`/api/desk/calls/${code}/visits`, visit)
    expect(made.statusCode).toBe(201)
    await book(anna, made.json().items[0].id, 2)
    const shown = await fixture.app.inject(`/api/calls/${code}/visits`)
    expect(shown.json().items).toMatchObject([{ free: 1, meetingPoint: 'via Prova 1', cancelled: false }])
    expect(shown.body).not.toContain('Anna')
    const ended = await officer.post(`/api/desk/calls/${code}/visits`, { ...visit, endsAt: visit.startsAt })
    expect(ended.statusCode).toBe(422)
  })

  test('a visit that is called off is told to everybody on it', async () => {
    const slot = await insertSlot(fixture.db, code)
    await book(anna, slot)
    await book(bruno, slot)
    expect((await officer.post(`/api/desk/calls/${code}/visits/${slot}/cancel`)).statusCode).toBe(200)
    const letters = await fixture.db('mail_outbox').where({ kind: 'call.visitCancelled', object_id: code })
    expect(letters).toHaveLength(2)
    expect((await book(carla, slot)).statusCode).toBe(409)
  })

  test('who came gets a certificate whose code anybody can check, without a name', async () => {
    const slot = await insertSlot(fixture.db, code)
    const { id } = await bookedAs(anna, slot)
    const attend = (attended: boolean) =>
      officer.post(`/api/desk/visit-bookings/${id}/attendance`, { attended })
    expect((await attend(true)).json().type).toBe('/problems/visit-attendance')
    await begin(slot)
    const { certificate } = (await attend(true)).json().items[0].bookings[0]
    const paper = await anna.get(`/api/visit-bookings/${id}/certificate.pdf`)
    const words = await wordsOfPdf(paper.rawPayload)
    for (const said of ['Attestato di sopralluogo', 'Anna Ferrari', certificate, code, 'DIMOSTRAZIONE'])
      expect(words).toContain(said)
    const proof = await fixture.app.inject(`/api/visits/${certificate}`)
    expect(proof.json()).toMatchObject({ certificate, call: { code } })
    expect(proof.body).not.toContain('Anna')
    expect((await bruno.get(`/api/visit-bookings/${id}/certificate.pdf`)).statusCode).toBe(404)
    await attend(false)
    expect((await fixture.app.inject(`/api/visits/${certificate}`)).statusCode).toBe(404)
    const events = await fixture.db('audit_event').where({ object_id: id }).orderBy('id').pluck('action')
    expect(events).toEqual(['bookVisit', 'recordAttendance', 'recordAttendance'])
  })
})
