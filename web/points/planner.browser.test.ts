import { beforeAll, expect, test } from 'vitest'
import { insertPlan, insertPoint, insertSubmission, type PlanMade } from '../../server/testing/points.ts'
import { signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { onSiteDatabase } from '../testing/siteDatabase.ts'
import { saying } from '../testing/texts.ts'
import { type Language, type Visitor, visit, type Width } from '../testing/visitor.ts'

const text = `Gentile Ufficio,
chiedo che nell’ex scalo 🏭 si preveda una quota di spazi produttivi a canone calmierato.

Chiedo inoltre che l’articolo 11 comprenda i laboratori condivisi fra i servizi.`
const firstRequest =
  'chiedo che nell’ex scalo 🏭 si preveda una quota di spazi produttivi a canone calmierato.'
const secondRequest = 'Chiedo inoltre che l’articolo 11 comprenda i laboratori condivisi fra i servizi.'
const campaign =
  'Si chiede un deposito comune per le biciclette al piano terra degli edifici nuovi, con una officina aperta a tutti.'

let plan: PlanMade
let waiting: { id: string; number: string }
let offensive: { id: string; number: string }

beforeAll(async () => {
  await onSiteDatabase(async (db) => {
    plan = await insertPlan(db, 'PROVA-PUNTI', { title: 'Variante di prova' })
    waiting = await insertSubmission(db, plan, text)
    offensive = await insertSubmission(db, plan, 'Vergogna!')
    for (const name of ['Uno', 'Due', 'Tre'])
      await insertPoint(db, plan, `${name}: ${campaign}`, {
        synthesis: `Deposito di biciclette, ${name}`,
        target: 'place',
        geom: 'SRID=4326;POINT(9.19 45.47)',
      })
  })
})

const press = ({ page }: Visitor, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click()

async function openDesk(
  width: Width,
  language: Language,
  role: 'planner' | 'planningHead' = 'planner',
): Promise<Visitor> {
  const visitor = await visit(width, language)
  await visitor.page.goto('/sign-in')
  await signInAs(visitor, role)
  await visitor.page.waitForURL((url) => url.pathname !== '/sign-in')
  return visitor
}

async function arrive({ page, language }: Visitor, path: string): Promise<void> {
  const url = new URL(path, 'http://site')
  url.searchParams.set('plan', plan.code)
  if (language === 'en') url.searchParams.set('lang', 'en')
  await page.goto(url.pathname + url.search)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

/** Drags with the mouse across words of the text that was received. */
async function dragAcross({ page, t }: Visitor, words: string): Promise<void> {
  const region = page.getByRole('region', { name: t.points.split.text })
  const ends = await region.evaluate((element, wanted) => {
    const whole = element.textContent ?? ''
    const from = whole.indexOf(wanted)
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    const at = (index: number) => {
      walker.currentNode = element
      let before = 0
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const { length } = node.textContent ?? ''
        if (index <= before + length) {
          const range = document.createRange()
          range.setStart(node, index - before)
          range.setEnd(node, index - before)
          const { left, top, height } = range.getClientRects()[0] ?? new DOMRect()
          return { x: left, y: top + height / 2 }
        }
        before += length
      }
      return { x: 0, y: 0 }
    }
    return { start: at(from), end: at(from + wanted.length) }
  }, words)
  await page.mouse.move(ends.start.x + 1, ends.start.y)
  await page.mouse.down()
  await page.mouse.move(ends.end.x, ends.end.y, { steps: 8 })
  await page.mouse.up()
}

const markedWords = ({ page }: Visitor) => page.locator('#marked-words').innerText()

const statusSays = ({ page }: Visitor, words: string) =>
  page
    .getByRole('status')
    .filter({ hasText: saying(words) })
    .first()
    .waitFor()

test('a planner splits by marking words, with mouse and keyboard, and the words stay highlighted', async () => {
  const visitor = await openDesk('desktop', 'it')
  const { page, t } = visitor
  await arrive(visitor, '/desk/observations')
  expect(await axeFindings(page, 'observations to split')).toEqual([])
  await page.getByRole('link', { name: waiting.number }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(waiting.number) }).waitFor()
  await dragAcross(visitor, firstRequest)
  await page.getByText(firstRequest, { exact: true }).last().waitFor()
  await page
    .getByLabel(t.points.split.synthesis, { exact: false })
    .fill('Quota di spazi produttivi nell’ex scalo')
  await page.getByText('Manifattura', { exact: true }).click()
  await press(visitor, t.points.split.make)
  await statusSays(visitor, t.points.split.made.replace('{{reference}}', `${waiting.number}/1`))
  const marks = () => page.locator('mark').allInnerTexts()
  await expect.poll(marks).toEqual([firstRequest])
  await page.getByText(t.points.split.uncovered_other.replace('{{count}}', '2')).waitFor()

  await press(visitor, t.points.split.keyboard)
  expect(await axeFindings(page, 'split from the keyboard')).toEqual([])
  await page.getByRole('textbox', { name: t.points.split.text }).focus()
  await page.keyboard.type('non si scrive')
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Shift+Home')
  for (let line = 0; line < 3 && !(await markedWords(visitor)).endsWith(secondRequest); line += 1)
    await page.keyboard.press('Shift+ArrowUp')
  await expect.poll(() => markedWords(visitor)).toBe(secondRequest)
  await press(visitor, t.points.split.make)
  await statusSays(visitor, t.points.split.made.replace('{{reference}}', `${waiting.number}/2`))
  await press(visitor, t.points.split.pointer)
  await expect.poll(marks).toEqual([firstRequest, secondRequest])
  const stored = await onSiteDatabase((db) =>
    db('point').where({ submission_id: waiting.id }).orderBy('position').select('text'),
  )
  expect(stored.map((point) => point.text)).toEqual([firstRequest, secondRequest])
  expect(await axeFindings(page, 'split')).toEqual([])
})

test('the head declares one inadmissible with a reason of some length, and finds it under its filter', async () => {
  const visitor = await openDesk('phone', 'it', 'planningHead')
  const { page, t } = visitor
  await page.goto(`/desk/observations/${offensive.id}`)
  const { button } = t.points.shutOut.inadmissible
  await press(visitor, button)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t.points.shutOut.reason, { exact: false }).fill('Troppo breve.')
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await dialog.getByText(t.points.shutOut.reasonHint.replace('{{count}}', '30')).last().waitFor()
  const reason = 'Non chiede niente: offende persone che il testo nomina.'
  await dialog.getByLabel(t.points.shutOut.reason, { exact: false }).fill(reason)
  expect(await axeFindings(page, 'declare inadmissible')).toEqual([])
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await page.getByText(reason).waitFor()
  expect(await axeFindings(page, 'inadmissible')).toEqual([])
  await arrive(visitor, '/desk/observations')
  await page.getByLabel(t.points.split.filter.show, { exact: true }).selectOption('shutOut')
  await page.getByRole('link', { name: offensive.number }).waitFor()
  expect(await axeFindings(page, 'those shut out')).toEqual([])
})

