import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { testApp } from './testing/app.ts'
import { tileOf, toWorld } from './testing/mercator.ts'
import { draftObservation, observationContent, sentObservation } from './testing/observations.ts'
import { enterParty } from './testing/parties.ts'
import { type Client, signIn, signInAs } from './testing/people.ts'
import { insertPlan } from './testing/plans.ts'
import { completeContent, insertCall, insertSpace, sendFor } from './testing/requests.ts'
import { insertSecretRegister } from './testing/secretRegister.ts'
import { insertCity, point } from './testing/spaces.ts'

const fixture = testApp({ logLevel: 'debug' })
/** Stands in everything that is personal, restricted or internal, and nowhere else. */
const canary = 'zqxcanary'
const place = [9.25, 45.55] as const
const logged: string[] = []
let applicant: Client
let officer: Client
let auditor: Client
let head: Client

const secretSpace = (more: Record<string, unknown>) => ({
  geom: point(...place),
  internal_notes: `${canary} note`,
  fingerprint: `${canary} fingerprint`,
  ...more,
})
const hiddenPlace = { name: `${canary} via`, address: `${canary} 1`, description: `${canary} descrizione` }

async function plantSpaces(): Promise<void> {
  const { db } = fixture
  await insertSpace(db, 'MI-9-0001', secretSpace({ holder_name: `${canary} persona`, holder_kind: 'person' }))
  const inCall = await insertSpace(db, 'MI-9-0002', secretSpace({ status: 'inCall' }))
  await insertCall(db, 'APERTO', [inCall])
  await insertSpace(db, 'MI-9-0003', secretSpace({ ...hiddenPlace, public_position: 'hidden' }))
  await insertSpace(db, 'MI-9-0004', secretSpace({ ...hiddenPlace, public_position: 'neighbourhood' }))
  await insertSpace(db, 'MI-9-0005', secretSpace({ ...hiddenPlace, audience: 'internal' }))
  await insertSpace(db, 'MI-9-0006', secretSpace({ ...hiddenPlace, occupied_without_title: true }))
}

const content = {
  ...completeContent,
  applicant: {
    ...completeContent.applicant,
    name: `${canary} Anna`,
    email: `${canary}@example.org`,
  },
  makes: `${canary} biciclette`,
  text: `${canary} telai saldati e verniciati a mano, con un corso per i ragazzi del quartiere.`,
}

async function plantRequests(): Promise<void> {
  applicant = await signInAs(fixture.app, {
    roles: ['applicant'],
    name: `${canary} Anna`,
    email: `${canary}@example.org`,
  })
  officer = await signIn(fixture.app, 'propertyOffice')
  auditor = await signInAs(fixture.app, { roles: ['auditor'] })
  await enterParty(applicant, {
    name: `${canary} srl`,
    legalForm: 'company',
    constituted: true,
    representative: `${canary} Rosa`,
    fiscalCode: '01199250158',
    vatNumber: '01199250158',
    pec: `${canary}@pec.example.org`,
    email: `${canary}@example.org`,
    address: `via ${canary} 1, 20159 Milano`,
    phone: '+39 02 0202',
  })
  const interest = await sendFor(applicant, 'MI-9-0001', content)
  const application = await sendFor(applicant, 'MI-9-0002', content)
  await officer.post(`/api/desk/requests/${interest.id}/answer`, {
    version: 2,
    message: `${canary} risposta`,
  })
  await officer.post(`/api/desk/requests/${application.id}/take`, { version: 2 })
  await officer.post(`/api/desk/requests/${application.id}/exclude`, {
    version: 3,
    reasonCode: 'missingRequirement',
    reason: `${canary} motivo`,
  })
}

/** Words, names and a private reason in an observation, and beside it what came in by mail. */
async function plantObservations(): Promise<void> {
  const { db } = fixture
  const plan = await insertPlan(db, { code: 'PIANO' })
  await sentObservation(
    applicant,
    plan.code,
    observationContent({
      submitter: { name: `${canary} Anna`, address: `via ${canary} 1`, phone: canary },
      targets: [{ kind: 'plan', text: `${canary} chiede laboratori.` }],
      privateReasons: `${canary} salute`,
    }),
  )
  await draftObservation(applicant, plan.code, observationContent({ privateReasons: `${canary} bozza` }))
  const planner = await signInAs(fixture.app, { roles: ['planner'] })
  const payload = new FormData()
  payload.append('file', new Blob([`Mittente;Testo\n${canary} Bruno;${canary} verde\n`]), 'elenco.csv')
  await planner.inject({ method: 'POST', url: '/api/desk/observations/inbox?plan=PIANO', payload })
}

const references: string[] = []

/** The register of a plan that is published, and of one that is not, with secrets in all but the signed copies. */
async function plantRegisters(): Promise<void> {
  const { app, db } = fixture
  head = await signInAs(app, { roles: ['planningHead'] })
  const planner = await signInAs(app, { roles: ['planner'] })
  const people = { maker: planner.me.account?.id ?? '', signer: head.me.account?.id ?? '' }
  for (const [code, published] of [
    ['REGISTRO', true],
    ['CHIUSO', false],
  ] as const)
    references.push(...(await insertSecretRegister(db, { code, published, canary, place, ...people })))
}

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    logged.push(String(chunk))
    return true
  })
  await insertCity(fixture.db)
  await plantSpaces()
  await plantRequests()
  await plantObservations()
  await plantRegisters()
  await fixture.app.context.feed.refresh()
})
afterAll(() => vi.restoreAllMocks())

