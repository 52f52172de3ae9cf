import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { draftObservation, observationContent, sendObservation } from '../testing/observations.ts'
import { wordsOfPdf } from '../testing/papers.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan, insertPoint, type PlanMade } from '../testing/points.ts'

const fixture = testApp()
let plan: PlanMade
let planner: Client
let district: Client

beforeAll(async () => {
  const { db } = fixture
  plan = await insertPlan(db, 'PGT', { public_from: new Date('2026-01-01') })
  await db('plan_window').where({ plan_id: plan.id }).delete()
  for (const kind of ['observation', 'opinion'])
    await db('plan_window').insert({
      plan_id: plan.id,
      kind,
      opens_at: db.raw("clock_timestamp() - interval '1 day'"),
      closes_at: db.raw("clock_timestamp() + interval '1 day'"),
    })
  await db('plan').where({ id: plan.id }).update({ status: 'observations' })
  planner = await signInAs(fixture.app, { roles: ['planner'] })
  district = await signInAs(fixture.app, { roles: ['applicant'], email: 'municipio@example.org' })
})

const opinion = observationContent({
  kind: 'opinion',
  opinionOutcome: 'favourableWithPrescriptions',
  submitterKind: 'district',
  targets: [
    { kind: 'plan', text: 'Le piazze restino permeabili.', prescription: true },
    { kind: 'plan', text: 'Il resto va bene.', prescription: false },
  ],
})

async function sent(content = opinion): Promise<string> {
  const answer = await sendObservation(district, await draftObservation(district, plan.code, content))
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json().id
}

describe('an opinion', () => {
  test('says what it is, which is part of what is hashed, kept, on its receipt and followed', async () => {
    const { db } = fixture
    const without = await draftObservation(district, plan.code, { ...opinion, opinionOutcome: null })
    const refused = await sendObservation(district, without)
    expect(refused.json().errors).toEqual([{ pointer: '/content/opinionOutcome', detail: 'missing' }])
    const id = await sent()
    const row = await db('submission').where({ id }).first()
    expect(row).toMatchObject({ opinion_outcome: 'favourableWithPrescriptions' })
    expect(row.draft).toMatchObject({ opinionOutcome: 'favourableWithPrescriptions' })
    const targets = await db('submission_target').where({ submission_id: id }).orderBy('position')
    expect(targets.map(({ prescription }) => prescription)).toEqual([true, false])
    const receipt = await wordsOfPdf((await district.get(`/api/observations/${id}/receipt.pdf`)).rawPayload)
    expect(receipt).toContain('favorevole con prescrizioni')
    expect(receipt).toContain('1. Prescrizione: Le piazze restino permeabili.')
    expect(receipt).toContain('2. Il resto va bene.')
    expect((await district.get(`/api/observations/${id}`)).json()).toMatchObject({
      opinionOutcome: 'favourableWithPrescriptions',
    })
    await expect(db('submission').where({ id }).update({ opinion_outcome: 'unfavourable' })).rejects.toThrow(
      'kept as it was',
    )
  })

  test('is received by the database only with an outcome; an observation has none, whatever it carries', async () => {
    const { db } = fixture
    const id = await sent({ ...opinion, kind: 'observation' })
    const row = await db('submission').where({ id }).first()
    expect(row).toMatchObject({ opinion_outcome: null })
    expect(row.draft).not.toHaveProperty('opinionOutcome')
    const [target] = await db('submission_target').where({ submission_id: id })
    expect(target.prescription).toBe(false)
    const { id: _, number: __, ...columns } = row
    const received = {
      ...columns,
      draft: null,
      submitter: '{}',
      kind: 'opinion',
      protocol_number: null,
      protocol_at: null,
    }
    await expect(db('submission').insert({ ...received, number: 'X-1' })).rejects.toThrow('has an outcome')
  })
})

describe('a prescription', () => {
  test('begins as its author marked it, is changed at the desk and followed', async () => {
    const id = await sent()
    const split = await planner.post(`/api/desk/observations/${id}/points`, { start: 0, end: 29 })
    expect(split.json()).toMatchObject({ opinionOutcome: 'favourableWithPrescriptions' })
    await planner.post(`/api/desk/observations/${id}/points`, { start: 31, end: 48 })
    const listed = async (filter: string) =>
      (await planner.get(`/api/desk/points?plan=PGT&submission=${id}${filter}`)).json()
    const { items } = await listed('')
    expect(items.map(({ prescription }: { prescription: boolean }) => prescription)).toEqual([true, false])
    expect((await listed('&prescription=true')).total).toBe(1)
    const mine = (await district.get(`/api/observations/${id}`)).json()
    expect(mine.points.map(({ prescription }: { prescription: boolean }) => prescription)).toEqual([
      true,
      false,
    ])
    const url = `/api/desk/points/${items[1].id}`
    const changed = await planner.inject({
      method: 'PATCH',
      url,
      payload: { version: 1, prescription: true },
    })
    expect(changed.json()).toMatchObject({ prescription: true })
    expect((await listed('&prescription=true')).total).toBe(2)
  })

  test('is no point of an observation: neither alone, nor among many, nor in the database', async () => {
    const { db } = fixture
    const one = await insertPoint(db, plan, 'Un punto.')
    const url = `/api/desk/points/${one}`
    const refused = await planner.inject({
      method: 'PATCH',
      url,
      payload: { version: 1, prescription: true },
    })
    expect(refused.json().errors).toEqual([{ pointer: '/notOpinion', detail: 'notOpinion' }])
    const { items } = (await planner.get('/api/desk/points?plan=PGT&prescription=true')).json()
    const points = [
      { id: one, version: 1 },
      ...items.map(({ id, version }: { id: number; version: number }) => ({ id, version })),
    ]
    const many = async (prescription: boolean) =>
      (
        await planner.post('/api/desk/points/bulk', { preview: true, points, change: { prescription } })
      ).json()
    expect(await many(true)).toMatchObject({ refused: 1, same: items.length, changed: 0 })
    expect((await many(true)).items[0]).toMatchObject({ refusals: ['notOpinion'] })
    expect(await many(false)).toMatchObject({ refused: 0, same: 1, changed: items.length })
    await expect(db('point').where({ id: one }).update({ prescription: true })).rejects.toThrow(
      'of an opinion',
    )
  })
})
