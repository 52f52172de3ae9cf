import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { insertJudgedCall, insertSent, type JudgedCallIds } from '../testing/evaluation.ts'
import { company, grouping } from '../testing/parties.ts'
import { type Client, insertAccount, sessionOf, signInAs } from '../testing/people.ts'

const fixture = testApp()
let officer: Client
let officerId = ''
const evaluators: { id: string; client: Client }[] = []
let applicantId = ''
let turn = 0
let call: JudgedCallIds

const act = { actNumber: 'DD 77/2026', actDate: '2026-06-01' }
const seats = (ids = evaluators.slice(0, 3).map(({ id }) => id)) =>
  ids.map((accountId, index) => ({ accountId, position: index === 0 ? 'president' : 'member' }))
const appoint = (members: object[] = seats(), client = officer) =>
  client.post(`/api/desk/calls/${call.code}/commission`, { ...act, members })
const declare = (client: Client, relations: object[] = []) =>
  client.post(`/api/evaluation/${call.code}/declaration`, { relations })
const evaluator = (index: number) => evaluators[index] as { id: string; client: Client }

beforeAll(async () => {
  officerId = await insertAccount(fixture.app, {
    roles: ['propertyOffice', 'evaluator'],
    name: 'Ugo Ufficio',
  })
  officer = await sessionOf(fixture.app, officerId)
  for (const name of ['Elena Fontana', 'Marco Bianchi', 'Sofia Ricci', 'Luca Conti', 'Nina Serra']) {
    const id = await insertAccount(fixture.app, { roles: ['evaluator'], name })
    evaluators.push({ id, client: await sessionOf(fixture.app, id) })
  }
  applicantId = await insertAccount(fixture.app, { roles: ['applicant'], name: 'Anna Ferrari' })
})

beforeEach(async () => {
  turn += 1
  call = await insertJudgedCall(fixture.db, { code: `C-${turn}`, unsealedBy: officerId })
})

const send = (number: string, data: Parameters<typeof insertSent>[2]['data']) =>
  insertSent(fixture.db, call, { accountId: applicantId, number: `${number}-${turn}`, data })

describe('appointing a commission', () => {
  test('of three with a president, by an act after the deadline: each is written to and told', async () => {
    const answer = await appoint()
    expect(answer.statusCode, answer.body).toBe(200)
    expect(
      answer.json().commission.map(({ name, position }: Record<string, string>) => [name, position]),
    ).toEqual([
      ['Elena Fontana', 'president'],
      ['Marco Bianchi', 'member'],
      ['Sofia Ricci', 'member'],
    ])
    expect(answer.json().stage).toBe('commission')
    const letters = await fixture.db('mail_outbox').where({ object_id: call.code })
    expect(letters.map(({ kind }) => kind)).toEqual(Array(3).fill('evaluation.appointed'))
    expect(letters[0].body_text).toContain('DD 77/2026')
    const { items } = (await evaluator(0).client.get('/api/notifications')).json()
    expect(items[0]).toMatchObject({ kind: 'evaluation.appointed', objectId: call.code })
  })

  test.each([
    ['of two', () => seats(evaluators.slice(0, 2).map(({ id }) => id)), '/problems/commission-size'],
    ['of four', () => seats(evaluators.slice(0, 4).map(({ id }) => id)), '/problems/commission-size'],
    [
      'with somebody twice',
      () => seats([0, 0, 1].map((at) => evaluator(at).id)),
      '/problems/commission-size',
    ],
    [
      'without a president',
      () => seats().map((seat) => ({ ...seat, position: 'member' })),
      '/problems/commission-size',
    ],
    [
      'with somebody who is no evaluator',
      () => seats([evaluator(0).id, evaluator(1).id, applicantId]),
      '/problems/commission-person',
    ],
    [
      'with who appoints it',
      () => seats([evaluator(0).id, evaluator(1).id, officerId]),
      '/problems/commission-self',
    ],
  ])('not %s', async (_, members, type) => {
    const answer = await appoint(members())
    expect(answer.statusCode).toBe(422)
    expect(answer.json().type).toBe(type)
    expect(await fixture.db('commission_member').where({ call_id: call.id })).toEqual([])
  })

  test('not before the deadline, and not twice', async () => {
    await fixture
      .db('call')
      .where({ id: call.id })
      .update({ closes_at: fixture.db.raw("clock_timestamp() + interval '1 day'") })
    const early = await appoint()
    expect([early.statusCode, early.json().type]).toEqual([409, '/problems/evaluation-step'])
    expect(early.json().errors).toEqual([{ pointer: '', detail: 'deadlineNotPassed' }])
    await fixture
      .db('call')
      .where({ id: call.id })
      .update({ closes_at: fixture.db.raw("clock_timestamp() - interval '1 day'") })
    await appoint()
    expect((await appoint()).json().errors).toEqual([{ pointer: '', detail: 'commissionAppointed' }])
  })

  test('the database refuses who appoints themselves', async () => {
    const row = {
      call_id: call.id,
      account_id: officerId,
      position: 'member',
      act_number: '1',
      act_date: '2026-01-01',
    }
    await expect(fixture.db('commission_member').insert({ ...row, appointed_by: officerId })).rejects.toThrow(
      /check/,
    )
  })

  test('nobody goes on with a call they have a part in', async () => {
    const own = await insertAccount(fixture.app, { roles: ['caseOfficer', 'applicant'], name: 'Rita' })
    await insertSent(fixture.db, call, {
      accountId: own,
      number: `R-OWN-${turn}`,
      data: { kind: 'organisation', ...company },
    })
    const answer = await (await sessionOf(fixture.app, own)).post(`/api/desk/calls/${call.code}/rankings`, {
      kind: 'technical',
    })
    expect([answer.statusCode, answer.json().type]).toEqual([403, '/problems/own-call'])
  })
})

