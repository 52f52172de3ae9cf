import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { councilReason, insertGroup, propose } from '../testing/council.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan, insertPoint, type PlanMade } from '../testing/points.ts'

const fixture = testApp()
let plan: PlanMade
let secretary: Client
let head: Client
let sitting: number

const councillors = ['Anna Rossi', 'Bruno Verdi', 'Carla Neri', 'Dario Bianchi', 'Elena Gallo']
const base = '/api/council/plans/VOTO'

beforeAll(async () => {
  plan = await insertPlan(fixture.db, 'VOTO', { status: 'voting' })
  secretary = await signInAs(fixture.app, { roles: ['councilSecretary'], name: 'Silvia Segretaria' })
  head = await signInAs(fixture.app, { roles: ['planningHead'], name: 'Teresa' })
  const made = await secretary.post(`${base}/sittings`, {
    heldOn: '2026-03-02',
    actNumber: ' DCC 7/2026 ',
    councillors: ['Anna Rossi ', ...councillors.slice(1)],
  })
  expect(made.statusCode).toBe(201)
  sitting = made.json().items[0].id
})

/** A point the Giunta has proposed to reject. */
async function proposed(text: string, more: Record<string, unknown> = {}, of: Record<string, unknown> = {}) {
  const id = await insertPoint(fixture.db, plan, text, more, of)
  await propose(fixture.db, head.me.account?.id, { point_id: id })
  return id
}
const vote = (id: number, changes: object = {}, client = secretary) =>
  client.post(`${base}/votes`, {
    kind: 'point',
    id,
    sitting,
    present: 5,
    inFavour: 3,
    against: 1,
    abstained: 1,
    left: [],
    outcome: 'rejected',
    reason: councilReason,
    ...changes,
  })
const codes = (answer: { json: () => { errors: { detail: string }[] } }) =>
  answer.json().errors.map(({ detail }) => detail)
const decisionsOn = (id: number) =>
  fixture
    .db('decision')
    .where({ point_id: id, stage: 'council' })
    .orderBy('id')
    .select('outcome', 'act_number', { stands: fixture.db.raw('replaced_at IS NULL') })

