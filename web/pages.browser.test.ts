import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { generalQuestions } from '#rules/calls'
import type { SpaceList } from '#schema/spaces'
import { checkAndSend, draftIsSaved, fillForm, passEligibility, signInAs } from './testing/applicant.ts'
import { axeFindings } from './testing/axe.ts'
import { mapIsDrawn, openFilters, rows } from './testing/mapPage.ts'
import { openDesk, openRequest } from './testing/office.ts'
import { type Visitor, visit, type Width, widths } from './testing/visitor.ts'

const folder = new URL('../dist/screenshots/', import.meta.url).pathname
const updating = process.env.UPDATE_SCREENSHOTS === '1'

/** Leaves a picture of the page where UPDATE_SCREENSHOTS asks for them. */
async function picture(page: Page, name: string): Promise<void> {
  if (!updating) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: `${folder}${name}.png` })
}

const hasMap = (page: Page) => new URL(page.url()).pathname === '/'

/** Waits until nothing on the page is still on its way. */
async function settled(visitor: Visitor): Promise<void> {
  const { page } = visitor
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
  await expect.poll(() => page.getByText(visitor.t.ui.loading).count()).toBe(0)
  if (hasMap(page)) await mapIsDrawn(visitor)
}

/** Pages of one column, with or without a second beside it, are inspected without the width between. */
const columns: Width[] = ['desktop', 'phone']
const everyWidth = Object.keys(widths) as Width[]

/** What axe finds on the page as it stands, at each of the widths. */
async function inspect(visitor: Visitor, name: string, at: Width[] = columns): Promise<string[]> {
  const findings: string[] = []
  for (const width of at) {
    await visitor.page.setViewportSize(widths[width])
    await settled(visitor)
    findings.push(...(await axeFindings(visitor.page, `${name}, ${width}, ${visitor.language}`)))
    await picture(visitor.page, `${name}-${width}`)
  }
  await visitor.page.setViewportSize(widths.desktop)
  return findings
}

