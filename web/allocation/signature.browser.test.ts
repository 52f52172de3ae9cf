import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { type DraftContent, declarationCodes } from '#schema/allocation'
import type { Call } from '#schema/calls'
import type { Space, SpaceList } from '#schema/spaces'
import { signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { saying } from '../testing/texts.ts'
import { leaveAll, visit } from '../testing/visitor.ts'

afterEach(leaveAll)

/** What Mario Rossi writes, who signs in with SPID later. */
const project: DraftContent = {
  applicant: {
    kind: 'person',
    name: 'Mario Rossi',
    fiscalCode: 'RSSMRA80A01F205X',
    email: 'mario.rossi@example.org',
    address: 'via Prova 1, 20159 Milano',
    phone: '+39 02 0000 0001',
  },
  makes: 'Telai di biciclette su misura',
  atecoCode: '30.92',
  atecoVersion: '2025',
  people: 3,
  hours: 'lun-ven 8-18',
  noise: 'low',
  stamp: { number: '01234567890123' },
  startOn: '2099-01-07',
  durationMonths: 72,
  text: 'Telai saldati a mano, con un corso per i ragazzi del quartiere.',
}

/** Sends a whole application for a space in a call, as whoever is signed in on the page; gives its id. */
async function sendApplication({ request }: Page): Promise<string> {
  const read = async <Body>(path: string): Promise<Body> => (await request.get(path)).json()
  const { items } = await read<SpaceList>('/api/spaces?status=inCall&limit=200')
  const space = await read<Space>(`/api/spaces/${items.at(-1)?.code}`)
  const { eligibility } = await read<Call>(`/api/calls/${space.call?.code}`)
  const { csrfToken } = await read<{ csrfToken: string }>('/api/me')
  const post = async <Body>(path: string, data: object): Promise<Body> =>
    (await request.post(path, { data, headers: { 'x-csrf-token': csrfToken } })).json()
  const answers = Object.fromEntries(eligibility.map(({ code, expected }) => [code, expected]))
  const content = { ...project, eligibilityAnswers: answers }
  const draft = await post<{ id: string; version: number }>('/api/requests/drafts', {
    space: space.code,
    content,
  })
  const sending = { draftId: draft.id, version: draft.version, declarations: declarationCodes }
  return (await post<{ id: string }>('/api/requests', sending)).id
}

test('an application sent with a password gets a signed copy, then is confirmed with SPID', async () => {
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  const { signature, provider, confirmation } = t.identification
  await page.goto('/sign-in?next=/requests')
  await page.getByRole('link', { name: provider.enter.cie }).waitFor()
  await signInAs(maker, 'applicant')
  await page.getByRole('heading', { level: 1, name: t.requests.list.title }).waitFor()
  const id = await sendApplication(page)

  await page.goto(`/requests/${id}`)
  await page.getByText(signature.ways.pec).waitFor()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: t.requests.files.add }).click(),
  ])
  const signed = Buffer.concat([
    Buffer.from('308203e806092a864886f70d010702a0820000', 'hex'),
    Buffer.alloc(200),
  ])
  await chooser.setFiles({ name: 'domanda.pdf.p7m', mimeType: '', buffer: signed })
  await page.getByRole('link', { name: 'domanda.pdf.p7m' }).waitFor()
  expect(await axeFindings(page, 'to sign')).toEqual([])

  await page.getByRole('link', { name: provider.enter.spid }).click()
  await page.getByRole('heading', { level: 1, name: saying(confirmation.title) }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/requests/${id}/confirm`)
  expect(await axeFindings(page, 'to confirm')).toEqual([])
  await page.getByRole('button', { name: confirmation.button }).click()
  await page.getByText(confirmation.done).waitFor()
  await page.getByRole('link', { name: 'Mario Rossi' }).waitFor()
}, 60_000)

test('who begins with SPID, in English on a phone, is told that nothing more is needed', async () => {
  const { page, t } = await visit('phone', 'en')
  const { signature, provider } = t.identification
  const answer = await page.request.get('/api/spaces?status=inCall&limit=1')
  const { items } = (await answer.json()) as SpaceList
  await page.goto(`/spaces/${items[0]?.code}/ask?lang=en`)
  await page.getByText(signature.before).waitFor()
  expect(await axeFindings(page, 'before asking')).toEqual([])
  await page.getByRole('link', { name: provider.enter.spid }).click()
  await page.getByText(saying(signature.asSignedIn, { how: signature.how.spid })).waitFor()
  await page.goto('/sign-in?problem=provider-away&lang=en')
  await page.getByRole('alert').filter({ hasText: t.problems['provider-away'] }).waitFor()
}, 60_000)