describe('a vote of the Council', () => {
  test('is recorded with its figures and takes the decision, of the day and act of its sitting', async () => {
    const id = await proposed('Si chiede una quota minore.')
    const answer = await vote(id)
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({
      state: 'voted',
      decided: 'rejected',
      votes: [{ present: 5, inFavour: 3, against: 1, abstained: 1, actNumber: 'DCC 7/2026', stands: true }],
    })
    expect(await decisionsOn(id)).toEqual([{ outcome: 'rejected', act_number: 'DCC 7/2026', stands: true }])
    const point = await fixture.db('point').where({ id }).first('stage', 'submission_id')
    expect(point.stage).toBe('council')
    const submission = await fixture.db('submission').where({ id: point.submission_id }).first('status')
    expect(submission.status).toBe('decided')
    const events = await fixture
      .db('audit_event')
      .whereIn('object_kind', ['councilVote', 'point'])
      .whereIn('action', ['recordVote', 'decidePoint'])
      .orderBy('action')
      .select('action', 'actor_role')
    expect(events).toEqual([
      { action: 'decidePoint', actor_role: 'councilSecretary' },
      { action: 'recordVote', actor_role: 'councilSecretary' },
    ])
  })

  test('is refused with every reason there is, and nothing is written', async () => {
    const id = await proposed('Si chiede altro.')
    const answer = await vote(id, { inFavour: 9, left: ['Nessuno'], outcome: 'accepted', present: 9 })
    expect(answer.statusCode).toBe(409)
    expect(answer.json().type).toBe('/problems/council-vote')
    expect(codes(answer)).toEqual([
      'moreThanPresent',
      'moreThanThere',
      'leftNotThere',
      'differsWithoutAmendment',
    ])
    const loose = await insertPoint(fixture.db, plan, 'Senza proposta.')
    expect(codes(await vote(loose))).toEqual(['notProposed'])
    expect(await fixture.db('council_vote').where({ point_id: id })).toEqual([])
    expect(await decisionsOn(id)).toEqual([])
  })

  test('differs from the proposal with an amendment; a reason is due as for every decision', async () => {
    const id = await proposed('Si chiede la metà.')
    const amended = { outcome: 'partlyAccepted', amendments: 'Emendamento 4: quota al 5 per cento.' }
    const bare = await vote(id, { ...amended, reason: 'Breve.' })
    expect(bare.json().type).toBe('/problems/point-decision')
    expect(codes(bare)).toEqual(['reasonShort'])
    expect((await vote(id, amended)).json()).toMatchObject({ decided: 'partlyAccepted' })
  })

  test('is on one point or one group: never on several dissimilar points (TAR Lombardia 1623/2018)', async () => {
    const [one, two] = [await proposed('Il primo.'), await proposed('Il secondo.')]
    for (const payload of [{ points: [one, two] }, { ids: [one, two] }, { id: [one, two] }])
      expect((await vote(one, payload)).statusCode).toBe(400)
    expect(await decisionsOn(one)).toEqual([])
    const both = fixture.db('council_vote').insert({
      plan_id: plan.id,
      point_id: one,
      group_id: 1,
      held_on: '2026-03-02',
      present: 1,
      in_favour: 1,
      against: 0,
      abstained: 0,
      decision_id: 1,
      recorded_by: secretary.me.account?.id,
    })
    await expect(both).rejects.toThrow()
  })

  test('is on a group as a whole, its points decided together', async () => {
    const points = [
      await insertPoint(fixture.db, plan, 'Deposito di biciclette, uno.'),
      await insertPoint(fixture.db, plan, 'Deposito di biciclette, due.'),
    ]
    const by = head.me.account?.id
    const id = await insertGroup(fixture.db, { planId: plan.id, by, points })
    await propose(fixture.db, by, { group_id: id })
    const alone = await vote(points[0] ?? 0)
    expect(alone.statusCode).toBe(404)
    expect((await vote(id, { kind: 'group' })).json()).toMatchObject({ size: 2, decided: 'rejected' })
    expect(await fixture.db('point').whereIn('id', points).select('stage', 'outcome')).toEqual([
      { stage: 'council', outcome: 'rejected' },
      { stage: 'council', outcome: 'rejected' },
    ])
  })

  test('is never changed: one that corrects it takes its place with a reason, and both are kept', async () => {
    const id = await proposed('Da correggere.')
    const first = (await vote(id)).json().votes[0].id
    expect(codes(await vote(id))).toEqual(['alreadyVoted'])
    const correction = 'I contrari erano due: errore di lettura del tabellone.'
    expect(codes(await vote(id, { replaces: first, correction: 'refuso' }))).toEqual(['correctionMissing'])
    const fixed = await vote(id, { against: 2, abstained: 0, replaces: first, correction })
    expect(fixed.json().votes).toMatchObject([
      { against: 2, stands: true, correction },
      { against: 1, stands: false, correction: null },
    ])
    expect(codes(await vote(id, { replaces: first, correction }))).toEqual(['otherVoteStands'])
    expect((await decisionsOn(id)).map(({ stands }) => stands)).toEqual([false, true])
    await expect(fixture.db('council_vote').where({ id: first }).update({ present: 1 })).rejects.toThrow()
  })

  test('two at once on the same point: one is recorded', async () => {
    const id = await proposed('Due insieme.')
    const answers = await Promise.all([vote(id), vote(id)])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409])
    expect(await decisionsOn(id)).toHaveLength(1)
  })

  test('warns of councillors whose name is among who wrote, and keeps who left', async () => {
    const submitter = JSON.stringify({ name: 'Studio tecnico', onBehalfOf: 'GALLO Elena' })
    const id = await proposed('Di un consigliere.', {}, { submitter })
    const seen = await secretary.get(`${base}/votes/point/${id}?sitting=${sitting}`)
    expect(seen.json().interests).toMatchObject([{ councillor: 'Elena Gallo', name: 'GALLO Elena' }])
    expect(codes(await vote(id, { left: ['Elena Gallo'] }))).toEqual(['moreThanThere'])
    const answer = await vote(id, { left: ['Elena Gallo'], present: 4, abstained: 0 })
    expect(answer.json().votes[0].left).toEqual(['Elena Gallo'])
  })

  test('is recorded by nobody on what they wrote, nor by the head of planning', async () => {
    const id = await proposed('Della segretaria.', {}, { account_id: secretary.me.account?.id })
    expect((await vote(id)).json().type).toBe('/problems/own-observation')
    expect((await vote(id, {}, head)).statusCode).toBe(403)
  })

  test('is on nothing of another plan, and on nothing that does not count', async () => {
    const other = await insertPlan(fixture.db, 'ALTRO', { status: 'voting' })
    const foreign = await insertPoint(fixture.db, other, 'Altrove.')
    const gone = await proposed('Ritirata.', {}, { status: 'withdrawn', withdrawn_at: '2026-01-01' })
    for (const id of [foreign, gone, 999_999]) expect((await vote(id)).statusCode).toBe(404)
  })
})

