import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import {
  insertCommission,
  insertJudgedCall,
  insertSent,
  type JudgedCallIds,
  letTimePass,
} from '../testing/evaluation.ts'
import { company } from '../testing/parties.ts'
import { type Client, insertAccount, sessionOf } from '../testing/people.ts'

const fixture = testApp()
let rivalId = ''
let rival: Client
let officerId = ''
let officer: Client
let sittingId = ''
let sitting: Client
let applicantId = ''
const evaluators: string[] = []
let turn = 0
let call: JudgedCallIds
let requestId = ''

beforeAll(async () => {
  const person = async (name: string, roles: Parameters<typeof insertAccount>[1]['roles']) =>
    insertAccount(fixture.app, { name, roles })
  rivalId = await person('Rino Rivale', ['propertyOffice', 'caseOfficer', 'applicant'])
  officerId = await person('Ugo Ufficio', ['propertyOffice'])
  sittingId = await person('Carla Commissaria', ['propertyOffice', 'evaluator'])
  applicantId = await person('Anna Ferrari', ['applicant'])
  for (const name of ['Elena Fontana', 'Marco Bianchi', 'Sofia Ricci'])
    evaluators.push(await person(name, ['evaluator']))
  rival = await sessionOf(fixture.app, rivalId)
  officer = await sessionOf(fixture.app, officerId)
  sitting = await sessionOf(fixture.app, sittingId)
})

beforeEach(async () => {
  turn += 1
  call = await insertJudgedCall(fixture.db, { code: `I-${turn}`, unsealedBy: officerId })
  requestId = await insertSent(fixture.db, call, {
    accountId: applicantId,
    number: `R-${turn}`,
    data: { kind: 'organisation', ...company },
    status: 'formalCheck',
  })
})

const refusal = ({ statusCode, json }: { statusCode: number; json: () => { type: string } }) => [
  statusCode,
  json().type,
]

describe('an officer who asks in a call', () => {
  beforeEach(async () => {
    await insertSent(fixture.db, call, {
      accountId: rivalId,
      number: `X-${turn}`,
      data: { kind: 'organisation', ...company, name: 'Rivale Srl' },
      status: 'admitted',
    })
  })
  const desk = (path: string, payload: object) => rival.post(`/api/desk/calls/${call.code}${path}`, payload)
  const act = { actNumber: 'DD 77/2026', actDate: '2026-06-01' }

  test('appoints and replaces nobody on its commission', async () => {
    const members = evaluators.map((accountId, index) => ({
      accountId,
      position: index === 0 ? 'president' : 'member',
    }))
    expect(refusal(await desk('/commission', { ...act, members }))).toEqual([403, '/problems/own-call'])
    const [memberId] = await insertCommission(fixture.db, call, evaluators, officerId)
    const replacing = { ...act, accountId: sittingId, reason: 'Impedimento del componente.' }
    expect(refusal(await desk(`/commission/${memberId}/replace`, replacing))).toEqual([
      403,
      '/problems/own-call',
    ])
  })

  test('neither revokes it nor says that nobody asked', async () => {
    const grounds = { reason: 'Interesse pubblico sopravvenuto.', actNumber: 'DD 1', actDate: '2026-11-20' }
    for (const move of ['revoke', 'noBids'])
      expect(refusal(await desk(`/${move}`, { version: 1, ...grounds })), move).toEqual([
        403,
        '/problems/own-call',
      ])
  })

  test('writes none of its minutes', async () => {
    const session = { place: 'Sala Giunta', present: [], note: null, kind: 'formal', isPublic: false }
    const beganAt = '2026-06-01T09:00:00Z'
    expect(refusal(await desk('/sessions', { ...session, beganAt }))).toEqual([403, '/problems/own-call'])
    await officer.post(`/api/desk/calls/${call.code}/sessions`, { ...session, beganAt })
    const { id } = await fixture.db('commission_session').where({ call_id: call.id }).first('id')
    const closing = { place: 'Sala Giunta', present: [], note: null, endedAt: '2026-06-01T10:00:00Z' }
    expect(refusal(await desk(`/sessions/${id}/close`, closing))).toEqual([403, '/problems/own-call'])
  })

  test('decides on no request of a rival', async () => {
    const answer = await rival.post(`/api/desk/requests/${requestId}/exclude`, {
      version: 2,
      reasonCode: 'missingRequirement',
      reason: 'Non è iscritta al registro delle imprese.',
    })
    expect(refusal(answer)).toEqual([403, '/problems/own-call'])
    const { status } = await fixture.db('request').where({ id: requestId }).first('status')
    expect(status).toBe('formalCheck')
  })

  test('enters nothing that comes in on paper, nor what is in it', async () => {
    const arrival = { channel: 'paper', receivedAt: '2026-11-20T10:00:00', note: 'Busta chiusa.' }
    expect(refusal(await desk('/arrivals', arrival))).toEqual([403, '/problems/own-call'])
    const entered = await officer.post(`/api/desk/calls/${call.code}/arrivals`, arrival)
    expect(entered.statusCode, entered.body).toBe(200)
    const { id } = await fixture.db('request').where({ call_id: call.id, channel: 'paper' }).first('id')
    const content = { applicant: { kind: 'person', name: 'Bruno Riva' } }
    const written = await rival.post(`/api/desk/arrivals/${id}/content`, { lots: call.lotIds, content })
    expect(refusal(written)).toEqual([403, '/problems/own-call'])
  })

  test('is told so by the page of a rival', async () => {
    const page = (await rival.get(`/api/desk/requests/${requestId}`)).json()
    expect([page.isOwn, page.actions]).toEqual([true, []])
  })
})

