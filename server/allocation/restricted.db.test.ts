import { beforeAll, describe, expect, test } from 'vitest'
import type { History } from '../audit/schema.ts'
import { recordEvent } from '../db/audit.ts'
import { testApp } from '../testing/app.ts'
import { enterParty, grouping } from '../testing/parties.ts'
import { type Client, signIn, signInAs } from '../testing/people.ts'
import { completeContent, insertCall, insertSpace, sendFor, sendingOf } from '../testing/requests.ts'
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

describe('the fiscal codes of the members of a grouping', () => {
  const codes = ['01199250158', '00743110157']
  let party: string
  let request: string
  const holds = (body: string) => codes.filter((code) => body.includes(code))

  beforeAll(async () => {
    await insertSpace(fixture.db, 'MI-9-0003')
    party = (await enterParty(applicant, grouping)).id
    const { applicant: _, ...content } = completeContent
    const draft = await applicant.post('/api/requests/drafts', { space: 'MI-9-0003', party, content })
    const sent = await applicant.post('/api/requests', sendingOf(draft.json()))
    expect(sent.statusCode, sent.body).toBe(201)
    request = sent.json().id
  })

  test('are opened as the applicant’s own is', async () => {
    const { body } = await officer.get(`/api/desk/requests/${request}`)
    const { content, restrictedFields }: DeskRequest = JSON.parse(body)
    expect(holds(body)).toEqual([])
    const shown = grouping.members?.map(({ name, representative, isLead }) => ({
      name,
      representative,
      isLead,
    }))
    expect(content?.applicant?.members).toEqual(shown)
    expect(restrictedFields).toContain('applicant.members.fiscalCode')
    const opened = await officer.post(`/api/desk/requests/${request}/restricted`, {
      reason: 'Controllo antimafia',
    })
    const members = grouping.members?.map(({ fiscalCode, representativeFiscalCode }) => ({
      fiscalCode,
      representativeFiscalCode,
    }))
    expect(opened.json().content.applicant).toEqual({ members })
    expect(opened.json().fields).toContain('applicant.members.fiscalCode')
  })

  test('are withheld in the histories from whoever may not read them', async () => {
    for (const path of [`request/${request}`, `party/${party}`]) {
      const told = await officer.get(`/api/history/${path}`)
      expect(holds(told.body)).toEqual([])
      expect(told.body).toContain('Ciclofficina')
      const changes = told.json<History>().items.flatMap((event) => event.changes)
      expect(changes.find(({ field }) => /members\.fiscalCode$/.test(field))).toMatchObject({
        class: 'restricted',
        state: 'withheld',
      })
      expect(holds((await applicant.get(`/api/history/${path}`)).body)).toEqual(codes)
    }
  })

  test('are withheld where an event holds the members whole', async () => {
    await fixture.db.transaction((trx) =>
      recordEvent(trx, {
        actor: { id: null, role: 'applicant' },
        action: 'change',
        objectKind: 'party',
        objectId: party,
        changes: { members: { class: 'personal', old: null, new: grouping.members } },
      }),
    )
    const told = await officer.get(`/api/history/party/${party}`)
    expect(holds(told.body)).toEqual([])
    const [change] = told.json<History>().items.at(-1)?.changes ?? []
    expect(change).toMatchObject({ field: 'members', new: [{ name: 'Telai Bovisa srl' }, { isLead: false }] })
  })
})
