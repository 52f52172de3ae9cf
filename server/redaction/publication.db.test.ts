import { beforeAll, describe, expect, test } from 'vitest'
import { accessCodeHash } from '../observations/accessCode.ts'
import { testApp } from '../testing/app.ts'
import { type Client, insertAccount, sessionOf, signInAs } from '../testing/people.ts'
import { insertPlan, insertPoint, type PlanMade } from '../testing/points.ts'
import {
  approvePlan,
  insertCouncil,
  insertSignedReply,
  insertSignedText,
  type TwoPeople,
} from '../testing/redaction.ts'

const fixture = testApp()
let planner: Client
let head: Client
let people: TwoPeople

beforeAll(async () => {
  planner = await signInAs(fixture.app, { roles: ['planner'] })
  head = await signInAs(fixture.app, { roles: ['planningHead'] })
  people = { maker: planner.me.account?.id ?? '', signer: head.me.account?.id ?? '' }
})

const desk = (code: string, below: string) => `/api/desk/plans/${code}/${below}`
const publication = async (code: string) => (await planner.get(desk(code, 'publication'))).json()
const publish = async (code: string, by = head) =>
  by.post(desk(code, 'publish'), { version: (await publication(code)).version })

interface Decided {
  plan: PlanMade
  point: number
  decision: number
}

/** A plan with one point that the Council decided and both of whose copies are signed, approved. */
async function decidedPlan(code: string, ofSubmission: Record<string, unknown> = {}): Promise<Decided> {
  const { db } = fixture
  const plan = await insertPlan(db, code)
  const point = await insertPoint(
    db,
    plan,
    'Chiedo più verde in piazza.',
    { synthesis: 'Più verde' },
    {
      status: 'decided',
      ...ofSubmission,
    },
  )
  const decision = await insertCouncil(db, { point_id: point }, people.signer)
  await insertSignedText(db, point, people)
  await insertSignedReply(db, decision, people)
  await approvePlan(db, plan.id)
  return { plan, point, decision }
}

const submissionOf = async (point: number) =>
  fixture
    .db({ s: 'submission' })
    .join({ p: 'point' }, 'p.submission_id', 's.id')
    .where({ 'p.id': point })
    .first('s.id', 's.number', 's.status')

