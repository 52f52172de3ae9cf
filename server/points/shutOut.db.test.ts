import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan, insertPoint, insertSubmission, type PlanMade } from '../testing/points.ts'

const fixture = testApp()
const reason = 'Lo stesso testo della prima osservazione, mandato due volte.'
let plan: PlanMade
let planner: Client
let head: Client
let applicant: Client

beforeAll(async () => {
  plan = await insertPlan(fixture.db, 'PGT')
  planner = await signInAs(fixture.app, { roles: ['planner'] })
  head = await signInAs(fixture.app, { roles: ['planningHead'] })
  applicant = await signInAs(fixture.app, { roles: ['applicant'], email: 'anna@example.org' })
})

const path = (id: string, deed: string) => `/api/desk/observations/${id}/${deed}`
const read = async (id: string) => (await planner.get(path(id, 'points'))).json()
const version = async (id: string): Promise<number> => (await read(id)).version
const declare = async (id: string, why = reason) =>
  head.post(path(id, 'inadmissible'), { version: await version(id), reason: why })
const merge = async (id: string, into: string, why = reason) =>
  head.post(path(id, 'merge'), { version: await version(id), into, reason: why })
const restore = async (id: string) =>
  head.post(path(id, 'restore'), { version: await version(id), reason: 'Non era un duplicato.' })
const why = (answer: { json(): { errors?: { pointer: string; detail: string }[] } }) =>
  answer.json().errors?.map(({ pointer, detail }) => `${pointer} ${detail}`)
const sent = (text: string, columns: Record<string, unknown> = {}) =>
  insertSubmission(fixture.db, plan, text, { account_id: applicant.me.account?.id, ...columns })
const letters = (id: string) =>
  fixture.db('mail_outbox').where({ object_id: id }).orderBy('created_at').select()