/** Addresses of an operation: every record there is, and every tile down to the place of the spaces. */
function addressesOf(url: string): string[] {
  if (url.includes(':z')) {
    return [8, 11, 13, 14, 16].map((z) => {
      const [x, y] = tileOf(toWorld([...place]), z)
      return url.replace(':z', String(z)).replace(':x', String(x)).replace(':y', String(y))
    })
  }
  if (url === '/api/spaces') return [url, `${url}?limit=200`, `${url}?q=${canary}`]
  return valuesOf(url).map((values) => url.replace(/:(\w+)/g, (_, name: string) => values[name] ?? name))
}

const codes = [
  'APERTO',
  'PIANO',
  'REGISTRO',
  'CHIUSO',
  'L1',
  ...[1, 2, 3, 4, 5, 6].map((at) => `MI-9-000${at}`),
]

/** What the parameters of an address are filled with; what is not named here stays a word nobody has. */
function valuesOf(url: string): Record<string, string>[] {
  if (!url.includes(':')) return [{}]
  if (!url.includes(':reference')) return codes.map((code) => ({ code, articleId: '1', fileId: '1' }))
  return references.flatMap((reference) => codes.map((code) => ({ code, reference })))
}

/** What can be asked of the register of the plan that is published, and what each page of it is called. */
const registerProbes = (addresses: readonly string[]): string[] =>
  addresses
    .filter((url) => /^\/api\/plans\/(REGISTRO|CHIUSO)\/register[^/]*$/.test(url))
    .flatMap((url) => [`${url}?limit=200`, `${url}?q=verde`, `${url}?q=omissis`, `${url}?q=sintesi`])

describe('regression 17: what is personal, restricted or internal', () => {
  test('is in what was planted', async () => {
    const { total } = (await officer.get(`/api/desk/requests?q=${canary}`)).json()
    expect(total).toBe(2)
    const planted = await fixture.db('request').select('answer', 'reason')
    expect(JSON.stringify(planted)).toContain(`${canary} risposta`)
    expect(JSON.stringify(planted)).toContain(`${canary} motivo`)
    const observations = await fixture.db('submission').select('text', 'private_reasons', 'draft')
    expect(JSON.stringify(observations)).toContain(`${canary} salute`)
    expect(JSON.stringify(observations)).toContain(`${canary} bozza`)
    expect(JSON.stringify(await fixture.db('public_text').select('synthesis'))).toContain(
      `${canary} sfuggito`,
    )
    expect(JSON.stringify(await fixture.db('submission_file').select('name'))).toContain(canary)
    expect(JSON.stringify(await fixture.db('inbox_item').select('text'))).toContain(`${canary} verde`)
  })

  test('leaves by no public operation: lists, records, tiles, exports, pages', async () => {
    const { app } = fixture
    const open = app.operations.filter(
      ({ method, permission, url }) => method === 'GET' && !permission && !url.includes('*'),
    )
    const asked = [...new Set(open.flatMap(({ url }) => addressesOf(url)))]
    const addresses = [
      ...asked,
      ...registerProbes(asked),
      '/',
      '/spaces/MI-9-0001',
      '/plans/REGISTRO/register',
    ]
    expect(addresses.length).toBeGreaterThan(80)
    const telling: string[] = []
    for (const url of addresses) {
      const { rawPayload, headers } = await app.inject({ method: 'GET', url })
      const said = rawPayload.toString('latin1') + JSON.stringify(headers)
      if (said.includes(canary) && !url.includes(canary)) telling.push(url)
    }
    expect(telling).toEqual([])
  })

  test('leaves the signed copies to be read where the place of a space is asked', async () => {
    const { body } = await fixture.app.inject('/api/spaces/MI-9-0001/observations')
    expect(JSON.parse(body)).toMatchObject({
      total: 2,
      items: [{ synthesis: 'Più verde' }, { synthesis: 'Più verde' }],
    })
  })

  test('is found by no public search', async () => {
    const { total, items } = (await fixture.app.inject(`/api/spaces?q=${canary}`)).json()
    expect({ total, items }).toEqual({ total: 0, items: [] })
  })

  test('is in no audit page or export of an auditor', async () => {
    for (const path of ['events?limit=200', 'export.csv', 'export.jsonl', 'days']) {
      const { statusCode, body } = await auditor.get(`/api/audit/${path}`)
      expect(statusCode, path).toBe(200)
      expect(body, path).not.toContain(canary)
    }
  })

  test('is not in the log of the server, whatever is asked of it', async () => {
    const { app } = fixture
    const asks = [
      () => app.inject(`/api/spaces?q=${canary}`),
      () => app.inject('/api/spaces/NONE'),
      () => app.inject(`/spaces/MI-9-0001?email=${canary}`),
      () =>
        app.inject({
          method: 'POST',
          url: '/api/session',
          payload: { email: `${canary}@x.org`, password: canary },
        }),
      () =>
        app.inject({
          method: 'POST',
          url: '/api/session',
          headers: { 'content-type': 'application/json' },
          payload: `{"${canary}`,
        }),
      () => officer.get(`/api/desk/requests?q=${canary}%00`),
      () => officer.get(`/api/desk/requests?color=${canary}`),
      () => auditor.get(`/api/audit/events?actor=${canary}@example.org`),
      () => applicant.post('/api/requests/drafts', { space: 'MI-9-0003', content }),
      () => head.get(`/api/desk/redaction?plan=REGISTRO&part=text&q=${canary}`),
      () => head.post('/api/desk/redaction/1/text', { synthesis: canary }),
      () => head.post('/api/desk/redaction/1/text/withdraw', { revision: 9, reason: `${canary} è rimasto` }),
      () => app.inject(`/api/plans/REGISTRO/register?q=${canary}`),
    ]
    for (const ask of asks) await ask()
    expect(logged.length).toBeGreaterThan(10)
    expect(logged.filter((line) => line.includes(canary))).toEqual([])
  })
})