describe('an officer who sits on the commission', () => {
  let memberId = 0
  let lostId = ''
  beforeEach(async () => {
    await fixture.db('request').where({ id: requestId }).update({ status: 'admitted' })
    const ids = await insertCommission(fixture.db, call, [...evaluators.slice(0, 2), sittingId], officerId)
    memberId = ids[2] as number
    lostId = await insertSent(fixture.db, call, {
      accountId: evaluators[0] as string,
      number: `L-${turn}`,
      data: { kind: 'organisation', ...company, name: 'Cugini di Carla Srl', vatNumber: '01234567897' },
    })
    await fixture
      .db('evaluation_conflict')
      .insert({ member_id: memberId, request_id: lostId, source: 'recognised', reason: 'Cugini.' })
    await fixture.db('request_file').insert({
      request_id: lostId,
      name: 'piano.pdf',
      media_type: 'application/pdf',
      size_bytes: 4,
      sha256: 'a'.repeat(64),
      received_sha256: 'a'.repeat(64),
      content: Buffer.from('%PDF'),
      purpose: 'attachment',
    })
  })
  const numbers = async () => {
    const { items } = (await sitting.get(`/api/desk/requests?call=${call.code}`)).json()
    return items.map(({ number }: { number: string }) => number)
  }

  test('does not read at the desk what a conflict has taken away, nor its files, and does not decide on it', async () => {
    const { id: fileId } = await fixture.db('request_file').where({ request_id: lostId }).first('id')
    const path = `/api/desk/requests/${lostId}`
    expect(refusal(await sitting.get(path))).toEqual([403, '/problems/conflict-of-interest'])
    expect((await sitting.get(`/api/requests/${lostId}/files/${fileId}`)).statusCode).toBe(404)
    expect((await officer.get(`/api/requests/${lostId}/files/${fileId}`)).statusCode).toBe(200)
    expect(refusal(await sitting.post(`${path}/restricted`, { reason: 'Curiosità.' }))).toEqual([
      403,
      '/problems/conflict-of-interest',
    ])
    expect(refusal(await sitting.post(`${path}/take`, { version: 2 }))).toEqual([
      403,
      '/problems/conflict-of-interest',
    ])
    expect(await numbers()).toEqual([`R-${turn}`])
    expect((await officer.get(path)).statusCode).toBe(200)
  })

  test('sees no name before they have declared to whom they are tied', async () => {
    await fixture.db('commission_member').where({ id: memberId }).update({ declared_at: null })
    expect(await numbers()).toEqual([])
    expect(refusal(await sitting.get(`/api/desk/requests/${requestId}`))).toEqual([
      403,
      '/problems/declare-first',
    ])
    const page = await sitting.get(`/api/desk/calls/${call.code}/evaluation`)
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toContain(company.name)
    expect((await officer.get(`/api/desk/calls/${call.code}/evaluation`)).body).toContain(company.name)
  })
})

test('a review is not answered by an officer who asks in the call', async () => {
  await fixture.db('request').where({ id: requestId }).update({ status: 'evaluated' })
  await insertSent(fixture.db, call, {
    accountId: rivalId,
    number: `X-${turn}`,
    data: { kind: 'organisation', ...company, name: 'Rivale Srl' },
    status: 'evaluated',
  })
  const [ranking] = await fixture
    .db('ranking')
    .insert({
      call_id: call.id,
      kind: 'provisional',
      call_version_id: call.versionId,
      content: '{}',
      content_hash: 'test',
      proposed_by: officerId,
    })
    .returning('id')
  const [review] = await fixture
    .db('ranking_review')
    .insert({ ranking_id: ranking.id, request_id: requestId, text: 'Il punteggio è sbagliato.' })
    .returning('id')
  await letTimePass(fixture.db, call.id)
  const answer = await rival.post(`/api/desk/calls/${call.code}/reviews/${review.id}`, {
    outcome: 'rejected',
    answer: 'Il punteggio è giusto così.',
  })
  expect(refusal(answer)).toEqual([403, '/problems/own-call'])
})