describe('a submission declared inadmissible', () => {
  test('is no longer examined; its author is told why, reads it, and finds it examined again once it is taken back', async () => {
    const { id, number } = await sent('Basta così.')
    expect((await planner.post(path(id, 'inadmissible'), { version: 1, reason })).statusCode).toBe(403)
    expect(why(await declare(id, ' '))).toEqual(['/ reasonMissing'])
    expect(why(await declare(id, 'È un duplicato.'))).toEqual(['/ reasonShort'])
    expect((await declare(id)).json()).toMatchObject({
      status: 'inadmissible',
      shutOut: { reason, into: null },
      examined: false,
    })
    expect(why(await declare(id))).toEqual(['/ notExamined'])
    const point = await planner.post(path(id, 'points'), { start: 0, end: 5 })
    expect(point.json().type).toBe('/problems/not-split')
    const mine = (await applicant.get(`/api/observations/${id}`)).json()
    expect(mine).toMatchObject({ status: 'inadmissible', shutOut: { reason, into: null } })
    const [letter] = await letters(id)
    expect(letter).toMatchObject({ kind: 'observation.inadmissible' })
    expect(letter.subject).toContain(number)
    expect(JSON.stringify(letter)).toContain(reason)
    expect((await restore(id)).json()).toMatchObject({ status: 'submitted', shutOut: null, examined: true })
    expect(why(await restore(id))).toEqual(['/ notShutOut'])
    expect((await letters(id)).map(({ kind }) => kind)).toEqual([
      'observation.inadmissible',
      'observation.restore',
    ])
    const events = await fixture.db('audit_event').where({ object_id: id }).orderBy('id').pluck('action')
    expect(events).toEqual(['declareInadmissible', 'restoreSubmission'])
  })

  test('stands, once taken back, where its points are', async () => {
    const point = await insertPoint(fixture.db, plan, 'Un punto.')
    const { submission_id: id } = await fixture.db('point').where({ id: point }).first()
    await declare(id)
    const decided = await planner.post(`/api/desk/points/${point}/decisions`, {
      stage: 'technical',
      outcome: 'accepted',
      decidedOn: '2026-01-01',
    })
    expect(decided.json().errors).toContainEqual({ pointer: '/shutOut', detail: 'shutOut' })
    const { version: now } = (await planner.get(`/api/desk/points/${point}`)).json()
    const url = `/api/desk/points/${point}`
    const changed = await planner.inject({ method: 'PATCH', url, payload: { version: now, synthesis: 'X' } })
    expect(changed.json().errors).toEqual([{ pointer: '/shutOut', detail: 'shutOut' }])
    expect((await restore(id)).json()).toMatchObject({ status: 'split' })
  })

  test('has no point that is decided or in a group: which ones is said, and the database refuses it too', async () => {
    const { db } = fixture
    const decided = await insertPoint(db, plan, 'Deciso.')
    await db('decision').insert({
      point_id: decided,
      stage: 'technical',
      outcome: 'accepted',
      decided_on: '2026-01-01',
      decided_by: head.me.account?.id,
    })
    const { submission_id: one } = await db('point').where({ id: decided }).first()
    const [group] = await db('point_group')
      .insert({ plan_id: plan.id, title: 'Gruppo', made_by: head.me.account?.id })
      .returning('id')
    const grouped = await insertPoint(db, plan, 'In un gruppo.', { group_id: group.id })
    const { submission_id: two } = await db('point').where({ id: grouped }).first()
    for (const [id, refusal] of [
      [one, 'pointDecided'],
      [two, 'pointGrouped'],
    ]) {
      const { points, refusals } = await read(id)
      expect(refusals.shutOut).toEqual([{ refusal, of: points[0].reference }])
      expect(why(await declare(id))).toEqual([`/${points[0].reference} ${refusal}`])
      const columns = { status: 'inadmissible', inadmissible_reason: reason }
      await expect(db('submission').where({ id }).update(columns)).rejects.toThrow('is examined')
    }
    const free = await insertPoint(db, plan, 'Libero.', {}, { status: 'split' })
    const { submission_id: three } = await db('point').where({ id: free }).first()
    await declare(three)
    await expect(db('point').where({ id: free }).update({ group_id: group.id })).rejects.toThrow(
      'not examined',
    )
  })

  test('is declared so by nobody who wrote it, nor when the plan is decided', async () => {
    const { db } = fixture
    const own = await insertSubmission(db, plan, 'Mia.', { account_id: head.me.account?.id })
    expect((await declare(own.id)).json().type).toBe('/problems/own-observation')
    const closed = await insertPlan(db, 'CHIUSO', { status: 'withdrawn' })
    const late = await insertSubmission(db, closed, 'Tardi.')
    expect(why(await declare(late.id))).toEqual(['/ planClosed'])
  })
})