test('everything of a point is on one page: facts, comment, decision with its reason, the next by a key', async () => {
  const visitor = await openDesk('desktop', 'it')
  const { page, t } = visitor
  const { one } = t.points
  await arrive(visitor, '/desk/points?q=Deposito')
  await page.getByRole('link', { name: /\/1$/ }).first().click()
  await page.getByRole('heading', { level: 2, name: one.words }).waitFor()
  const reference = await page.getByRole('heading', { level: 1 }).innerText()
  await page.getByLabel(one.assignee, { exact: true }).selectOption({ label: 'Paolo Greco' })
  await press(visitor, one.save)
  await statusSays(visitor, one.saved)
  await page.getByLabel(one.comment, { exact: true }).fill('Da sentire la mobilità.')
  await press(visitor, one.addComment)
  await page.getByText('Da sentire la mobilità.').first().waitFor()

  const record = one.take.replace('{{stage}}', t.points.stage.technical)
  await page.getByLabel(one.outcome, { exact: true }).selectOption('rejected')
  visitor.expected.push(/409/)
  await press(visitor, record)
  await page.getByRole('alert').filter({ hasText: t.points.refusal.reasonMissing }).waitFor()
  await page.getByLabel(one.template, { exact: true }).selectOption({ index: 1 })
  await press(visitor, one.templateUse)
  const reason = page.getByRole('textbox', { name: one.reason })
  expect(await reason.inputValue()).toContain(reference)
  await reason.fill('La richiesta riguarda il regolamento edilizio, non il piano: resta com’è.')
  await press(visitor, record)
  await statusSays(visitor, one.taken.replace('{{stage}}', t.points.stage.technical))
  await page.getByText(t.points.outcome.rejected).first().waitFor()
  expect(await axeFindings(page, 'one point')).toEqual([])

  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('j')
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).not.toBe(reference)
  await page.getByText(one.around.replace('{{position}}', '2').replace('{{total}}', '3')).waitFor()
  await page.keyboard.press('k')
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe(reference)
})

