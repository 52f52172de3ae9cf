import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadReference } from './city/reference.ts'
import { loadDemo } from './demo/load.ts'
import { testApp } from './testing/app.ts'
import { isAllowed } from './testing/reads.ts'

const at = testApp()

interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'
  path: string
  parameters: { name: string; in: string }[]
}

/** Every operation of the OpenAPI document, so that a new route is tried without being named here. */
function operations(): Operation[] {
  const document = at.app.swagger() as unknown as {
    paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>
  }
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [] }]) => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      parameters,
    })),
  )
}

const nasty = [
  '',
  ' ',
  '0',
  '-1',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e999',
  '9'.repeat(400),
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  "' OR 1=1 --",
  "'; DROP TABLE space; --",
  '$1',
  '%',
  '%%',
  '\\',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '💥',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '9.19,45.46',
  '9.19,45.46,-5',
  '9.19,45.46,NaN',
  '200,100,10',
  '9,45,8,44',
  '1,2,3',
  '1,2,3,4,5',
  '9.1 45.4,9.2 45.4',
  '9.1 45.4,9.2 45.4,9.2 45.5,9.1 45.4',
  '9.1 45.4,x y,9.2 45.5',
  'area:nothing',
  'none',
  'MI-9-0001',
]
const text = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const deep = fc.integer({ min: 50, max: 4000 }).map((depth) => {
  let value: unknown = 'end'
  for (let level = 0; level < depth; level += 1) value = level % 2 ? { a: value } : [value]
  return value
})
const ring = fc.array(fc.array(fc.oneof(fc.double(), fc.constant(null), text), { maxLength: 4 }), {
  maxLength: 6,
})
const brokenGeometry = fc.record({
  type: fc.constantFrom('Polygon', 'MultiPolygon', 'Point', 'GeometryCollection', 'Nonsense'),
  coordinates: fc.oneof(ring, fc.array(ring, { maxLength: 2 }), fc.constant(null), fc.double()),
})
const body = fc.oneof(
  fc.jsonValue(),
  deep,
  brokenGeometry,
  fc.dictionary(
    fc.constantFrom(
      'email',
      'password',
      'demo',
      'filters',
      'language',
      'geometry',
      'type',
      'coordinates',
      'space',
      'lots',
      'content',
      'draftId',
      'version',
      'token',
      'name',
      'reason',
      'reasonCode',
      'message',
      'days',
      'kind',
      'wanted',
      'ids',
      'channel',
      'address',
      'sentOn',
      'deliveredOn',
      'items',
      'from',
      'until',
      'plan',
      'points',
      'change',
      'preview',
      'start',
      'end',
      'stage',
      'outcome',
      'placeId',
      '__proto__',
    ),
    fc.oneof(text, fc.double(), fc.jsonValue({ maxDepth: 2 }), brokenGeometry),
    { maxKeys: 6 },
  ),
)

const request = (operation: Operation) => {
  const path = fc
    .array(text, { minLength: 8, maxLength: 8 })
    .map((values) =>
      operation.path.replace(/\{\w+\}/g, () =>
        encodeURIComponent(Buffer.from(values.pop() || 'x').toString()),
      ),
    )
  const names = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  const name = names.length > 0 ? fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, text) : text
  const query = fc
    .array(fc.tuple(name, text), { maxLength: 3 })
    .map((pairs) => new URLSearchParams(pairs).toString())
  const payload = operation.method === 'GET' ? fc.constant(undefined) : body
  return fc.record({ path, query, payload }).map(
    ({ path, query, payload }): InjectOptions => ({
      method: operation.method,
      url: query ? `${path}?${query}` : path,
      ...(payload === undefined
        ? {}
        : { payload: JSON.stringify(payload), headers: { 'content-type': 'application/json' } }),
    }),
  )
}