describe('a duplicate', () => {
  test('is put into the first of who wrote both; each page names the other, and its author reads which', async () => {
    const first = await sent('Prima.')
    const second = await sent('Seconda.')
    const merged = (await merge(second.id, first.number.toLowerCase())).json()
    expect(merged).toMatchObject({ status: 'merged', shutOut: { reason, into: first } })
    const into = await read(first.id)
    expect(into.merged).toEqual([second])
    expect(into.refusals.shutOut).toEqual([{ refusal: 'hasMerged', of: second.number }])
    const mine = (await applicant.get(`/api/observations/${second.id}`)).json()
    expect(mine).toMatchObject({ status: 'merged', shutOut: { into: first.number } })
    expect(JSON.stringify(await letters(second.id))).toContain(first.number)
    expect((await restore(second.id)).json()).toMatchObject({ status: 'submitted', shutOut: null })
    expect((await read(first.id)).merged).toEqual([])
  })

  test('goes into none of another plan, of somebody else, into itself, or into one that is not examined', async () => {
    const { db } = fixture
    const other = await insertPlan(db, 'ALTRO')
    const [one, two, elsewhere, strange, gone] = [
      await sent('Uno.'),
      await sent('Due.'),
      await insertSubmission(db, other, 'Altrove.', { account_id: applicant.me.account?.id }),
      await insertSubmission(db, plan, 'Di Bruno.', { submitter: JSON.stringify({ name: 'Bruno Neri' }) }),
      await sent('Ritirata.', { status: 'withdrawn', withdrawn_at: new Date() }),
    ]
    expect(why(await merge(one.id, one.number))).toEqual(['/ intoItself'])
    expect(why(await merge(one.id, elsewhere.number))).toEqual(['/ intoOtherPlan'])
    expect(why(await merge(one.id, strange.number))).toEqual(['/ intoOtherSubmitter'])
    expect(why(await merge(one.id, gone.number))).toEqual(['/ intoNotExamined'])
    expect((await merge(one.id, 'O-1999-1')).json().type).toBe('/problems/no-such-submission')
    const crossed = await Promise.all([merge(one.id, two.number), merge(two.id, one.number)])
    expect(crossed.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  })
})

test('the list is narrowed by what is to split, late, of a kind or channel; those shut out have a filter of their own', async () => {
  const { db } = fixture
  const listed = await insertPlan(db, 'ELENCO')
  const put = (text: string, columns: Record<string, unknown> = {}) =>
    insertSubmission(db, listed, text, { submitter: JSON.stringify({ name: text }), ...columns })
  await put('Comune')
  const paper = { channel: 'paper', entered_by: head.me.account?.id }
  await put('Carta', {
    ...paper,
    registry: 'PG',
    protocol_year: 2026,
    protocol_number: '185714',
    protocol_at: new Date(),
  })
  await put('Tardiva', { is_late: true })
  await put('Proposta', { kind: 'proposal' })
  await put('Esclusa', { status: 'inadmissible', inadmissible_reason: reason })
  await insertPoint(db, listed, 'Divisa', {}, { submitter: JSON.stringify({ name: 'Divisa' }) })
  const names = async (more: string) => {
    const { total, items } = (await planner.get(`/api/desk/points/submissions?plan=ELENCO${more}`)).json()
    expect(total).toBe(items.length)
    return items.map(({ submitterName }: { submitterName: string }) => submitterName).sort()
  }
  expect(await names('')).toEqual(['Carta', 'Comune', 'Divisa', 'Proposta', 'Tardiva'])
  expect(await names('&toSplit=true')).toEqual(['Carta', 'Comune', 'Proposta', 'Tardiva'])
  expect(await names('&late=true')).toEqual(['Tardiva'])
  expect(await names('&kind=proposal')).toEqual(['Proposta'])
  expect(await names('&channel=paper')).toEqual(['Carta'])
  expect(await names('&q=185714')).toEqual(['Carta'])
  expect(await names('&shutOut=true')).toEqual(['Esclusa'])
  expect(await names('&shutOut=true&q=carta')).toEqual([])
})

test('what was put into a submission is examined again when that one is withdrawn; the database lets neither go unseen', async () => {
  const { db } = fixture
  const first = await sent('Più verde.')
  const twin = await sent('Più verde, di nuovo.')
  await merge(twin.id, first.number)
  const gone = { status: 'withdrawn', withdrawn_at: db.fn.now() }
  await expect(db('submission').where({ id: first.id }).update(gone)).rejects.toThrow('nobody would examine')
  const { version: now } = (await applicant.get(`/api/observations/${first.id}`)).json()
  const withdrawn = await applicant.post(`/api/observations/${first.id}/withdraw`, { version: now })
  expect(withdrawn.json()).toMatchObject({ status: 'withdrawn' })
  expect(await read(twin.id)).toMatchObject({ status: 'submitted', shutOut: null, examined: true })
  const listed = async (query: string) =>
    (await planner.get(`/api/desk/points/submissions?plan=PGT&q=${first.number}${query}`)).json().total
  expect([await listed(''), await listed('&shutOut=true')]).toEqual([0, 1])
  const kinds = (await letters(twin.id)).map(({ kind }) => kind)
  expect(kinds).toEqual(['observation.merge', 'observation.restore'])
  expect(JSON.stringify((await letters(twin.id))[1])).toContain(first.number)
})