test('the table changes many at once after a preview, and proposes a group; map and counters are of the same filter', async () => {
  const visitor = await openDesk('desktop', 'it')
  const { page, t } = visitor
  const { bulk } = t.points
  await arrive(visitor, '/desk/points?q=Deposito&outcome=none')
  expect(await axeFindings(page, 'table of points')).toEqual([])
  await page.getByRole('checkbox', { name: t.points.choosePage }).click()
  await press(visitor, bulk.change)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(bulk.what).selectOption('placeId')
  await dialog.getByLabel(bulk.value).selectOption({ label: 'Verifica tecnica' })
  await dialog.getByRole('button', { name: bulk.preview }).click()
  await dialog
    .getByText(bulk.summary.replace('{{changed}}', '2').replace('{{same}}', '0').replace('{{refused}}', '0'))
    .waitFor()
  await dialog.getByRole('button', { name: bulk.apply.replace('{{count}}', '2') }).click()
  await dialog
    .getByText(bulk.done.replace('{{changed}}', '2').replace('{{same}}', '0').replace('{{refused}}', '0'))
    .waitFor()
  expect(await axeFindings(page, 'bulk change')).toEqual([])
  await dialog.getByRole('button', { name: bulk.close }).click()
  await page.getByRole('cell', { name: 'Verifica tecnica' }).first().waitFor()
  await page.getByRole('checkbox', { name: t.points.choosePage }).click()
  await press(visitor, bulk.propose)
  await page.getByText(bulk.proposed).waitFor()

  const views = page.getByRole('navigation', { name: t.points.view.label })
  await views.getByRole('link', { name: t.points.view.map }).click()
  await page.locator('[data-map-state="idle"]').waitFor()
  expect(await page.getByRole('status').first().innerText()).toBe(
    t.points.total_other.replace('{{number}}', '2'),
  )
  expect(await axeFindings(page, 'map of points')).toEqual([])
})

test('the head confirms the group, which is decided as one; a point leaves it on the record', async () => {
  const visitor = await openDesk('desktop', 'it', 'planningHead')
  const { page, t } = visitor
  const { twins, one } = t.points
  await arrive(visitor, '/desk/points/twins')
  expect(await axeFindings(page, 'twins')).toEqual([])
  await press(visitor, twins.confirm)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(twins.groupTitle).fill('Depositi di biciclette')
  await dialog.getByRole('button', { name: twins.confirm }).click()
  await page.getByRole('heading', { level: 1, name: /Depositi di biciclette/ }).waitFor()
  await page.getByLabel(one.outcome, { exact: true }).selectOption('noted')
  await page
    .getByRole('textbox', { name: one.reason })
    .fill('Si prende atto: la materia è del regolamento edilizio, che si aggiorna a parte.')
  await press(visitor, one.take.replace('{{stage}}', t.points.stage.technical))
  await statusSays(visitor, one.taken.replace('{{stage}}', t.points.stage.technical))
  expect(await axeFindings(page, 'group')).toEqual([])
  await page.getByRole('link', { name: /\/1$/ }).first().click()
  await page.getByText(one.decideGroup).waitFor()
  await press(visitor, one.leave)
  const asking = page.getByRole('dialog')
  await asking.getByLabel(one.leaveReason).fill('Chiede anche un parcheggio.')
  await asking.getByRole('button', { name: one.leave }).click()
  await page.getByText(t.points.outcome.none).first().waitFor()
})

test.each([
  '/desk/points/progress',
  '/desk/points/changes',
  '/desk/points/replies',
  '/desk/points',
  '/desk/observations',
])('%s in English on a phone: nothing is wider than the screen, and axe has nothing to say', async (path) => {
  const visitor = await openDesk('phone', 'en')
  await arrive(visitor, path)
  const { page } = visitor
  await page.getByRole('navigation', { name: visitor.t.points.parts }).waitFor()
  expect(await axeFindings(page, path)).toEqual([])
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0)
})
