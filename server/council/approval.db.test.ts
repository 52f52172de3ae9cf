import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { propose } from '../testing/council.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan, insertPoint, insertSubmission, type PlanMade } from '../testing/points.ts'

const fixture = testApp()
let head: Client
let planner: Client

beforeAll(async () => {
  head = await signInAs(fixture.app, { roles: ['planningHead'], name: 'Teresa' })
  planner = await signInAs(fixture.app, { roles: ['planner'], name: 'Paolo' })
})

const given = { version: 1, approvedOn: '2026-03-10', approvedAct: 'DCC 12/2026' }
const approve = ({ code }: PlanMade, changes: object = {}, client = head) =>
  client.post(`/api/desk/plans/${code}/approve`, { ...given, ...changes })

/** The Council decides as proposed, by hand. */
async function decide(pointId: number): Promise<void> {
  const { db } = fixture
  const by = head.me.account?.id
  await propose(db, by, { point_id: pointId })
  const [decision] = await db('decision')
    .insert({
      point_id: pointId,
      stage: 'council',
      outcome: 'accepted',
      act_number: 'DCC 7',
      decided_on: '2026-03-02',
      decided_by: by,
    })
    .returning('id')
  const { plan_id } = await db('point').where({ id: pointId }).first('plan_id')
  await db('council_vote').insert({
    plan_id,
    point_id: pointId,
    held_on: '2026-03-02',
    present: 3,
    in_favour: 3,
    against: 0,
    abstained: 0,
    decision_id: decision.id,
    recorded_by: by,
  })
}

describe('the approval of a plan', () => {
  test('is refused with how many are open and the first of them; the database refuses behind it', async () => {
    const plan = await insertPlan(fixture.db, 'APERTO', { status: 'voting' })
    const points: number[] = []
    for (let at = 0; at < 12; at += 1) points.push(await insertPoint(fixture.db, plan, `Punto ${at}.`))
    const loose = await insertSubmission(fixture.db, plan, 'Mai scomposta.')
    const answer = await approve(plan)
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({
      type: '/problems/plan-open',
      detail: expect.stringContaining('12'),
    })
    expect(answer.json().errors).toHaveLength(11)
    expect(answer.json().errors.at(-1)).toEqual({ pointer: `/submissions/${loose.id}`, detail: loose.number })
    const open = (await planner.get('/api/desk/plans/APERTO/approval')).json()
    expect(open).toMatchObject({ points: { total: 12 }, submissions: { total: 1 }, lastVoteOn: null })
    expect(open.points.first).toHaveLength(10)
    const byHand = fixture
      .db('plan')
      .where({ id: plan.id })
      .update({ status: 'approved', approved_on: '2026-03-10', approved_act: 'DCC 1' })
    await expect(byHand).rejects.toThrow('a submission has not been split into points')
  })

  test('records day and act once every point that counts is decided', async () => {
    const plan = await insertPlan(fixture.db, 'DECISO', { status: 'voting' })
    await decide(await insertPoint(fixture.db, plan, 'Decisa.'))
    await insertPoint(fixture.db, plan, 'Ritirata.', {}, { status: 'withdrawn', withdrawn_at: '2026-01-01' })
    const [act] = await fixture
      .db('late_act')
      .insert({
        plan_id: plan.id,
        examined: false,
        reason: 'Fuori termine.',
        act_number: 'DD 1',
        act_date: '2026-02-01',
        made_by: head.me.account?.id,
      })
      .returning('id')
    await insertSubmission(fixture.db, plan, 'Tardiva.', { is_late: true, late_act: act.id })
    const early = await approve(plan, { approvedOn: '2026-03-01' })
    expect(early.json()).toMatchObject({
      type: '/problems/plan-approval',
      errors: [{ detail: 'dateBeforeVotes' }],
    })
    const ahead = await approve(plan, { approvedOn: '2999-01-01' })
    expect(ahead.json().errors[0].detail).toBe('dateAhead')
    expect((await approve(plan, { version: 9 })).json().type).toBe('/problems/version')
    expect((await approve(plan, {}, planner)).statusCode).toBe(403)
    const answer = await approve(plan)
    expect(answer.json()).toMatchObject({ status: 'approved', version: 2 })
    const stored = await fixture.db('plan').where({ id: plan.id }).first('approved_act', 'status')
    expect(stored).toEqual({ approved_act: 'DCC 12/2026', status: 'approved' })
    const event = await fixture
      .db('audit_event')
      .where({ object_kind: 'plan', object_id: 'DECISO' })
      .first('action', 'actor_role')
    expect(event).toEqual({ action: 'approve', actor_role: 'planningHead' })
    expect((await approve(plan, { version: 2 })).json().type).toBe('/problems/plan-move')
  })

  test('waits for the Council: a plan that is examined is not approved', async () => {
    const plan = await insertPlan(fixture.db, 'ESAME')
    expect((await approve(plan)).json()).toMatchObject({
      type: '/problems/plan-move',
      errors: [{ detail: 'notInThisState' }],
    })
  })
})