describe('declaring relations', () => {
  const filesOf = async (client: Client) => (await client.get(`/api/evaluation?call=${call.code}`)).json()

  test('comes before any name; what matches by code or name takes the file away', async () => {
    const firm = await send('R-FIRM', { kind: 'organisation', ...company })
    const group = await send('R-GROUP', { kind: 'temporaryGrouping', ...grouping })
    const person = await send('R-PERSON', {
      kind: 'person',
      name: 'Carla Riva',
      email: 'c@example.org',
      phone: '1',
    })
    await appoint()
    const { client } = evaluator(0)
    expect((await filesOf(client)).items).toEqual([])
    expect((await client.get(`/api/evaluation/${call.code}/requests/${person}`)).statusCode).toBe(404)

    const declared = await declare(client, [{ name: 'Ciclofficina', code: '00743110157', kind: 'work' }])
    expect(declared.statusCode, declared.body).toBe(200)
    expect(declared.json().lost).toEqual([{ number: `R-GROUP-${turn}`, source: 'declared' }])
    const files = await filesOf(client)
    expect(files.items.map(({ number }: { number: string }) => number)).toEqual([
      `R-FIRM-${turn}`,
      `R-PERSON-${turn}`,
    ])
    expect(files.commissions.find(({ code }: { code: string }) => code === call.code)).toMatchObject({
      toDo: 2,
      takenAway: 1,
    })
    const refused = await client.get(`/api/evaluation/${call.code}/requests/${group}`)
    expect([refused.statusCode, refused.json().type]).toEqual([403, '/problems/conflict-of-interest'])
    expect(refused.body).not.toContain('RTI')
    expect(declared.body).not.toContain('RTI')
    expect((await client.get(`/api/evaluation/${call.code}/requests/${firm}`)).statusCode).toBe(200)

    await declare(evaluator(1).client, [{ name: 'telai BOVISA s.r.l.', code: null, kind: 'business' }])
    const lost = (await filesOf(evaluator(1).client)).items
    expect(lost.map(({ number }: { number: string }) => number)).toEqual([`R-PERSON-${turn}`])
    await declare(evaluator(2).client)
    expect((await filesOf(evaluator(2).client)).items).toHaveLength(3)
  })

  test('is made once; a request that is entered afterwards is matched all the same', async () => {
    await appoint()
    const { client } = evaluator(0)
    await declare(client, [{ name: 'Carla Riva', code: null, kind: 'family' }])
    expect((await declare(client)).json().type).toBe('/problems/declared')
    const late = await send('R-LATE', {
      kind: 'person',
      name: 'RIVA Carla',
      email: 'c@example.org',
      phone: '1',
    })
    expect((await filesOf(client)).items).toEqual([])
    const refused = await client.inject({
      method: 'PUT',
      url: `/api/evaluation/${call.code}/requests/${late}/marks`,
      payload: {
        marks: [{ criterion: 'project', lotId: null, points: 1, purposes: null, note: 'Una nota.' }],
      },
    })
    expect(refused.statusCode).toBe(403)
  })

  test('a commissioner who asks, or belongs to who asks, loses every file without declaring it: the others are rivals', async () => {
    const { id, client } = evaluator(0)
    const request = await send('R-MINE', {
      kind: 'person',
      name: 'Altra Persona',
      email: 'c@example.org',
      phone: '1',
    })
    await send('R-RIVAL', { kind: 'organisation', ...company })
    const { party_id } = await fixture.db('request').where({ id: request }).first('party_id')
    await fixture
      .db('party_member')
      .insert({ party_id, account_id: id, role: 'editor', ended_at: fixture.db.fn.now() })
    await appoint()
    expect((await declare(client)).json().lost).toEqual([
      { number: `R-MINE-${turn}`, source: 'declared' },
      { number: `R-RIVAL-${turn}`, source: 'declared' },
    ])
  })

  test('what is declared is in no history, audit page or export', async () => {
    await appoint()
    await declare(evaluator(0).client, [{ name: 'Zqxcanary', code: null, kind: 'family' }])
    const auditor = await signInAs(fixture.app, { roles: ['auditor'] })
    for (const url of ['events?limit=200', 'export.csv', 'export.jsonl'])
      expect((await auditor.get(`/api/audit/${url}`)).body).not.toContain('Zqxcanary')
    expect((await officer.get(`/api/desk/calls/${call.code}/evaluation`)).body).not.toContain('Zqxcanary')
  })
})

