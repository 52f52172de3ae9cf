import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan, insertPoint, type PlanMade } from '../testing/points.ts'
import { box } from '../testing/spaces.ts'

const fixture = testApp()
let planner: Client
let head: Client

beforeAll(async () => {
  planner = await signInAs(fixture.app, { roles: ['planner'] })
  head = await signInAs(fixture.app, { roles: ['planningHead'] })
})

const campaign =
  'Si chiede che nell’ex scalo si preveda una quota di spazi produttivi a canone calmierato, con laboratori artigiani al piano terra e un deposito comune per le biciclette.'
const decision = {
  stage: 'technical',
  outcome: 'partlyAccepted',
  reason: 'La quota di spazi produttivi è introdotta nell’articolo 11, senza canone.',
  decidedOn: '2026-01-10',
}

async function twinsOf(plan: PlanMade, count: number): Promise<number[]> {
  const ids: number[] = []
  for (let at = 0; at < count; at += 1)
    ids.push(
      await insertPoint(fixture.db, plan, `Residente ${at}: ${campaign}`, {
        article_id: plan.articles.pds11,
      }),
    )
  return ids
}

async function groupOf(plan: PlanMade, ids: number[]): Promise<number> {
  const proposed = await planner.post('/api/desk/twins', { plan: plan.code, points: ids })
  expect(proposed.statusCode, proposed.body).toBe(201)
  const [suggestion] = proposed.json().items
  const made = await head.post(`/api/desk/twins/${suggestion.id}/confirm`, { title: 'Ex scalo', points: ids })
  expect(made.statusCode, made.body).toBe(200)
  return made.json().id
}

const detail = async (id: number) => (await planner.get(`/api/desk/points/${id}`)).json()

describe('twins', () => {
  test('are suggested with their reasons, confirmed by the head, and never suggested again once dismissed', async () => {
    const plan = await insertPlan(fixture.db, 'GEMELLI')
    const ids = await twinsOf(plan, 4)
    await insertPoint(
      fixture.db,
      plan,
      'La tavola R.02 segna un vincolo su un cortile che non c’è più da anni.',
    )
    const search = () => planner.post('/api/desk/twins/search', { plan: plan.code })
    const { items } = (await search()).json()
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ size: 4, pointIds: ids })
    const kinds = items[0].reasons.map(({ kind }: { kind: string }) => kind)
    expect(kinds).toEqual(['words', 'trigrams', 'provision'])
    expect(items[0].reasons[0].least).toBeGreaterThan(0.8)
    const tooEarly = await planner.post(`/api/desk/twins/${items[0].id}/confirm`, { title: 'X', points: ids })
    expect(tooEarly.json().type).toBe('/problems/not-leading')
    await planner.post(`/api/desk/twins/${items[0].id}/dismiss`)
    expect((await search()).json().total).toBe(0)
  })

  test('are suggested by place where their words are less alike, and say so', async () => {
    const plan = await insertPlan(fixture.db, 'LUOGHI')
    const near = { target: 'place', geom: box(9.1, 45.4, 9.12, 45.42) }
    const overlapping = { target: 'place', geom: box(9.11, 45.41, 9.13, 45.43) }
    const far = { target: 'place', geom: box(9.2, 45.5, 9.21, 45.51) }
    const one = await insertPoint(
      fixture.db,
      plan,
      'Si chiede di rendere edificabile l’area di via Prova 12 per uffici.',
      near,
    )
    const two = await insertPoint(
      fixture.db,
      plan,
      'Chiedo che l’area di via Prova 12 diventi edificabile, per uffici.',
      overlapping,
    )
    await insertPoint(
      fixture.db,
      plan,
      'Chiedo sia edificabile per uffici anche l’area di via Prova 12.',
      far,
    )
    const { items } = (await planner.post('/api/desk/twins/search', { plan: plan.code })).json()
    expect(items).toMatchObject([{ pointIds: [one, two] }])
    expect(items[0].reasons.map(({ kind }: { kind: string }) => kind)).toContain('place')
  })
})

