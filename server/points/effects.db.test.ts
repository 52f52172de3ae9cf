import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '../db/index.ts'
import { testApp } from '../testing/app.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan, insertPoint, type PlanMade } from '../testing/points.ts'
import { insertSpace } from '../testing/requests.ts'
import { box, insertCity, point } from '../testing/spaces.ts'

const fixture = testApp()
let plan: PlanMade
let planner: Client

beforeAll(async () => {
  await insertCity(fixture.db)
  plan = await insertPlan(fixture.db, 'PGT')
  planner = await signInAs(fixture.app, { roles: ['planner'], name: 'Paolo' })
})

const decide = (id: number, outcome: string, more: object = {}) =>
  planner.post(`/api/desk/points/${id}/decisions`, {
    stage: 'technical',
    outcome,
    reason: 'La quota minima è portata al venti per cento, come chiesto.',
    decidedOn: '2026-01-10',
    ...more,
  })
const square = (west: number, south: number, side: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
})

describe('what accepted points change in the plan', () => {
  test('an article with its words before and after, an area with its size; only by points that are granted', async () => {
    const [granted, refused] = [
      await insertPoint(fixture.db, plan, 'Più quota.'),
      await insertPoint(fixture.db, plan, 'Meno quota.'),
    ]
    await decide(granted, 'accepted')
    await decide(refused, 'rejected')
    const article = {
      kind: 'article',
      plan: 'PGT',
      title: 'Quota minima',
      articleId: plan.articles.pds11,
      paragraph: '3',
      beforeText: 'La quota minima è del 10 per cento.',
      afterText: 'La quota minima è del 20 per cento.',
    }
    const wrong = await planner.post('/api/desk/plan-changes', { ...article, points: [granted, refused] })
    expect(wrong.json().type).toBe('/problems/not-granted')
    await planner.post('/api/desk/plan-changes', { ...article, points: [granted] })
    const answer = await planner.post('/api/desk/plan-changes', {
      kind: 'area',
      plan: 'PGT',
      title: 'Perimetro',
      before: square(9.1, 45.4, 0.001),
      after: square(9.1, 45.4, 0.002),
      points: [granted],
    })
    expect(answer.statusCode, answer.body).toBe(200)
    const { items } = answer.json()
    expect(items).toMatchObject([
      { kind: 'article', provision: 'PdS art. 11 c. 3', points: [{ id: granted }] },
      { kind: 'area', title: 'Perimetro' },
    ])
    expect(items[1].afterM2 / items[1].beforeM2).toBeCloseTo(4, 2)
    const detail = (await planner.get(`/api/desk/points/${granted}`)).json()
    expect(detail.changes).toHaveLength(2)
    const drop = () => planner.post(`/api/desk/plan-changes/${items[1].id}/drop`)
    const { status } = await fixture.db('plan').where({ code: plan.code }).first('status')
    await fixture.db('plan').where({ code: plan.code }).update({ status: 'withdrawn' })
    expect((await drop()).json().errors).toEqual([{ pointer: '/planClosed', detail: 'planClosed' }])
    await fixture.db('plan').where({ code: plan.code }).update({ status })
    const dropped = await drop()
    expect(dropped.json().total).toBe(1)
    expect((await planner.post(`/api/desk/plan-changes/${items[1].id}/drop`)).statusCode).toBe(404)
  })

  test('an area whose ring is not closed is refused in words', async () => {
    const granted = await insertPoint(fixture.db, plan, 'Ancora.')
    await decide(granted, 'accepted')
    const after = {
      type: 'Polygon',
      coordinates: [
        [
          [9.1, 45.4],
          [9.2, 45.4],
          [9.2, 45.5],
          [9.1, 45.5],
        ],
      ],
    }
    const body = { kind: 'area', plan: 'PGT', title: 'Rotta', after, points: [granted] }
    const answer = await planner.post('/api/desk/plan-changes', body)
    expect(answer.json()).toMatchObject({ status: 422, type: '/problems/area' })
  })
})

/** The Council accepts the point, the plan is approved, and its register is published. */
async function approveAndPublish(db: Db, planId: number, pointId: number): Promise<void> {
  await db('decision').insert({
    point_id: pointId,
    stage: 'council',
    outcome: 'accepted',
    act_number: '34/2026',
    decided_on: '2026-10-14',
    decided_by: planner.me.account?.id,
  })
  const approval = { status: 'approved', approved_on: '2026-10-14', approved_act: '34/2026' }
  await db('plan').where({ id: planId }).update(approval)
  await db('plan').where({ id: planId }).update({ published_at: db.fn.now() })
}