describe('the publication of a register', () => {
  test('waits for the approval, every text and every reply, and says which are missing', async () => {
    const { db } = fixture
    const plan = await insertPlan(db, 'ATTESA')
    const point = await insertPoint(db, plan, 'Chiedo più verde.', {}, { status: 'decided' })
    const decision = await insertCouncil(db, { point_id: point }, people.signer)
    const refused = async () => (await publication(plan.code)).refusals
    expect(await refused()).toEqual(['notPublic', 'notApproved', 'textsOpen', 'repliesOpen'])
    await approvePlan(db, plan.id)
    expect(await refused()).toEqual(['textsOpen', 'repliesOpen'])
    const { first } = await publication(plan.code)
    expect(first).toMatchObject([
      { id: point, part: 'text', state: 'missing' },
      { id: point, part: 'reply', state: 'missing' },
    ])
    await insertSignedText(db, point, people)
    expect(await refused()).toEqual(['repliesOpen'])
    const early = await publish(plan.code)
    expect(early.statusCode).toBe(409)
    expect(early.json().errors).toEqual([{ pointer: '/repliesOpen', detail: 'repliesOpen' }])
    const forced = () => db('plan').where({ id: plan.id }).update({ published_at: db.fn.now() })
    await expect(forced()).rejects.toThrow('a reply has no public text')
    await insertSignedReply(db, decision, people)
    expect(await refused()).toEqual([])
    await forced()
  })

  test('is refused by the database for a copy of other words, and a second time', async () => {
    const { db } = fixture
    const { plan, point } = await decidedPlan('PAROLE')
    await db('point').where({ id: point }).update({ text: 'Chiedo più', span_end: 10 })
    const forced = () => db('plan').where({ id: plan.id }).update({ published_at: db.fn.now() })
    await expect(forced()).rejects.toThrow('a point has no public text')
    await db('point').where({ id: point }).update({ text: 'Chiedo più verde in piazza.', span_end: 27 })
    await forced()
    await expect(forced()).rejects.toThrow('published once')
  })

  test('is by the head, once, moves the submissions, writes to who wrote and is in the log', async () => {
    const { db } = fixture
    const writer = await insertAccount(fixture.app, { roles: ['applicant'], email: 'chi.scrive@example.org' })
    const { plan, point } = await decidedPlan('PUBBLICO', { account_id: writer })
    await insertPoint(db, plan, 'Fuori tema.', {}, { status: 'inadmissible', inadmissible_reason: 'Anonima' })
    expect(await publication(plan.code)).toMatchObject({ letters: 1, unreachable: 0, refusals: [] })
    expect((await publish(plan.code, planner)).statusCode).toBe(403)
    const stale = await head.post(desk(plan.code, 'publish'), { version: 99 })
    expect(stale.json().type).toBe('/problems/version')
    const done = await publish(plan.code)
    expect(done.statusCode, done.body).toBe(200)
    expect(done.json()).toMatchObject({ refusals: ['published'], publishedAt: expect.any(String) })
    expect((await submissionOf(point)).status).toBe('published')
    expect(await db('submission').where({ plan_id: plan.id, status: 'inadmissible' })).toHaveLength(1)
    const { number } = await submissionOf(point)
    const letters = await db('mail_outbox').where({ kind: 'observation.answered' })
    expect(letters).toMatchObject([
      { recipient: 'chi.scrive@example.org', subject: expect.stringContaining(number) },
    ])
    expect(letters[0].body_text).toContain(`/plans/${plan.code}/register`)
    const event = await db('audit_event').where({ object_kind: 'plan', object_id: plan.code }).first()
    expect(event).toMatchObject({ action: 'publishRegister', changes: { submissions: { new: 1 } } })
    expect((await publish(plan.code)).json().errors).toMatchObject([{ detail: 'published' }])
    expect(await db('mail_outbox').where({ kind: 'observation.answered' })).toHaveLength(1)
  })

  test('by two heads at once happens once', async () => {
    const { plan } = await decidedPlan('INSIEME', {
      submitter: JSON.stringify({ name: 'A', email: 'due@example.org' }),
    })
    const { version } = await publication(plan.code)
    const answers = await Promise.all([1, 2].map(() => head.post(desk(plan.code, 'publish'), { version })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect(await fixture.db('mail_outbox').where({ recipient: 'due@example.org' })).toHaveLength(1)
  })

  test('is seen before as it will be, with nothing of what is not signed', async () => {
    const { db } = fixture
    const { plan, point } = await decidedPlan('ANTEPRIMA')
    await insertPoint(db, plan, 'Segreto segretissimo', { synthesis: 'Segreto' })
    const body = { submitter_kind: 'district', submitter: JSON.stringify({ name: 'Municipio 9' }) }
    await insertPoint(db, plan, 'Parere favorevole.', {}, body)
    const preview = async () => planner.get(desk(plan.code, 'publication/preview'))
    expect((await preview()).body).not.toContain('egret')
    expect((await preview()).body).not.toContain('Anna Verdi')
    const acting = { name: 'Ente di prova', onBehalfOf: 'Rosa Delegante' }
    const proxy = { submitter_kind: 'publicBody', submitter: JSON.stringify(acting) }
    await insertPoint(db, plan, 'Per conto di altri.', {}, proxy)
    const { total, items } = (await preview()).json()
    expect(total).toBe(4)
    expect(items).toMatchObject([
      { synthesis: 'Più verde', text: 'Chiedo più verde in piazza.', outcome: 'rejected', body: null },
      { synthesis: null, text: null, outcome: null, reply: null },
      { body: 'Municipio 9' },
      { body: null },
    ])
    expect((await preview()).body).not.toContain('Ente di prova')
    await db('public_text').where({ point_id: point }).update({ replaced_at: db.fn.now() })
    expect((await preview()).json().items[0]).toMatchObject({ text: null, outcome: 'rejected' })
  })
})

describe('who wrote', () => {
  const code = 'AAAA-BBBB-CCCC-DDDD'

  test('reads their own words and the reply once the register is public; a group’s without other names', async () => {
    const { app, db } = fixture
    const writer = await insertAccount(app, { roles: ['applicant'] })
    const client = await sessionOf(app, writer)
    const plan = await insertPlan(db, 'SEGUIRE')
    const [group] = await db('point_group')
      .insert({ plan_id: plan.id, title: 'Verde', made_by: people.maker })
      .returning('id')
    const mine = await insertPoint(
      db,
      plan,
      'Io, Carla Gialli, chiedo verde.',
      { group_id: group.id },
      {
        status: 'decided',
        account_id: writer,
        access_code_hash: accessCodeHash(code),
      },
    )
    await insertPoint(db, plan, 'Anche io, Bruno Neri.', { group_id: group.id }, { status: 'decided' })
    const reason = 'Come chiede Bruno Neri, si prevede un giardino.'
    const decision = await insertCouncil(db, { group_id: group.id }, people.signer, { reason })
    const { id, number } = await submissionOf(mine)
    const read = async () => {
      const own = await client.get(`/api/observations/${id}`)
      const payload = { number, code }
      const followed = await app.inject({ method: 'POST', url: '/api/observations/follow', payload })
      expect(own.body + followed.body).not.toContain('Bruno')
      expect(followed.json().points).toEqual(own.json().points)
      return own.json().points[0]
    }
    expect(await read()).toMatchObject({
      text: 'Io, Carla Gialli, chiedo verde.',
      outcome: null,
      reply: null,
    })
    for (const point of await db('point').where({ plan_id: plan.id }).pluck('id'))
      await insertSignedText(db, point, people)
    const text = 'Come chiede [omissis], si prevede un giardino.'
    await insertSignedReply(db, decision, people, { text })
    await approvePlan(db, plan.id)
    await publish(plan.code)
    expect(await read()).toMatchObject({ outcome: 'rejected', reply: text, decidedOn: '2026-10-14' })
    await db('public_reply').where({ decision_id: decision }).update({ replaced_at: db.fn.now() })
    expect(await read()).toMatchObject({ outcome: 'rejected', reply: null })
  })
})
