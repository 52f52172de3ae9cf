import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan, insertPoint, type PlanMade } from '../testing/points.ts'

const fixture = testApp()
let plan: PlanMade
let planner: Client
let head: Client

beforeAll(async () => {
  plan = await insertPlan(fixture.db, 'PGT')
  planner = await signInAs(fixture.app, { roles: ['planner'], name: 'Paolo' })
  head = await signInAs(fixture.app, { roles: ['planningHead'], name: 'Teresa' })
})

const rejection = {
  stage: 'technical',
  outcome: 'rejected',
  reason: 'La richiesta contrasta con la quota minima di servizi dell’articolo 11.',
  decidedOn: '2026-01-10',
}
const decide = (client: Client, id: number, body: object = {}) =>
  client.post(`/api/desk/points/${id}/decisions`, { ...rejection, ...body })
const detail = async (id: number) => (await planner.get(`/api/desk/points/${id}`)).json()
const submissionOf = (id: number) =>
  fixture
    .db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .where({ 'p.id': id })
    .first({ status: 's.status' })

describe('decisions on a point', () => {
  test('the technical proposal and that of the Giunta are two dated decisions; what is replaced is kept', async () => {
    const id = await insertPoint(fixture.db, plan, 'Si chiede una quota minore di servizi.')
    expect((await decide(planner, id)).json()).toMatchObject({ stage: 'technical', outcome: 'rejected' })
    expect(await submissionOf(id)).toEqual({ status: 'proposed' })
    await decide(planner, id, { outcome: 'partlyAccepted', decidedOn: '2026-01-12' })
    const giunta = await decide(head, id, {
      stage: 'giunta',
      actNumber: 'DG 12/2026',
      decidedOn: '2026-02-01',
    })
    expect(giunta.json()).toMatchObject({ stage: 'giunta', outcome: 'rejected' })
    const { decisions } = await detail(id)
    expect(
      decisions.map((d: { stage: string; outcome: string; replaced: boolean }) => [
        d.stage,
        d.outcome,
        d.replaced,
      ]),
    ).toEqual([
      ['giunta', 'rejected', false],
      ['technical', 'partlyAccepted', false],
      ['technical', 'rejected', true],
    ])
  })

  test('is refused with every reason there is, and nothing is written', async () => {
    const id = await insertPoint(fixture.db, plan, 'Si chiede altro.')
    const answer = await decide(planner, id, { reason: ' ', decidedOn: '2999-01-01' })
    expect(answer.statusCode).toBe(409)
    expect(answer.json().errors.map(({ detail: code }: { detail: string }) => code)).toEqual([
      'reasonMissing',
      'dateAhead',
    ])
    const early = await decide(head, id, { stage: 'giunta', actNumber: 'DG 1' })
    expect(early.json().errors[0].detail).toBe('earlierStageMissing')
    expect(await fixture.db('decision').where({ point_id: id })).toEqual([])
  })

  test('the Council’s vote has no route here, and a proposal of the Giunta is the head’s to record', async () => {
    const id = await insertPoint(fixture.db, plan, 'Si chiede altro ancora.')
    expect((await decide(head, id, { stage: 'council', actNumber: 'DC 1' })).statusCode).toBe(400)
    await decide(planner, id)
    const answer = await decide(planner, id, { stage: 'giunta', actNumber: 'DG 1', decidedOn: '2026-02-01' })
    expect(answer.json().type).toBe('/problems/not-leading')
  })

  test('nobody decides on what they wrote', async () => {
    const id = await insertPoint(
      fixture.db,
      plan,
      'Scritto da me.',
      {},
      { account_id: planner.me.account?.id },
    )
    expect((await decide(planner, id)).json().type).toBe('/problems/own-observation')
    expect((await decide(head, id)).statusCode).toBe(200)
  })

  test('a locked place keeps what a point says; only the head takes it out', async () => {
    const id = await insertPoint(fixture.db, plan, 'Da chiudere.')
    const move = (client: Client, version: number, placeId: number) =>
      client.post(`/api/desk/points/${id}/move`, { version, placeId })
    const early = await move(planner, 1, plan.places.complete)
    expect(early.json().errors[0].detail).toBe('undecided')
    await decide(planner, id)
    expect((await move(planner, 1, plan.places.complete)).json()).toMatchObject({ locked: true, version: 2 })
    const change = await planner.inject({
      method: 'PATCH',
      url: `/api/desk/points/${id}`,
      payload: { version: 2, synthesis: 'Altro' },
    })
    expect(change.json()).toMatchObject({ type: '/problems/point-change', errors: [{ detail: 'locked' }] })
    expect((await move(planner, 2, plan.places.draft)).json().errors[0].detail).toBe('locked')
    expect((await move(head, 2, plan.places.draft)).statusCode).toBe(200)
    const lost = await move(head, 2, plan.places.technical)
    expect(lost.json()).toMatchObject({
      type: '/problems/version',
      errors: [{ pointer: '/version', detail: '3' }],
    })
  })
})

