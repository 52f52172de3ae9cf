import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { insertMarks, letTimePass, marksFor, openBids } from '../../server/testing/evaluation.ts'
import { company } from '../../server/testing/parties.ts'
import { signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { insertJudging, type Judging, withDatabase } from '../testing/judging.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

const code = 'VALUTA-PROVA'
const desk = `/desk/calls/${code}/evaluation`

/** Pictures for who looks at them; none unless a folder is named. */
async function picture({ page }: Visitor, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

async function arrive(visitor: Visitor, role: Parameters<typeof signInAs>[1], to: string): Promise<void> {
  await visitor.page.goto(`/sign-in?next=${encodeURIComponent(to)}`)
  await signInAs(visitor, role)
  await visitor.page.waitForURL((url) => url.pathname === to)
}

/** A text with its values filled in. */
const said = (text: string, values: Record<string, string | number>) =>
  text.replace(/{{(\w+)}}/g, (_, name: string) => String(values[name] ?? ''))

/** Opens a dialog by its button, fills it, does it, and waits until it has closed. */
async function act({ page }: Visitor, name: string, fill?: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog', { name })
  await fill?.()
  await dialog.getByRole('button', { name, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

const fill = async ({ page }: Visitor, label: string, value: string) =>
  page.getByRole('dialog').getByLabel(label, { exact: true }).fill(value)

/** Today by the clocks of Italy, or some days on. */
const day = (days = 0) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' }).format(Date.now() + days * 86_400_000)

async function appoint(officer: Visitor): Promise<void> {
  const { page, t } = officer
  const { evaluationDesk: d } = t
  await act(officer, d.commission.appoint, async () => {
    const choose = (label: string, name: RegExp) =>
      page
        .getByRole('dialog')
        .getByLabel(label, { exact: true })
        .evaluate((select: HTMLSelectElement, pattern) => {
          const option = [...select.options].find(({ text }) => new RegExp(pattern).test(text))
          select.value = option?.value ?? ''
          select.dispatchEvent(new Event('change', { bubbles: true }))
        }, name.source)
    await choose(d.commission.president, /Elena Fontana/)
    await choose(said(d.commission.member, { number: 2 }), /Marco Bianchi/)
    await choose(said(d.commission.member, { number: 3 }), /Sofia Ricci/)
    await fill(officer, d.act.number, 'DD 77/2026')
    await fill(officer, d.act.date, day())
    expect(await axeFindings(page, 'appointing')).toEqual([])
  })
  await page.getByRole('rowheader', { name: 'Elena Fontana' }).waitFor()
}

/** The president declares to have no relations, finds two requests to judge, and comes to the first. */
async function declare(president: Visitor): Promise<void> {
  const { page, t } = president
  const { evaluation: e } = t
  await arrive(president, 'evaluator', '/evaluation')
  await page.getByText(e.mustDeclare, { exact: true }).waitFor()
  expect(await page.getByText('Anna Ferrari').count(), 'no name before').toBe(0)
  await page.getByRole('link', { name: `Bando ${code}` }).click()
  await page.getByRole('heading', { name: e.declare.title }).waitFor()
  expect(await axeFindings(page, 'declaring')).toEqual([])
  await picture(president, 'declare')
  await page.getByRole('button', { name: e.declare.none, exact: true }).click()
  await page.getByRole('link', { name: e.seat.files }).click()
  const mine = page
    .getByRole('navigation', { name: e.filter })
    .getByRole('link', { name: new RegExp(`^${e.mine}`) })
  await expect.poll(() => mine.innerText()).toMatch(/2$/)
  await page.getByRole('row', { name: /Anna Ferrari/ }).waitFor()
  expect(await axeFindings(page, 'queue')).toEqual([])
  await picture(president, 'queue')
}

const projectPoints = ({ page, t }: Visitor) =>
  page
    .getByRole('group', { name: 'Qualità del progetto', exact: true })
    .getByLabel(said(t.evaluation.file.points, { most: 40 }), { exact: true })

/** Gives every mark of the open request; the purposes are ticked and count by themselves. */
async function writeMarks(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  const { file } = t.evaluation
  await projectPoints(visitor).fill('31,5')
  for (const lot of [1, 2])
    await page.getByLabel(said(file.pointsOnLot, { lot, most: 20 }), { exact: true }).fill('10')
  for (const purpose of await page.getByText(/^Riparazione/).all()) await purpose.click()
  for (const note of await page.getByLabel(new RegExp(file.note, 'i')).all())
    await note.fill('Valutato secondo i criteri.')
}

/** Judges the first request; the second is reached by keyboard, which keeps what was written. */
async function judge(president: Visitor): Promise<void> {
  const { page, t } = president
  const { file } = t.evaluation
  await page.getByRole('link', { name: `${code}-1`, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(`${code}-1`) }).waitFor()
  await page.getByRole('button', { name: file.submit, exact: true }).click()
  await page.getByRole('alert').getByRole('link').first().waitFor()
  expect(await axeFindings(page, 'file with faults')).toEqual([])
  await writeMarks(president)
  await picture(president, 'file')
  await page.keyboard.press('Alt+PageDown')
  await page.getByRole('heading', { level: 1, name: new RegExp(`${code}-2`) }).waitFor()
  await writeMarks(president)
  await submit(president)
  await page.keyboard.press('Alt+PageUp')
  await page.getByRole('heading', { level: 1, name: new RegExp(`${code}-1`) }).waitFor()
  await expect.poll(() => projectPoints(president).inputValue()).toBe('31,5')
  await submit(president)
}

async function submit({ page, t }: Visitor): Promise<void> {
  const { file } = t.evaluation
  await page.getByRole('button', { name: file.submit, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: file.submitTitle })
  await dialog.getByRole('button', { name: file.submit, exact: true }).click()
  await page.getByText(file.delivered).waitFor()
}

/** What the other two commissioners do is put into the database. */
async function judgeByOthers({ call, requests }: Judging): Promise<void> {
  await withDatabase(async (db) => {
    const others = db('commission_member').where({ call_id: call.id, position: 'member' })
    await others.clone().update({ declared_at: db.raw('clock_timestamp()') })
    const ids: number[] = await others.clone().pluck('id')
    const competing = [requests.person, requests.company]
    const marks = ids.flatMap((memberId) =>
      competing.flatMap((requestId) =>
        marksFor(call, { memberId, requestId }, { project: 31.5, impact: 10 }),
      ),
    )
    await insertMarks(db, call, marks)
  })
}

/** Everybody's marks are shown once all have submitted; the president signs what the office proposes. */
async function sign(president: Visitor, officer: Visitor): Promise<void> {
  const { page, t } = president
  await page.reload()
  await page.getByRole('heading', { name: t.evaluation.file.revealed }).waitFor()
  expect(await axeFindings(page, 'revealed')).toEqual([])
  await picture(president, 'revealed')
  await officer.page.reload()
  await act(officer, officer.t.evaluationDesk.ranking.propose.technical)
  await page.goto(`/evaluation/${code}`)
  await act(president, t.evaluation.technical.sign)
  await page.getByText(t.evaluation.technical.drop, { exact: true }).waitFor()
  expect(await axeFindings(page, 'seat')).toEqual([])
  await picture(president, 'seat')
}

const openAllBids = ({ call, people, requests }: Judging) =>
  withDatabase((db) =>
    openBids(
      db,
      call,
      [people.propertyOffice, people.caseOfficer],
      call.lotIds.flatMap((lotId, index) => [
        { requestId: requests.person, lotId, eurYear: index === 0 ? 1500 : 1200 },
        { requestId: requests.company, lotId, eurYear: 1500 },
      ]),
    ),
  )

/** The tie on the first lot is parted by a draw, whose number comes after its list. */
async function draw(officer: Visitor, { call }: Judging): Promise<void> {
  const { page, t } = officer
  const { ties, act: words } = t.evaluationDesk
  await page.reload()
  await act(officer, ties.freeze, async () => {
    await fill(officer, ties.rule, 'Primo estratto sulla ruota di Milano nel concorso di domani.')
    await fill(officer, ties.known, day(1))
    await fill(officer, words.hour, '20:00')
  })
  await page.getByRole('link', { name: ties.open }).waitFor()
  await withDatabase((db) => letTimePass(db, call.id))
  await act(officer, ties.seed, async () => {
    await fill(officer, ties.seedValue, '47')
    await fill(officer, ties.seedSource, 'Bollettino del Lotto')
  })
  await page.getByRole('button', { name: ties.seed }).waitFor({ state: 'detached' })
  expect(await axeFindings(page, 'desk with a draw')).toEqual([])
  await picture(officer, 'desk')
}

/** Proposed by one, signed and published by another. */
async function publish(officer: Visitor, signer: Visitor): Promise<void> {
  const { propose, ownProposal } = officer.t.evaluationDesk.ranking
  await act(officer, propose.provisional)
  await arrive(signer, 'caseOfficer', desk)
  const words = signer.t.evaluationDesk.ranking
  await act(signer, words.sign)
  await officer.page.reload()
  await officer.page.getByText(ownProposal).waitFor()
  await act(signer, words.publish)
  await signer.page.getByText(new RegExp(words.state.published)).first().waitFor()
}

/** A session is begun and its minutes closed; both papers can be loaded. */
async function keepMinutes(officer: Visitor): Promise<void> {
  const { page, t } = officer
  const { sessions } = t.evaluationDesk
  await act(officer, sessions.begin, async () => {
    await page.getByRole('dialog').getByLabel(sessions.kind, { exact: true }).selectOption('ranking')
    await fill(officer, sessions.place, 'Sala 1')
    await fill(officer, sessions.began, day(-1))
  })
  await act(officer, said(sessions.closeOne, { number: 1 }))
  await page.getByText(sessions.closed, { exact: true }).waitFor()
  for (const name of [sessions.pdf, sessions.docx]) {
    const link = page.getByRole('link', { name: said(name, { number: 1 }) })
    const answer = await page.request.get((await link.getAttribute('href')) ?? '')
    expect(answer.status()).toBe(200)
  }
}

/** Everybody sees who has what, and repeats the draw in their own browser. */
async function seeResults(stranger: Visitor): Promise<void> {
  const { page, t } = stranger
  await page.goto(`/calls/${code}`)
  await page.getByRole('link', { name: t.results.link }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(t.results.title) }).waitFor()
  await page
    .getByText(company.name ?? '')
    .first()
    .waitFor()
  expect(await page.getByText('Anna Ferrari').count(), 'a person stays a number').toBe(0)
  expect(await axeFindings(page, 'results')).toEqual([])
  await picture(stranger, 'results')
  await page.getByRole('link', { name: said(t.results.drawLink, { number: 1 }) }).click()
  await page.getByRole('button', { name: t.results.draw.repeat }).click()
  await page.getByText(t.results.draw.same).waitFor()
  expect(await axeFindings(page, 'draw')).toEqual([])
  await picture(stranger, 'draw')
}

/** The applicant reads why, with their own points beside the winner's, and asks for a review. */
async function askForReview(applicant: Visitor, { requests }: Judging): Promise<void> {
  const { page, t } = applicant
  const { own } = t.results
  await arrive(applicant, 'applicant', `/requests/${requests.person}`)
  await page.getByRole('heading', { name: own.title }).waitFor()
  await page.getByRole('table', { name: said(own.compare, { lot: 2 }) }).waitFor()
  await page.getByRole('button', { name: own.reviewAsk }).click()
  await page.getByText(own.reviewShort).waitFor()
  expect(await axeFindings(page, 'own result')).toEqual([])
  await picture(applicant, 'own')
  await page.getByLabel(own.reviewText, { exact: true }).fill('Il progetto vale più punti di così.')
  await page.getByRole('button', { name: own.reviewAsk }).click()
  await page.getByText(own.reviewWaiting).waitFor()
}

async function answerReview(officer: Visitor): Promise<void> {
  const { page, t } = officer
  const { reviews } = t.evaluationDesk
  await page.reload()
  await act(officer, said(reviews.answerTo, { number: `${code}-1` }), async () => {
    await page.getByRole('dialog').getByText(reviews.outcomes.rejected, { exact: true }).click()
    await fill(officer, reviews.text, 'I punti sono quelli dei criteri.')
  })
  await page.getByText(/I punti sono quelli/).waitFor()
  await picture(officer, 'deskEnd')
}

test('a commission judges, a draw parts a tie, the ranking is published, and each applicant reads why', async () => {
  const judging = await withDatabase((db) => insertJudging(db, code))
  const officer = await visit('desktop', 'it')
  await arrive(officer, 'propertyOffice', desk)
  await officer.page.getByRole('heading', { level: 1 }).waitFor()
  await appoint(officer)
  const president = await visit('desktop', 'it')
  await declare(president)
  await judge(president)
  await judgeByOthers(judging)
  await sign(president, officer)
  await openAllBids(judging)
  await draw(officer, judging)
  const signer = await visit('phone', 'en')
  await publish(officer, signer)
  expect(await axeFindings(signer.page, 'desk on a phone')).toEqual([])
  await picture(signer, 'deskPhone')
  await keepMinutes(officer)
  const stranger = await visit('phone', 'en')
  await seeResults(stranger)
  await askForReview(await visit('phone', 'en'), judging)
  await answerReview(officer)
})
