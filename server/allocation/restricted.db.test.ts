import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signIn, signInAs } from '../testing/people.ts'
import { completeContent, insertCall, insertSpace, sendFor } from '../testing/requests.ts'
import type { DeskRequest } from './schema.ts'

const fixture = testApp()
let applicant: Client
let officer: Client
let colleague: Client
let id: string

beforeAll(async () => {
  const { app, db } = fixture
  applicant = await signIn(app, 'applicant')
  officer = await signIn(app, 'propertyOffice')
  colleague = await signInAs(app, { roles: ['caseOfficer'], name: 'Collega' })
  await insertSpace(db, 'MI-9-0001')
  id = (await sendFor(applicant, 'MI-9-0001')).id
})

const path = () => `/api/desk/requests/${id}`
const reads = () =>
  fixture
    .db('audit_event')
    .where({ action: 'readRestricted', object_id: id })
    .orderBy('id')
    .select('changes', 'actor_role')

test('the desk gives a request without what is restricted, and names what is left out', async () => {
  const { body } = await officer.get(path())
  const request: DeskRequest = JSON.parse(body)
  expect(request.content?.applicant).toMatchObject({ name: 'Anna Ferrari', email: 'anna@example.org' })
  expect(request.content?.applicant).not.toHaveProperty('fiscalCode')
  expect(request.content).not.toHaveProperty('eligibilityAnswers')
  expect(request.restrictedFields).toEqual(['applicant.fiscalCode', 'eligibilityAnswers'])
  expect(body + (await officer.get('/api/desk/requests')).body).not.toContain('RSSMRA80A01F205X')
})

test('it is opened with a reason, and who read what and why is in the log', async () => {
  const answer = await officer.post(`${path()}/restricted`, {
    reason: 'Controllo a campione delle dichiarazioni',
  })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({
    fields: ['applicant.fiscalCode', 'eligibilityAnswers'],
    content: {
      applicant: { fiscalCode: 'RSSMRA80A01F205X' },
      eligibilityAnswers: completeContent.eligibilityAnswers,
    },
  })
  expect(await reads()).toMatchObject([
    {
      actor_role: 'propertyOffice',
      changes: {
        fields: { new: ['applicant.fiscalCode', 'eligibilityAnswers'] },
        readReason: { new: 'Controllo a campione delle dichiarazioni' },
      },
    },
  ])
})

test('without a reason only who has it in charge opens it, on the record too', async () => {
  const refused = await colleague.post(`${path()}/restricted`, {})
  expect(refused.statusCode).toBe(422)
  expect(refused.json()).toMatchObject({ type: '/problems/reason-missing', errors: [{ pointer: '/reason' }] })
  expect((await colleague.post(`${path()}/restricted`, { reason: 'breve' })).statusCode).toBe(400)
  await colleague.post(`${path()}/take`, { version: 2 })
  expect((await colleague.post(`${path()}/restricted`, {})).statusCode).toBe(200)
  expect((await officer.post(`${path()}/restricted`, {})).statusCode).toBe(422)
  const log = await reads()
  expect(log).toHaveLength(2)
  expect(log[1]).toMatchObject({ actor_role: 'caseOfficer', changes: { readReason: { new: null } } })
})

test('nobody opens a sealed request, and reading is not told as something done to it', async () => {
  const { db } = fixture
  const space = await insertSpace(db, 'MI-9-0002', { status: 'inCall' })
  await insertCall(db, 'CHIUSO', [space], {
    standing: false,
    closes_at: db.raw("clock_timestamp() + interval '9 days'"),
  })
  const sealed = await sendFor(applicant, 'MI-9-0002')
  const answer = await officer.post(`/api/desk/requests/${sealed.id}/restricted`, {
    reason: 'Vorrei vedere prima',
  })
  expect(answer.json()).toMatchObject({ status: 409, type: '/problems/sealed' })
  const mine = (await applicant.get(`/api/requests/${id}`)).json()
  expect(mine.history.map(({ action }: { action: string }) => action)).toEqual(['send', 'take'])
})