describe('a conflict recognised in the file', () => {
  test('takes it away at once, and the office is told', async () => {
    const id = await send('R-FIRM', { kind: 'organisation', ...company })
    await appoint()
    const { client } = evaluator(0)
    await declare(client)
    const url = `/api/evaluation/${call.code}/requests/${id}`
    const answer = await client.post(`${url}/conflict`, { reason: 'È il fornitore di mio fratello.' })
    expect(answer.json().lost).toEqual([{ number: `R-FIRM-${turn}`, source: 'recognised' }])
    expect((await client.get(url)).statusCode).toBe(403)
    const { items } = (await officer.get('/api/notifications')).json()
    expect(items[0]).toMatchObject({ kind: 'desk.conflictRecognised', objectId: call.code })
  })
})

describe('replacing a commissioner', () => {
  const replace = async (accountId: string) => {
    const { commission } = (await officer.get(`/api/desk/calls/${call.code}/evaluation`)).json()
    return officer.post(`/api/desk/calls/${call.code}/commission/${commission[0].id}/replace`, {
      ...act,
      accountId,
      reason: 'È stata trasferita ad altro ufficio.',
    })
  }

  test('puts somebody else in the same place, for a reason; who left sees the call no more', async () => {
    await appoint()
    const answer = await replace(evaluator(3).id)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(
      answer.json().commission.map(({ name, position }: Record<string, string>) => [name, position]),
    ).toEqual([
      ['Luca Conti', 'president'],
      ['Marco Bianchi', 'member'],
      ['Sofia Ricci', 'member'],
      ['Elena Fontana', 'president'],
    ])
    expect((await evaluator(0).client.get(`/api/evaluation/${call.code}`)).statusCode).toBe(404)
    expect((await evaluator(3).client.get(`/api/evaluation/${call.code}`)).json().position).toBe('president')
  })

  test('not with somebody who sits, or sat, on it', async () => {
    await appoint()
    expect((await replace(evaluator(1).id)).json().type).toBe('/problems/commission-person')
  })
})