/** The first page is loaded, each further one is gone to within the site, as by a link. */
async function open(page: Page, address: string): Promise<void> {
  if (page.url() === 'about:blank') await page.goto(address)
  else
    await page.evaluate((to) => {
      history.pushState({}, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    }, address)
}

async function inspectAll(
  visitor: Visitor,
  addresses: Record<string, string>,
  at: Width[] = columns,
): Promise<string[]> {
  const findings: string[] = []
  for (const [name, address] of Object.entries(addresses)) {
    await open(visitor.page, address)
    findings.push(...(await inspect(visitor, name, at)))
  }
  return findings
}

test('axe finds nothing on the map in any of its forms', async () => {
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  const findings = await inspectAll(
    maker,
    {
      map: '/',
      space: '/?district=9&status=inCall&activity=manifattura_leggera&space=MI-9-0167',
      empty: '/?district=6&areaMin=300&threePhase=yes&stepFree=true',
    },
    everyWidth,
  )
  await page.getByRole('button', { name: t.map.empty.alert }).click()
  findings.push(...(await inspect(maker, 'alert')))
  for (const width of ['tablet', 'phone'] as const) {
    const other = await visit(width, 'en')
    await other.page.goto('/?district=9')
    await rows(other).first().waitFor()
    await openFilters(other)
    findings.push(...(await axeFindings(other.page, `filters, ${width}`)))
    await picture(other.page, `filters-${width}`)
  }
  expect(findings).toEqual([])
})

test('axe finds nothing on the pages anybody reads', async () => {
  const reader = await visit('desktop', 'en')
  reader.expected.push(/404 .*\/api\/spaces\/NONE$/)
  const findings = await inspectAll(reader, {
    'space-page': '/spaces/MI-9-0167',
    calls: '/calls',
    call: '/calls/NUOVA-MANIFATTURA',
    labs: '/labs',
    'lab-list': '/labs/list',
    needs: '/needs',
    lab: '/labs/OFFICINA-CORVETTO',
    'lab-closed': '/labs/YATTA',
    'lab-grants': '/labs/incentives',
    'lab-confirm': '/labs/confirm?lab=WEMAKE&token=x',
    'desk-labs-nobody': '/desk/labs',
    districts: '/districts',
    district: '/districts/9',
    'district-sheet': '/districts/9/sheet',
    'digest-confirm': '/digests/confirm?token=x',
    'digest-stop': '/digests/stop?token=x',
    offers: '/offers',
    impact: '/impact',
    opinions: '/opinions',
    'opinions-district': '/opinions?district=9',
    agreements: '/agreements',
    coverage: '/coverage?area=9',
    'coverage-neighbourhoods': '/coverage?kind=neighbourhood&indicator=access&method=natural',
    'coverage-indicators': '/coverage/indicators',
    'coverage-indicator': '/coverage/indicators/labs15',
    'coverage-what-if': '/coverage/what-if?labs=9.16,45.5',
    'coverage-history': '/coverage/history',
    'desk-agreements-nobody': '/desk/agreements',
    'sign-in': '/sign-in',
    register: '/register',
    'account-confirm': '/account/confirm?token=x',
    'account-nobody': '/account',
    'password-reset': '/account/reset',
    'password-new': '/account/reset/confirm?token=x',
    'email-confirm': '/account/email/confirm?token=x',
    'alert-confirm': '/alerts/confirm?token=x',
    'sign-in-problem': '/sign-in?problem=provider-away',
    'request-confirm-nobody': '/requests/00000000-0000-4000-8000-000000000000/confirm',
    'alert-stop': '/alerts/stop?token=x',
    demo: '/about/demo',
    privacy: '/privacy',
    legal: '/legal',
    'data-nobody': '/account/data',
    'messages-nobody': '/account/messages',
    erased: '/account/erased',
    accessibility: '/accessibility',
    'not-found': '/nowhere',
    'space-not-found': '/spaces/NONE',
    'desk-nobody': '/desk',
    'organisations-nobody': '/account/organisations',
    'invitation-nobody': '/invitations?token=x',
    'audit-nobody': '/audit',
    'accounts-nobody': '/admin/accounts',
  })
  expect(findings).toEqual([])
}, 240_000)

/** The code of some available space, which can be asked for without a call. */
async function anAvailableSpace(): Promise<string> {
  const reply = await fetch(
    `${inject('siteUrl')}/api/spaces?status=available&ownership=municipal&limit=1&sort=code`,
  )
  return ((await reply.json()) as SpaceList).items[0]?.code ?? ''
}

test('axe finds nothing from the first question to the desk', async () => {
  const maker = await visit('desktop', 'it')
  const code = await anAvailableSpace()
  const findings = await inspectAll(maker, {
    'ask-check': `/spaces/${code}/ask`,
    'requests-nobody': '/requests',
  })
  const look = async (visitor: Visitor, name: string) => findings.push(...(await inspect(visitor, name)))
  await maker.page.goto(`/spaces/${code}/ask`)
  await passEligibility(maker, generalQuestions)
  await look(maker, 'ask-sign-in')
  await signInAs(maker, 'applicant')
  await fillForm(maker, { name: 'Carla Pagina', email: 'carla.pagina@example.org' })
  await draftIsSaved(maker)
  await look(maker, 'ask-form')
  const number = await checkAndSend(maker, 'expressionOfInterest', () => look(maker, 'ask-review'))
  await look(maker, 'receipt')
  await maker.page.goto('/requests')
  await look(maker, 'requests')
  await maker.page.getByRole('listitem').filter({ hasText: number }).getByRole('link').click()
  await look(maker, 'request')
  await maker.page.goto('/account')
  await look(maker, 'account')
  const messages = { news: '', letters: '?view=letters', choices: '?view=choices' }
  for (const [name, view] of Object.entries(messages)) {
    await maker.page.goto(`/account/messages${view}`)
    await look(maker, name)
  }

  const officer = await visit('desktop', 'en')
  await openDesk(officer)
  findings.push(...(await inspect(officer, 'desk', everyWidth)))
  await openRequest(officer, number)
  await look(officer, 'desk-request')
  await officer.page.getByRole('button', { name: officer.t.desk.action.close, exact: true }).click()
  await officer.page.getByRole('dialog').waitFor()
  await look(officer, 'desk-dialog')
  await officer.page.goto('/desk/agreements')
  await look(officer, 'desk-agreements')
  await officer.page.goto('/desk/offers')
  await look(officer, 'desk-offers')
  await officer.page.goto('/desk/post')
  await look(officer, 'desk-post')

  const auditor = await visit('desktop', 'it')
  await auditor.page.goto('/sign-in?next=/audit')
  await signInAs(auditor, 'auditor')
  await auditor.page.getByRole('button', { name: new RegExp(number) }).click()
  await look(auditor, 'audit')
  expect(findings).toEqual([])
}, 180_000)

test('axe finds nothing where administrators work', async () => {
  const administrator = await visit('desktop', 'en')
  const { page, t } = administrator
  await page.goto('/sign-in')
  await signInAs(administrator, 'administrator')
  const account = page.getByRole('table').getByRole('link', { name: 'Ugo Colombo' })
  await account.waitFor()
  const findings = await inspect(administrator, 'accounts')
  await account.click()
  await page.getByRole('heading', { name: t.admin.account.rolesNow }).waitFor()
  findings.push(...(await inspect(administrator, 'managed-account')))
  await page.getByRole('button', { name: t.admin.action.give, exact: true }).click()
  await page.getByRole('dialog').waitFor()
  findings.push(...(await inspect(administrator, 'role-dialog')))
  expect(findings).toEqual([])
})

test('what was built arrives compressed and is kept for ever, the page itself is asked for each time', async () => {
  const site = inject('siteUrl')
  const page = await fetch(site, { headers: { accept: 'text/html' } })
  expect(page.headers.get('cache-control')).toBe('no-cache')
  const [script = ''] = (await page.text()).match(/\/assets\/index-[\w-]+\.js/) ?? []
  for (const encoding of ['br', 'gzip']) {
    const { headers } = await fetch(site + script, { headers: { 'accept-encoding': encoding } })
    expect(headers.get('content-encoding')).toBe(encoding)
    expect(headers.get('vary')).toContain('accept-encoding')
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  }
})

test.runIf(updating)('the picture of the README', async () => {
  const maker = await visit('desktop', 'it')
  await maker.page.goto('/')
  await settled(maker)
  await maker.page.screenshot({ path: new URL('../docs/map.png', import.meta.url).pathname })
})