describe('a plan', () => {
  test('is not approved while a point waits for the Council: the database says so', async () => {
    const own = await insertPlan(fixture.db, 'APPROVA')
    const id = await insertPoint(fixture.db, own, 'Un solo punto.')
    await decide(planner, id)
    const approve = () =>
      fixture
        .db('plan')
        .where({ id: own.id })
        .update({ status: 'approved', approved_on: '2026-11-01', approved_act: 'DC 1' })
    await expect(approve()).rejects.toThrow('a point has no decision of the Council')
    for (const stage of ['giunta', 'council'])
      await fixture.db('decision').insert({
        point_id: id,
        stage,
        outcome: 'accepted',
        act_number: 'X 1',
        decided_on: '2026-03-01',
        decided_by: head.me.account?.id,
      })
    await approve()
    expect((await decide(planner, id, { decidedOn: '2026-04-01' })).json().errors[0].detail).toBe(
      'planClosed',
    )
  })
})

describe('conversation about a point', () => {
  test('ends with the examination of its plan', async () => {
    const closed = await insertPlan(fixture.db, 'CHIUSO', { status: 'withdrawn' })
    const id = await insertPoint(fixture.db, closed, 'Un punto.')
    const refused = await planner.post(`/api/desk/points/${id}/comments`, { text: 'Troppo tardi.' })
    expect(refused.json().errors).toEqual([{ pointer: '/planClosed', detail: 'planClosed' }])
    expect(await fixture.db('point_comment').where({ point_id: id })).toEqual([])
  })

  test('comments, relations from both ends, and opinions that are answered once', async () => {
    const [one, two] = [
      await insertPoint(fixture.db, plan, 'Il primo dei due.'),
      await insertPoint(fixture.db, plan, 'Il secondo dei due.'),
    ]
    await planner.post(`/api/desk/points/${one}/comments`, { text: 'Da sentire il Demanio.' })
    const { reference } = await detail(two)
    await planner.post(`/api/desk/points/${one}/relations`, { other: reference, kind: 'examinedTogether' })
    expect((await detail(two)).relations).toMatchObject([{ id: one, kind: 'examinedTogether', ours: false }])
    const nowhere = await planner.post(`/api/desk/points/${one}/relations`, {
      other: '999/9',
      kind: 'identical',
    })
    expect(nowhere.json().type).toBe('/problems/no-such-point')
    const asked = await planner.post(`/api/desk/points/${one}/opinions`, {
      office: 'Demanio',
      question: 'L’area è comunale?',
      dueOn: '2026-12-20',
    })
    const [opinion] = asked.json().opinions
    const give = () =>
      planner.post(`/api/desk/opinions/${opinion.id}/answer`, { answer: 'favourable', text: 'Sì, dal 1974.' })
    expect((await give()).json()).toMatchObject({ opinionsWaiting: 0, opinions: [{ answer: 'favourable' }] })
    expect((await give()).json().type).toBe('/problems/opinion-answered')
    await planner.post(`/api/desk/points/${two}/relations/end`, { other: one, kind: 'examinedTogether' })
    expect((await detail(one)).relations).toEqual([])
  })
})