const written = [
  'account',
  'session',
  'plan',
  'submission',
  'inbox_item',
  'party',
  'party_member',
  'party_invitation',
  'request',
  'request_file',
  'award',
  'alert',
  'district_digest',
  'area',
  'audit_event',
  'mail_outbox',
  'space',
  'submission',
  'point',
  'point_group',
  'decision',
  'plan_change',
  'council_sitting',
  'council_vote',
  'opinion_request',
  'opinion_asked',
  'opinion',
  'opinion_file',
  'space_purpose',
  'purpose_decision',
]
/** How many rows each table that a caller could write to holds. */
async function counts(): Promise<Record<string, string>> {
  const columns = written.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`)
  const { rows } = await at.db.raw(`SELECT ${columns.join(', ')}`)
  return rows[0]
}

let lastCounts: Record<string, string>
let lastWrite: string

/**
 * Where the next transaction that writes would be numbered: while it stays, nothing has been written, and only
 * where it moved the rows are counted.
 */
async function nextWrite(): Promise<string> {
  const { rows } = await at.db.raw('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next')
  return rows[0].next
}

/** Remembers what there is now, where something has been written. */
async function takeStock(): Promise<void> {
  const next = await nextWrite()
  if (next === lastWrite) return
  lastCounts = await counts()
  lastWrite = next
}

async function expectNothingWritten(shown: string): Promise<void> {
  const next = await nextWrite()
  if (next === lastWrite) return
  expect(await counts(), shown).toEqual(lastCounts)
  lastWrite = next
}

async function attempt(options: InjectOptions): Promise<number> {
  const mayWrite = options.method !== 'GET'
  const reply = await at.app.inject(options)
  const shown = `${options.method} ${options.url} ${String(options.payload).slice(0, 300)} → ${reply.statusCode} ${reply.body.slice(0, 300)}`
  expect(reply.statusCode, shown).toBeLessThan(500)
  if (reply.statusCode >= 400) {
    expect(reply.headers['content-type'], shown).toMatch(/^application\/problem\+json/)
    expect(reply.json(), shown).toMatchObject({ status: reply.statusCode, title: expect.any(String) })
    if (mayWrite) await expectNothingWritten(shown)
  } else await takeStock()
  return reply.statusCode
}

const roles = ['applicant', 'propertyOffice', 'planner', 'planningHead', 'administrator', 'auditor'] as const

type Trying = (typeof roles)[number] | 'stranger'

/** Whether a guard lets somebody of this role through to the validation. */
function reaches(role: Trying, { method, path }: Operation): boolean {
  const known = at.app.operations.find(
    (operation) => operation.method === method && operation.url.replace(/:(\w+)/g, '{$1}') === path,
  )
  if (!known?.permission) return role === 'stranger' || role === 'applicant'
  return role !== 'stranger' && isAllowed(role, known.permission)
}

/** Cookie and CSRF header of a person of the demonstration. */
async function personHeaders(role: string): Promise<Record<string, string>> {
  const reply = await at.app.inject({ method: 'POST', url: '/api/session', payload: { demo: role } })
  const cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const me = await at.app.inject({ url: '/api/me', headers: { cookie } })
  return { cookie, 'x-csrf-token': me.json().csrfToken }
}

describe('bad input is answered with a problem document and writes nothing', () => {
  let tried = 0
  const triedWell = new Set<string>()
  /** Many for the first role that gets through to the validation, fewer for the others, two for who does not. */
  const runs = (role: Trying, operation: Operation) => {
    if (!reaches(role, operation)) return 2
    const name = `${operation.method} ${operation.path}`
    if (triedWell.has(name)) return 5
    triedWell.add(name)
    return 20
  }
  const people: Record<string, Record<string, string>> = { stranger: {} }
  beforeAll(async () => {
    await loadReference(at.db, 'milano')
    await loadDemo(at.db, 'milano', { today: new Date() })
    await at.app.context.feed.refresh()
    for (const role of roles) people[role] = await personHeaders(role)
    await takeStock()
  })

  test.each(['stranger', ...roles] as const)(
    'from a %s, on every operation',
    async (role) => {
      const endings = new Set(['DELETE /api/session', 'DELETE /api/account/sessions'])
      for (const operation of operations().filter(({ method, path }) => !endings.has(`${method} ${path}`))) {
        await fc.assert(
          fc.asyncProperty(request(operation), async (options) => {
            tried += 1
            await attempt({ ...options, headers: { ...options.headers, ...people[role] } })
          }),
          { numRuns: runs(role, operation), seed: 20261123, endOnFailure: true },
        )
      }
    },
    240_000,
  )

  test('at least two thousand cases were tried', () => {
    expect(tried).toBeGreaterThanOrEqual(2000)
  })
})

describe('what cannot be read at all', () => {
  test.each([
    [
      'ten megabytes',
      {
        payload: JSON.stringify({ email: 'x'.repeat(10_000_000) }),
        headers: { 'content-type': 'application/json' },
      },
      413,
    ],
    ['broken JSON', { payload: '{"email": ', headers: { 'content-type': 'application/json' } }, 400],
    ['an empty body', { payload: '', headers: { 'content-type': 'application/json' } }, 400],
    ['another media type', { payload: '<a/>', headers: { 'content-type': 'text/xml' } }, 415],
    [
      'a prototype',
      { payload: '{"__proto__": {"admin": true}}', headers: { 'content-type': 'application/json' } },
      400,
    ],
  ])('%s', async (_name, options, status) => {
    for (const url of ['/api/alerts', '/api/session', '/api/areas']) {
      expect(await attempt({ method: 'POST', url, ...options })).toBe(status)
    }
  })

  test('an address that is not well-formed, and one nobody serves', async () => {
    expect(await attempt({ method: 'GET', url: '/api/spaces/%ff%fe' })).toBe(400)
    expect(await attempt({ method: 'GET', url: '/api/nothing' })).toBe(404)
    expect(await attempt({ method: 'PUT', url: '/api/spaces' })).toBe(404)
  })

  test('an unknown parameter is named', async () => {
    const reply = await at.app.inject({ url: '/api/spaces?areaMinn=10' })
    expect(reply.statusCode).toBe(400)
    expect(reply.json().errors).toEqual([{ pointer: 'areaMinn', detail: expect.any(String) }])
  })
})
