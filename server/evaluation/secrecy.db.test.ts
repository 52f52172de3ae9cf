import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import {
  insertCommission,
  insertJudgedCall,
  insertMarks,
  insertSent,
  type JudgedCallIds,
  marksFor,
} from '../testing/evaluation.ts'
import { company } from '../testing/parties.ts'
import { type Client, insertAccount, sessionOf } from '../testing/people.ts'

const fixture = testApp()
let officerId = ''
let officer: Client
let evaluator: Client
const evaluators: string[] = []
const applicants: string[] = []

beforeAll(async () => {
  officerId = await insertAccount(fixture.app, { roles: ['propertyOffice'], name: 'Ugo Ufficio' })
  officer = await sessionOf(fixture.app, officerId)
  for (const name of ['Elena Fontana', 'Marco Bianchi', 'Sofia Ricci'])
    evaluators.push(await insertAccount(fixture.app, { roles: ['evaluator'], name }))
  evaluator = await sessionOf(fixture.app, evaluators[0] as string)
  for (const name of ['Anna Ferrari', 'Bruno Riva'])
    applicants.push(await insertAccount(fixture.app, { roles: ['applicant'], name }))
})

const sent = (call: JudgedCallIds, index: number) =>
  insertSent(fixture.db, call, {
    accountId: applicants[index] as string,
    number: `${call.code}/${index}`,
    data: { kind: 'organisation', ...company, vatNumber: `0119925015${index}` },
  })
const post = (call: JudgedCallIds, path: string, body: object) =>
  officer.post(`/api/desk/calls/${call.code}${path}`, body)
const session = { place: 'Sala Giunta', present: [], note: null, kind: 'opening', isPublic: true }

describe('minutes', () => {
  test('name no request, nor when it came, before the requests are opened', async () => {
    const columns = { status: 'open', closes_at: fixture.db.raw("clock_timestamp() + interval '1 day'") }
    const call = await insertJudgedCall(fixture.db, { code: 'SEALED-1', columns })
    await sent(call, 0)
    const beganAt = '2026-01-10T09:00:00Z'
    expect((await post(call, '/sessions', { ...session, beganAt })).statusCode).toBe(200)
    const { id } = await fixture.db('commission_session').where({ call_id: call.id }).first('id')
    const { place, present, note } = session
    await post(call, `/sessions/${id}/close`, { place, present, note, endedAt: '2026-01-10T10:00:00Z' })
    const { content } = await fixture.db('commission_session').where({ id }).first('content')
    expect(JSON.stringify(content)).not.toContain('SEALED-1/0')
  })

  test.each([
    ['2026-06-30T23:59:60Z', 'a leap second'],
    ['0000-00-00T00:00:00Z', 'no day'],
  ])('begin at no instant like %s', async (beganAt) => {
    const call = await insertJudgedCall(fixture.db, {
      code: `T-${beganAt.slice(0, 4)}`,
      unsealedBy: officerId,
    })
    const answer = await post(call, '/sessions', { ...session, beganAt })
    expect(answer.statusCode, answer.body).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode, answer.body).toBeLessThan(500)
  })
})

test('nothing follows from marks before the technical ranking is signed: no tie, no bid to be opened, no hindrance', async () => {
  const call = await insertJudgedCall(fixture.db, { code: 'PART-1', unsealedBy: officerId, lots: 1 })
  const members = await insertCommission(fixture.db, call, evaluators, officerId)
  const requests = [await sent(call, 0), await sent(call, 1)]
  const read = async () => (await officer.get('/api/desk/calls/PART-1/evaluation')).json()
  const seat = async () => (await evaluator.get('/api/evaluation/PART-1')).json()
  const before = await read()
  const movesBefore = (await seat()).moves
  for (const requestId of requests)
    await insertMarks(
      fixture.db,
      call,
      marksFor(call, { memberId: members[1] as number, requestId }, { project: 40, impact: 20 }),
    )
  const after = await read()
  expect([after.opening, after.ties, after.moves]).toEqual([before.opening, before.ties, before.moves])
  expect((await seat()).moves).toEqual(movesBefore)
})

test('the database takes no ranking that is published before its time, however it is written', async () => {
  const call = await insertJudgedCall(fixture.db, { code: 'EARLY-1', unsealedBy: officerId })
  const row = {
    call_id: call.id,
    kind: 'final',
    call_version_id: call.versionId,
    content: '{}',
    content_hash: 'test',
    proposed_by: officerId,
    signed_by: officerId,
    signed_at: fixture.db.fn.now(),
    published_by: evaluators[0],
    published_at: fixture.db.fn.now(),
  }
  await expect(fixture.db('ranking').insert(row)).rejects.toThrow(/follows the signed technical/)
})