describe('a sitting', () => {
  test('keeps its day, its act and who its votes name', async () => {
    const save = (changes: object) =>
      secretary.inject({
        method: 'PUT',
        url: `${base}/sittings/${sitting}`,
        payload: { version: 1, heldOn: '2026-03-02', actNumber: 'DCC 7/2026', councillors, ...changes },
      })
    expect(codes(await save({ heldOn: '2026-03-03' }))).toEqual(['votesStand'])
    expect(codes(await save({ councillors: councillors.slice(0, 3) }))).toEqual([
      'leftNotThere',
      'moreThanThere',
    ])
    expect(codes(await save({ heldOn: '2999-01-01' }))).toEqual(['dateAhead'])
    const more = await save({ councillors: [...councillors, 'Fabio Riva'] })
    expect(more.json().items[0]).toMatchObject({ version: 2 })
    expect((await save({})).json().type).toBe('/problems/version')
    const moved = fixture.db('council_sitting').where({ id: sitting }).update({ act_number: 'DCC 8' })
    await expect(moved).rejects.toThrow('a sitting with votes keeps its day and act')
  })
})

describe('the order of voting', () => {
  test('goes by document and article, groups among the points, and is walked with its filter', async () => {
    const own = await insertPlan(fixture.db, 'ORDINE', { status: 'voting' })
    const by = head.me.account?.id
    const onArticle = { target: 'article', document_id: own.documents.pdr, article_id: own.articles.pdr11 }
    const last = await insertPoint(fixture.db, own, 'Sul piano intero.')
    const second = await insertPoint(fixture.db, own, 'Sulle altezze.', onArticle)
    const twins = [
      await insertPoint(fixture.db, own, 'Uguale uno.'),
      await insertPoint(fixture.db, own, 'Uguale due.'),
    ]
    const group = await insertGroup(fixture.db, {
      planId: own.id,
      by,
      points: twins,
      articleId: own.articles.pds11,
    })
    await propose(fixture.db, by, { group_id: group })
    await propose(fixture.db, by, { point_id: last })
    const path = '/api/council/plans/ORDINE/votes'
    const list = (await secretary.get(path)).json()
    expect(list).toMatchObject({ total: 3, toVote: 2, voted: 0, notProposed: 1 })
    expect(list.items.map(({ kind, id, state }: Record<string, unknown>) => [kind, id, state])).toEqual([
      ['group', group, 'toVote'],
      ['point', second, 'notProposed'],
      ['point', last, 'toVote'],
    ])
    expect((await secretary.get(`${path}?state=toVote&limit=1&offset=1`)).json()).toMatchObject({
      total: 2,
      notProposed: 1,
      items: [{ id: last }],
    })
    expect((await secretary.get(`${path}/group/${group}?state=toVote`)).json()).toMatchObject({
      position: 1,
      total: 2,
      previous: null,
      next: { kind: 'point', id: last },
      points: [{ synthesis: null }, { synthesis: null }],
    })
    expect((await secretary.get(`${path}?article=${own.articles.pdr11}`)).json().total).toBe(1)
    const { reference } = (await secretary.get(`${path}/group/${group}`)).json().points[1]
    expect((await secretary.get(`${path}?q=${encodeURIComponent(reference)}`)).json().items).toMatchObject([
      { id: group },
    ])
  })
})
