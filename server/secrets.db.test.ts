import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testApp } from './testing/app.ts'
import { signIn } from './testing/people.ts'
import { completeContent, insertSpace, sendFor } from './testing/requests.ts'
import { insertCity, point } from './testing/spaces.ts'

const fixture = testApp({ logLevel: 'debug' })
const secret = 'Quercia'
let log = ''
const write = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
  log += chunk
  return true
})
afterAll(() => write.mockRestore())

beforeAll(async () => {
  const { app, db } = fixture
  await insertCity(db)
  const inside = { geom: point(9.15, 45.55) }
  await insertSpace(db, 'MI-1', {
    ...inside,
    internal_notes: `${secret}: infiltrazioni`,
    status_since: '2026-01-01',
  })
  await insertSpace(db, 'MI-2', {
    ...inside,
    status: 'inUse',
    holder_kind: 'person',
    holder_name: `${secret} Rossi`,
  })
  await insertSpace(db, 'MI-3', {
    ...inside,
    public_position: 'neighbourhood',
    name: `via ${secret} 3`,
    address: `via ${secret} 3`,
    description: secret,
  })
  await insertSpace(db, 'MI-4', { ...inside, audience: 'internal', name: `via ${secret} 4` })
  await insertSpace(db, 'MI-5', { ...inside, status: 'reported', name: `via ${secret} 5` })
  await insertSpace(db, 'MI-6', { ...inside, occupied_without_title: true, name: `via ${secret} 6` })
  await app.context.feed.refresh()
  const applicant = await signIn(app, 'applicant')
  const content = { ...completeContent, text: `${secret}. ${completeContent.text}` }
  await sendFor(applicant, 'MI-1', content)
})

/** Every public address a stranger can read, with what it can be asked. */
const addresses = [
  '/api/spaces?limit=200',
  '/api/spaces/MI-1',
  '/api/spaces/MI-2',
  '/api/spaces/MI-3',
  '/api/exports/spaces.geojson',
  '/api/exports/spaces.csv',
  '/api/exports/sites.geojson',
  '/api/tiles/spaces/0/0/0.mvt',
  '/api/tiles/spaces.json',
  '/api/districts',
  '/api/neighbourhoods',
  '/api/zones',
  '/api/labs',
  '/api/calls',
  '/api/city',
  '/api/me',
]

test.each(addresses)('regression 17: %s holds no word that is not public', async (url) => {
  const reply = await fixture.app.inject({ method: 'GET', url })
  expect(reply.statusCode).toBe(200)
  expect(reply.rawPayload.toString('latin1')).not.toContain(secret)
})

test.each(['MI-4', 'MI-5', 'MI-6'])('regression 17: %s, which is not public, is not there', async (code) => {
  const reply = await fixture.app.inject({ method: 'GET', url: `/api/spaces/${code}` })
  expect(reply.statusCode).toBe(404)
  expect(reply.body).not.toContain(secret)
})

test('regression 17: a search for such a word finds nothing', async () => {
  const reply = await fixture.app.inject({ method: 'GET', url: `/api/spaces?q=${secret}` })
  expect(reply.json()).toMatchObject({ total: 0, items: [] })
})

test('regression 17: the log holds none of it, and says what was asked', () => {
  expect(log).toContain('/api/spaces?limit')
  expect(log).not.toContain(secret)
})

test('the log holds no token, address, password or question of anybody', async () => {
  const { app } = fixture
  const canaries = [
    'canarino@example.org',
    'una frase da canarino',
    'CanarinoToken'.repeat(4),
    'canarinocercato',
  ]
  const [email, password, token, sought] = canaries
  const applicant = await signIn(app, 'applicant')
  const requests = [
    { method: 'GET', url: `/account/confirm?token=${token}` },
    { method: 'GET', url: `/api/spaces?q=${sought}` },
    { method: 'GET', url: `/api/nothing/${email}?next=${email}` },
    { method: 'POST', url: '/api/accounts', payload: { email } },
    { method: 'POST', url: '/api/session', payload: { email, password } },
    { method: 'POST', url: '/api/accounts/confirm', payload: { token, name: 'Anna', password } },
  ] as const
  for (const request of requests) await app.inject(request)
  app.log.error(
    { err: new Error(`550 no such user <${email}>`, { cause: new Error(`bearer ${token}`) }) },
    'a letter did not leave',
  )
  const fault = await app.context.db
    .raw('SELECT (:email::text || :token)::integer', { email, token })
    .catch((error) => error)
  app.log.error({ err: fault }, 'request failed')
  expect(log).toContain('a letter did not leave')
  for (const canary of [...canaries, applicant.cookie, applicant.me.csrfToken, 'example.org']) {
    expect(log).not.toContain(canary)
  }
})