describe('a group', () => {
  test('has one reason and one outcome for all its points, which have none of their own', async () => {
    const plan = await insertPlan(fixture.db, 'UNO')
    const ids = await twinsOf(plan, 3)
    const id = await groupOf(plan, ids)
    const single = await planner.post(`/api/desk/points/${ids[0]}/decisions`, decision)
    expect(single.json().errors[0].detail).toBe('inGroup')
    const answer = await planner.post(`/api/desk/groups/${id}/decisions`, decision)
    expect(answer.json()).toMatchObject({ size: 3, outcome: 'partlyAccepted', provision: 'PdS art. 11' })
    for (const one of ids)
      expect(await detail(one)).toMatchObject({
        stage: 'technical',
        outcome: 'partlyAccepted',
        decisions: [{ ofGroup: true, outcome: 'partlyAccepted' }],
      })
  })

  test('a point leaves on the record and then has no decision, the others keep theirs', async () => {
    const plan = await insertPlan(fixture.db, 'ESCE')
    const [first = 0, second = 0, third = 0] = await twinsOf(plan, 3)
    const id = await groupOf(plan, [first, second, third])
    await planner.post(`/api/desk/groups/${id}/decisions`, decision)
    const { version } = await detail(first)
    const left = await planner.post(`/api/desk/points/${first}/leave`, {
      version,
      reason: 'Chiede anche un altro lotto.',
    })
    expect(left.json()).toMatchObject({ groupId: null, stage: null, outcome: null })
    expect(await detail(second)).toMatchObject({ outcome: 'partlyAccepted', groupSize: 2 })
    const [event] = await fixture
      .db('audit_event')
      .where({ object_kind: 'point', object_id: String(first), action: 'leaveGroup' })
      .select('changes')
    expect(event.changes.groupId).toMatchObject({ old: id, new: null })
    const back = await head.post(`/api/desk/groups/${id}/points`, { point: first })
    expect(back.json().size).toBe(3)
    expect(await detail(first)).toMatchObject({ outcome: 'partlyAccepted' })
  })

  test('takes no point that was decided, is locked, or is in another', async () => {
    const plan = await insertPlan(fixture.db, 'CHIUSI')
    const ids = await twinsOf(plan, 2)
    await planner.post(`/api/desk/points/${ids[0]}/decisions`, decision)
    const answer = await planner.post('/api/desk/twins', { plan: plan.code, points: ids })
    expect(answer.json()).toMatchObject({ type: '/problems/point-group', errors: [{ detail: 'decided' }] })
  })

  test.skipIf(fixture.kind === 'embedded')(
    'mixed outcomes are impossible: a decision on a point and its entry into a group exclude each other',
    async () => {
      const { db } = fixture
      const plan = await insertPlan(db, 'GARA')
      const accountId = head.me.account?.id
      for (let round = 0; round < 10; round += 1) {
        const [id = 0, other = 0] = await twinsOf(plan, 2)
        const [group] = await db('point_group')
          .insert({ plan_id: plan.id, title: 'Gara', made_by: accountId })
          .returning('id')
        await db('point').where({ id: other }).update({ group_id: group.id })
        const results = await Promise.allSettled([
          planner
            .post(`/api/desk/points/${id}/decisions`, decision)
            .then(({ statusCode }) => statusCode === 200),
          head
            .post(`/api/desk/groups/${group.id}/points`, { point: id })
            .then(({ statusCode }) => statusCode === 200),
          db('decision')
            .insert({
              point_id: id,
              stage: 'giunta',
              outcome: 'accepted',
              act_number: 'x',
              decided_on: '2026-01-01',
              decided_by: accountId,
            })
            .then(() => true),
        ])
        expect(results.some((result) => result.status === 'fulfilled' && result.value === true)).toBe(true)
        const { rows } = await db.raw(
          `SELECT count(*)::integer AS mixed FROM point p
           JOIN decision d ON d.point_id = p.id AND d.replaced_at IS NULL WHERE p.group_id IS NOT NULL`,
        )
        expect(rows[0].mixed).toBe(0)
      }
    },
  )
})

describe('what does not fit together', () => {
  test('opposite outcomes in overlapping places for one paragraph, and reasons copied outside a group', async () => {
    const plan = await insertPlan(fixture.db, 'ALLARME')
    const at = {
      article_id: plan.articles.pds11,
      document_id: plan.documents.pds,
      paragraph: '3',
      target: 'place',
    }
    const [granted, refused, far] = [
      await insertPoint(fixture.db, plan, 'Edificabile sì.', { ...at, geom: box(9.1, 45.4, 9.12, 45.42) }),
      await insertPoint(fixture.db, plan, 'Edificabile no.', { ...at, geom: box(9.11, 45.41, 9.13, 45.43) }),
      await insertPoint(fixture.db, plan, 'Edificabile altrove.', {
        ...at,
        geom: box(9.2, 45.5, 9.21, 45.51),
      }),
    ]
    await planner.post(`/api/desk/points/${granted}/decisions`, {
      ...decision,
      outcome: 'accepted',
      reason: '',
    })
    for (const id of [refused, far])
      await planner.post(`/api/desk/points/${id}/decisions`, { ...decision, outcome: 'rejected' })
    const { items } = (await planner.get(`/api/desk/points/alarms?plan=${plan.code}`)).json()
    expect(items).toMatchObject([
      { kind: 'oppositeOutcomes', provision: 'PdS art. 11 c. 3', points: [{ id: granted }, { id: refused }] },
      { kind: 'identicalReasons', reason: decision.reason, points: [{ id: refused }, { id: far }] },
    ])
    expect((await detail(refused as number)).opposites).toMatchObject([{ id: granted, outcome: 'accepted' }])
    expect((await detail(far as number)).opposites).toEqual([])
  })
})
