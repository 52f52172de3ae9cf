import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { signInAs } from '../testing/people.ts'
import { insertPlan } from '../testing/plans.ts'
import { tellDeadlines } from './deadlines.ts'

const fixture = testApp()
const dayMinutes = 24 * 60

beforeAll(async () => {
  await signInAs(fixture.app, { roles: ['planningHead'], email: 'responsabile@example.org' })
  await signInAs(fixture.app, { roles: ['propertyOffice'], email: 'patrimonio@example.org' })
})

/** A plan whose window closed so many days ago: with a term of 100 days there are 100 less those left, or a holiday's more. */
const closedFor = (code: string, days: number) =>
  insertPlan(fixture.db, {
    code,
    status: 'examining',
    opens: -(days + 30) * dayMinutes,
    closes: -days * dayMinutes,
  })

const news = async () =>
  (await fixture.db('notification').where({ kind: 'plan.decisionNear' }).orderBy('created_at')).map(
    ({ object_id: code }) => code,
  )

test('the planning office is told 30, 10 and 1 days before the last day to decide, each once', async () => {
  const { db, app } = fixture
  const { context } = app
  await closedFor('LONTANO', 40)
  const near = await closedFor('VICINO', 62)
  await closedFor('FINITO', 120)
  const decided = await closedFor('DECISO', 62)
  const approval = { status: 'approved', approved_on: '2026-11-01', approved_act: 'DCC 9' }
  await db('plan').where({ id: decided.id }).update(approval)
  expect(await tellDeadlines(context)).toBe(1)
  expect(await tellDeadlines(context)).toBe(0)
  expect(await news()).toEqual(['VICINO'])
  await db('plan').where({ id: near.id }).update({ term_days: 66 })
  expect(await tellDeadlines(context)).toBe(1)
  const letters = await db('mail_outbox').where({ kind: 'plan.decisionNear' }).orderBy('created_at')
  expect(letters.map(({ recipient }) => recipient)).toEqual([
    'responsabile@example.org',
    'responsabile@example.org',
  ])
  expect(letters[1]?.subject).toMatch(/^VICINO: (mancano|manca) \d+ giorn/)
})
