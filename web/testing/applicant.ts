import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { declarationsFor } from '#schema/allocation'
import type { EligibilityQuestion } from '#schema/calls'
import type { PartyKind } from '#schema/parties'
import { saying } from './texts.ts'
import type { Visitor } from './visitor.ts'

export interface Applicant {
  name: string
  email: string
}

/** A PDF of one empty page. */
export const smallPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

/** React Aria hides the input itself: a person presses its words. */
const press = (control: Locator) => control.locator('xpath=ancestor::label').click()

/** Presses the demonstration person on the page. */
export async function signInAs(
  { page, t }: Visitor,
  role: keyof Visitor['t']['accounts']['signIn']['people'],
) {
  await page.getByRole('button', { name: new RegExp(t.accounts.signIn.people[role].name) }).click()
}

/** Answers the questions before the form: first one wrongly, to be told which rule stands in the way. */
export async function passEligibility(
  { page, t, language }: Visitor,
  questions: readonly EligibilityQuestion[],
): Promise<void> {
  const answer = (question: EligibilityQuestion, value: boolean) =>
    press(
      page
        .getByRole('radiogroup', { name: language === 'en' ? question.textEn : question.text })
        .getByRole('radio', { name: value ? t.ui.yes : t.ui.no, exact: true }),
    )
  const [first] = questions
  if (!first) throw new Error('no questions')
  await answer(first, !first.expected)
  const refusal = page.getByRole('alert').filter({ hasText: t.requests.ask.check.refusalTitle })
  await expect.poll(() => refusal.innerText()).toContain(language === 'en' ? first.ruleEn : first.rule)
  for (const question of questions) await answer(question, question.expected)
  await refusal.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: t.requests.ask.check.continue }).click()
}

const filler =
  ({ page }: Visitor) =>
  (label: string, text: string) =>
    page.getByLabel(label, { exact: false }).first().fill(text)

/** Presses an option of a question. */
export const choose = ({ page }: Visitor, group: string, option: string) =>
  press(page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: option, exact: true }))

/** Fills the form as a careful applicant would. */
export async function fillForm(visitor: Visitor, { name, email }: Applicant): Promise<void> {
  const { field: who } = visitor.t.parties
  const fill = filler(visitor)
  await fill(who.name, name)
  await fill(who.fiscalCode, 'RSSMRA80A01F205X')
  await fill(who.addressPerson, 'via Prova 1, 20159 Milano')
  await fill(who.email, email)
  await fill(who.phone, '+39 02 0000 0001')
  await fillWork(visitor)
}

/** Fills what is done and how. */
export async function fillWork(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  const { field } = t.requests
  const fill = filler(visitor)
  await fill(field.makes, 'Telai di biciclette su misura')
  await fill(field.atecoCode, '30.92')
  await choose(visitor, field.atecoVersion, '2025')
  await fill(field.people, '3')
  await fill(field.hours, 'lun-ven 8-18')
  await choose(visitor, field.noise, field.noiseLevels.low)
  await fill(field.startOn, '2099-01-07')
  await fill(field.durationMonths, '72')
  await page
    .getByRole('textbox', { name: field.text, exact: true })
    .fill('Telai saldati a mano, con un corso per i ragazzi del quartiere il sabato.')
  // Only an application pays stamp duty, and only a reduced rent adds to aid.
  for (const [label, value] of [
    [field.stamp, '01234567890123'],
    [field.deMinimisEur, '0'],
  ] as const) {
    const asked = page.getByLabel(label, { exact: true })
    if ((await asked.count()) > 0) await asked.fill(value)
  }
}

export const draftIsSaved = ({ page, t }: Visitor) =>
  page.getByText(saying(t.requests.ask.save.saved)).waitFor()

/** Offers a picture that is a text, a text that calls itself a PDF, then a real PDF. */
export async function attachFiles(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  const { files } = t.requests
  const offer = async (name: string, mimeType: string, buffer: Buffer) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: files.add }).click(),
    ])
    await chooser.setFiles({ name, mimeType, buffer })
  }
  const error = page.getByRole('group', { name: files.title }).getByRole('alert')
  await offer('note.txt', 'text/plain', Buffer.from('solo parole'))
  await expect.poll(() => error.innerText()).toContain(files.wrongType)
  visitor.expected.push(/status of 4\d\d .*\/files$/)
  await offer('finto.pdf', 'application/pdf', Buffer.from('non sono un PDF'))
  await expect.poll(() => error.innerText()).toContain(t.problems['file-type'])
  await offer('progetto.pdf', 'application/pdf', smallPdf)
  await page.getByRole('link', { name: 'progetto.pdf' }).waitFor()
  await error.waitFor({ state: 'detached' })
}

/** Reads the answers again, declares, sends; gives the number of the receipt. */
export async function checkAndSend(
  { page, t, language }: Visitor,
  kind: 'application' | 'expressionOfInterest',
  onReview?: () => Promise<unknown>,
  as: PartyKind = 'person',
): Promise<string> {
  const { ask, receipt } = t.requests
  await page.getByRole('button', { name: ask.form.continue }).click()
  await page.getByRole('heading', { name: ask.review.title }).waitFor()
  await page.getByText('Telai di biciclette su misura').waitFor()
  await onReview?.()
  for (const declaration of declarationsFor(kind, { kind: as }))
    await press(page.getByRole('checkbox', { name: declaration[language] }))
  await page.getByRole('button', { name: ask.review.send[kind] }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(receipt.done[kind]) }).waitFor()
  const line = page.getByText(`(${receipt.notProtocol})`)
  return ((await line.innerText()).match(/^\S+/) ?? [''])[0]
}
