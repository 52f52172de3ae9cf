import { beforeAll, expect, test } from 'vitest'
import { insertPlan, insertPoint, type PlanMade } from '../../server/testing/points.ts'
import { approvePlan, insertCouncil } from '../../server/testing/redaction.ts'
import { signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { onSiteDatabase } from '../testing/siteDatabase.ts'
import { saying } from '../testing/texts.ts'
import { type Language, type Visitor, visit, type Width } from '../testing/visitor.ts'

const campaign = 'Come comitato chiediamo alberi in piazza. Per informazioni: 333 1234567.'
let plan: PlanMade
let point: number

beforeAll(async () => {
  await onSiteDatabase(async (db) => {
    plan = await insertPlan(db, 'PROVA-COPIE', { title: 'Variante di prova' })
    const decided = { status: 'decided' }
    const text = '🏭 Sono Anna Verdi e chiedo un laboratorio; telefono 333 7654321.'
    point = await insertPoint(db, plan, text, { synthesis: 'Chiede un laboratorio' }, decided)
    const [maker] = await db('account').where({ email: 'maker@example.org' }).select('id')
    const [group] = await db('point_group')
      .insert({ plan_id: plan.id, title: 'Alberi', made_by: maker.id })
      .returning('id')
    for (const name of ['Bruno Neri', 'Carla Gialli'])
      await insertPoint(
        db,
        plan,
        campaign,
        { synthesis: 'Alberi in piazza', group_id: group.id },
        { ...decided, submitter: JSON.stringify({ name }) },
      )
    await insertCouncil(db, { point_id: point }, maker.id, { outcome: 'accepted', reason: null })
    await insertCouncil(db, { group_id: group.id }, maker.id)
    await approvePlan(db, plan.id)
  })
})

async function openDesk(
  role: 'planner' | 'planningHead',
  width: Width,
  language: Language,
): Promise<Visitor> {
  const visitor = await visit(width, language)
  await visitor.page.goto('/sign-in')
  await signInAs(visitor, role)
  await visitor.page.waitForURL((url) => url.pathname !== '/sign-in')
  return visitor
}

async function arrive({ page, language }: Visitor, path: string): Promise<void> {
  const url = new URL(path, 'http://site')
  if (language === 'en') url.searchParams.set('lang', 'en')
  await page.goto(url.pathname + url.search)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

const press = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true }).click()
const says = ({ page }: Visitor, words: string) => page.getByText(saying(words)).first().waitFor()

test('a planner covers from the keyboard and makes the same copy for others, the head signs and publishes', async () => {
  const planner = await openDesk('planner', 'desktop', 'it')
  const { page, t } = planner
  await arrive(planner, `/desk/redaction?plan=${plan.code}`)
  expect(await axeFindings(page, 'queue of copies')).toEqual([])
  await page.getByRole('link', { name: /\/1$/ }).first().click()
  const publicText = page.getByRole('region', { name: t.redaction.public })
  await publicText.waitFor()
  expect(await publicText.innerText()).toBe(
    '🏭 Sono [omissis] e chiedo un laboratorio; telefono 333 7654321.',
  )
  await page.keyboard.press('x')
  await expect.poll(() => publicText.innerText()).toContain('telefono [omissis].')
  expect(await axeFindings(page, 'a copy that is made')).toEqual([])
  await press(planner, t.redaction.save)
  await says(planner, t.redaction.onlyHead)
  await page.getByRole('link', { name: t.redaction.next, exact: true }).click()
  await says(planner, t.redaction.toLookAt_one.replace('{{count}}', '1'))
  await page.getByRole('button', { name: `${t.redaction.cover}: 333 1234567` }).click()
  await press(planner, t.redaction.save)
  await press(planner, t.redaction.same.make)
  await press(planner, t.redaction.same.apply.make_one.replace('{{count}}', '1'))
  await says(planner, t.redaction.same.doneAll)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: new RegExp(t.redaction.one.reply) }).click()
  await press(planner, t.redaction.save)
  await says(planner, t.redaction.onlyHead)

  const head = await openDesk('planningHead', 'phone', 'en')
  await arrive(head, `/desk/plans/${plan.code}/publication`)
  expect(await axeFindings(head.page, 'a publication that waits')).toEqual([])
  await head.page.getByText(head.t.redaction.publication.refusal.textsOpen).waitFor()
  const letters = head.page.getByText(saying(head.t.redaction.publication.letters_other))
  expect(await letters.count()).toBe(0)
  for (const [part, count] of [
    ['text', 3],
    ['reply', 1],
  ] as const) {
    await arrive(head, `/desk/redaction?plan=${plan.code}&part=${part}&state=toSign`)
    await head.page.getByRole('link', { name: /\/1$/ }).first().click()
    for (let at = 0; at < count; at += 1) {
      const address = head.page.url()
      await press(head, head.t.redaction.signAndNext)
      if (at < count - 1) await head.page.waitForURL((url) => url.href !== address)
      else await says(head, head.t.redaction.signedBy)
    }
  }
  await arrive(head, `/desk/plans/${plan.code}/publication`)
  await head.page.getByText(head.t.redaction.publication.ready).waitFor()
  expect(await axeFindings(head.page, 'a publication that is ready')).toEqual([])
  expect(await head.page.getByRole('main').innerText()).not.toMatch(/Verdi|Neri|Gialli|333/)
  await press(head, head.t.redaction.publication.publish)
  await head.page
    .getByRole('dialog')
    .getByRole('button', { name: head.t.redaction.publication.publish })
    .click()
  const { done, register, files } = head.t.redaction.publication
  await says(head, `${done} ${register} · ${files}`)

  await arrive(planner, `/desk/redaction/${point}?plan=${plan.code}`)
  await press(planner, t.redaction.withdraw)
  await page.getByRole('textbox', { name: t.redaction.withdrawWhy }).fill('È rimasto un numero.')
  await page.getByRole('dialog').getByRole('button', { name: t.redaction.withdraw }).click()
  await page.getByText(t.redaction.wasWithdrawn).waitFor()
})