describe('around a point', () => {
  test('the spaces of the census its place covers', async () => {
    await insertSpace(fixture.db, 'MI-9-0001', { geom: point(9.105, 45.405) })
    await insertSpace(fixture.db, 'MI-9-0002', { geom: point(9.25, 45.55) })
    const id = await insertPoint(fixture.db, plan, 'Qui.', {
      target: 'place',
      geom: box(9.1, 45.4, 9.11, 45.41),
    })
    const detail = (await planner.get(`/api/desk/points/${id}`)).json()
    expect(detail.spaces.map(({ code }: { code: string }) => code)).toEqual(['MI-9-0001'])
  })

  test('regression 17: a space shows the points on it to the public once published, redacted and signed, and no sooner', async () => {
    const { db, app } = fixture
    await insertSpace(db, 'MI-9-0003', { geom: point(9.205, 45.505) })
    await insertSpace(db, 'MI-9-0004', { geom: point(9.205, 45.505), public_position: 'hidden' })
    const own = await insertPlan(db, 'PUBBLICO', { public_from: '2026-01-01' })
    const id = await insertPoint(db, own, 'Io, Anna Verdi, chiedo un laboratorio.', {
      target: 'place',
      geom: box(9.2, 45.5, 9.21, 45.51),
    })
    const seen = async (code: string) => (await app.inject(`/api/spaces/${code}/observations`)).json()
    const [second] = await db('account')
      .insert({ name: 'B', email: 'b@example.org', password_hash: 'none' })
      .returning('id')
    expect(await seen('MI-9-0003')).toEqual({ total: 0, items: [] })
    const { sourceHash } = await db('point')
      .where({ id })
      .first({ sourceHash: db.raw("encode(sha256(convert_to(text, 'UTF8')), 'hex')") })
    await db('public_text').insert({
      point_id: id,
      text: '[omissis] chiede un laboratorio.',
      synthesis: 'Un laboratorio.',
      place: 'exact',
      source_hash: sourceHash,
      redacted_by: planner.me.account?.id,
    })
    expect((await seen('MI-9-0003')).total).toBe(0)
    await db('public_text').where({ point_id: id }).update({ signed_by: second.id, signed_at: db.fn.now() })
    expect((await seen('MI-9-0003')).total).toBe(0)
    await approveAndPublish(db, own.id, id)
    expect(await seen('MI-9-0003')).toMatchObject({
      total: 1,
      items: [{ synthesis: 'Un laboratorio.', outcome: 'accepted' }],
    })
    expect((await seen('MI-9-0004')).total).toBe(0)
    await db('public_text').where({ point_id: id }).update({ replaced_at: db.fn.now() })
    await db('public_text').insert({
      point_id: id,
      revision: 2,
      text: '[omissis]',
      synthesis: 'Un laboratorio.',
      place: 'neighbourhood',
      source_hash: sourceHash,
      redacted_by: planner.me.account?.id,
      signed_by: second.id,
      signed_at: db.fn.now(),
    })
    expect((await seen('MI-9-0003')).total).toBe(0)
  })

  test('standard replies say where they are used', async () => {
    const id = await insertPoint(fixture.db, plan, 'Con risposta tipo.')
    const raw = await decide(id, 'rejected', {
      reason: 'Il punto {number} contrasta con il piano.',
      templateId: plan.template,
    })
    expect(raw.json().errors[0].detail).toBe('placeholderLeft')
    await decide(id, 'rejected', { templateId: plan.template })
    const { items } = (await planner.get('/api/desk/points/replies?plan=PGT')).json()
    expect(items).toMatchObject([{ code: 'R1', checked: false, uses: 1, points: [{ id }] }])
  })
})

test('the board counts what is left by stage and person, and says when it would end', async () => {
  const own = await insertPlan(fixture.db, 'BOARD')
  const [one = 0] = [
    await insertPoint(fixture.db, own, 'Uno.', { assignee_id: planner.me.account?.id, concerns_vas: true }),
    await insertPoint(fixture.db, own, 'Due.', { due_on: '2026-01-01' }),
  ]
  await decide(one, 'rejected')
  const board = (await planner.get('/api/desk/points/progress?plan=BOARD')).json()
  expect(board).toMatchObject({
    points: 2,
    submissions: { total: 2, toSplit: 0 },
    vas: { points: 1, granted: 0, refused: 1 },
    people: [
      { name: null, points: 1, undecided: 1, overdue: 1 },
      { name: 'Paolo', points: 1, undecided: 0, overdue: 0 },
    ],
  })
  expect(board.stages).toMatchObject([
    { stage: 'technical', done: 1, left: 1 },
    { stage: 'giunta', done: 0, left: 2, endsOn: null, late: true },
    { stage: 'council', done: 0, left: 2 },
  ])
  expect(board.lastDay).toMatch(/^\d{4}-\d\d-\d\d$/)
})
