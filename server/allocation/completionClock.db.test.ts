import { beforeAll, expect, test } from 'vitest'
import { addDays, romeDate } from '../city/rules.ts'
import { testApp } from '../testing/app.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertCall, insertSpace, sendFor } from '../testing/requests.ts'

const fixture = testApp()
let office: Client
let applicant: Client
let id = ''
const url = () => `/api/desk/requests/${id}`
const act = async (action: string, body: object = {}) => {
  const { version } = (await office.get(url())).json()
  return office.post(`${url()}/${action}`, { version, ...body })
}
const today = romeDate(new Date())
const completion = () => fixture.db('request_completion').where({ request_id: id })
const words = 'La PEC del Comune è stata ferma due giorni.'

beforeAll(async () => {
  const { app, db } = fixture
  await insertCall(db, 'SOSPESO', [await insertSpace(db, 'P-1')])
  applicant = await signInAs(app, { roles: ['applicant'], email: 'anna@example.org' })
  office = await signInAs(app, { roles: ['propertyOffice'] })
  id = (await sendFor(applicant, 'P-1')).id
  await act('take')
  await act('identify', { method: 'paper', note: 'firma verificata' })
  await act('requestCompletion', {
    items: ['signature'],
    message: 'Manca una pagina del progetto.',
    days: 10,
  })
})

test('a term that has not started is not paused', async () => {
  expect((await act('pauseCompletion', { reason: words })).json().type).toBe('/problems/not-in-this-state')
})

test('paused with a reason it does not run out, and resumed it ends as many days later', async () => {
  await completion().update({ due_on: addDays(today, 1) })
  expect((await act('pauseCompletion', { reason: words })).statusCode).toBe(200)
  expect((await act('pauseCompletion', { reason: words })).statusCode).toBe(409)
  const shown = (await applicant.get(`/api/requests/${id}`)).json().completions[0]
  expect(shown).toMatchObject({ pausedAt: expect.any(String), pauseReason: words })

  await completion().update({
    due_on: addDays(today, -2),
    paused_at: fixture.db.raw("clock_timestamp() - interval '4 days'"),
  })
  const excluded = await act('exclude', { reasonCode: 'notCompleted', reason: 'Non è arrivato niente.' })
  expect(excluded.json().type).toBe('/problems/completion-paused')
  const resumed = (await act('resumeCompletion')).json().completions[0]
  expect(resumed.pausedAt).toBeNull()
  expect([addDays(today, 2), addDays(today, 3), addDays(today, 4)]).toContain(resumed.dueOn)
  const letters = await fixture.db('mail_outbox').where({ object_id: id }).pluck('kind')
  expect(letters).toEqual(expect.arrayContaining(['request.pauseCompletion', 'request.resumeCompletion']))
})

test('what comes after the term is kept, and leaves only exclusion', async () => {
  await completion().update({ due_on: addDays(today, -1) })
  const { version } = (await applicant.get(`/api/requests/${id}`)).json()
  const answered = await applicant.post(`/api/requests/${id}/completion`, {
    version,
    answer: 'Ecco la pagina.',
  })
  expect(answered.json().completions[0]).toMatchObject({ late: true })
  expect((await act('admit')).json().type).toBe('/problems/late-completion')
  const excluded = await act('exclude', { reasonCode: 'notCompleted', reason: 'Arrivato fuori termine.' })
  expect(excluded.json().status).toBe('excluded')
})
