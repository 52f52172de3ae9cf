import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Operation } from './accounts/guard.ts'
import { isPublic, publicOperations } from './accounts/permissions.ts'
import { districtRoles, type Role, roles } from './accounts/schema.ts'
import { cookieName } from './accounts/session.ts'
import { testApp } from './testing/app.ts'
import { isAllowed } from './testing/reads.ts'

const fixture = testApp()

/** Somebody new with one role, or with none. */
interface Walker {
  role: Role | 'noRole'
  headers: Record<string, string>
}

/** As many new people of a role as asked for: what one of them does to their own account hinders no other. */
async function walkersOf(role: Walker['role'], count: number): Promise<Walker[]> {
  const { db, app } = fixture
  const people = Array.from({ length: count }, () => ({ id: randomUUID(), token: randomUUID() }))
  await db('account').insert(
    people.map(({ id }) => ({ id, name: role, email: `${id}@example.org`, password_hash: 'none' })),
  )
  if (role !== 'noRole')
    await db('account_role').insert(
      people.map(({ id }) => ({
        account_id: id,
        role,
        district_code: districtRoles.includes(role) ? '9' : null,
        valid_until: role === 'applicant' ? null : db.raw("clock_timestamp() + interval '1 day'"),
      })),
    )
  const csrfToken = randomBytes(32).toString('base64url')
  await db('session').insert(
    people.map(({ id, token }) => ({
      id_hash: createHash('sha256').update(token).digest(),
      account_id: id,
      csrf_token: csrfToken,
      expires_at: db.raw("clock_timestamp() + interval '1 hour'"),
    })),
  )
  return people.map(({ token }) => ({
    role,
    headers: { cookie: `${cookieName}=${app.signCookie(token)}`, 'x-csrf-token': csrfToken },
  }))
}

const guarded = (): Operation[] => fixture.app.operations.filter((operation) => !isPublic(operation))
const nameOf = ({ method, url }: Pick<Operation, 'method' | 'url'>) => `${method} ${url}`

/** Sends nonsense in place of every parameter and of the body: only a guard can answer 401 or 403 to it. */
const send = ({ method, url }: Operation, headers: Record<string, string> = {}) =>
  fixture.app.inject({
    method: method as 'GET',
    url: url.replace(/:\w+(\([^)]*\))?/g, '~nonsense~'),
    headers,
    ...(method === 'GET' || method === 'HEAD' ? {} : { payload: { nonsense: true } }),
  })

/** What is wrong with how an operation answers somebody, in words; null where it is as the table says. */
async function faultOf(operation: Operation, walker: Walker): Promise<string | null> {
  const { statusCode } = await send(operation, walker.headers)
  const isRefused = statusCode === 401 || statusCode === 403
  const isRight = isAllowed(walker.role, operation.permission) ? !isRefused : statusCode === 403
  return isRight ? null : `${nameOf(operation)} as ${walker.role}: ${statusCode}`
}

/** Method and path of every route, read from the tree the router prints. */
function printedRoutes(): Pick<Operation, 'method' | 'url'>[] {
  const above: string[] = []
  const tree = fixture.app.printRoutes({ commonPrefix: false })
  return [...tree.matchAll(/^([\s│]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/gm)].flatMap(
    ([, indent = '', piece = '', methods = '']) => {
      const depth = indent.length / 4
      above.splice(depth, above.length, piece)
      const url = above.join('').replace(/^\/\//, '/')
      return methods ? methods.split(', ').map((method) => ({ method, url })) : []
    },
  )
}

describe('regression 22: every route, every role', () => {
  test('no operation escapes: what the router and the OpenAPI document hold is walked', () => {
    const walked = new Set(fixture.app.operations.map(nameOf))
    const documented = Object.entries(fixture.app.swagger().paths ?? {}).flatMap(([path, operations]) =>
      Object.keys(operations ?? {}).map(
        (method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
      ),
    )
    expect(documented.length).toBeGreaterThan(50)
    expect(documented.filter((name) => !walked.has(name))).toEqual([])
    const unwalked = printedRoutes().filter((route) => !isPublic(route) && !walked.has(nameOf(route)))
    expect(unwalked).toEqual([])
    expect(printedRoutes().length).toBeGreaterThanOrEqual(walked.size)
  })

  test('the public list names only what there is', () => {
    const names = fixture.app.operations.filter(isPublic).map(nameOf)
    const stale = publicOperations.filter((known) =>
      known.endsWith('*')
        ? !names.some((name) => name.startsWith(known.slice(0, -1)))
        : !names.includes(known),
    )
    expect(stale).toEqual([])
  })

  test('a stranger gets 401 from every operation that is not public, GET and HEAD included', async () => {
    const open: string[] = []
    for (const operation of guarded()) {
      const { statusCode } = await send(operation)
      if (statusCode !== 401) open.push(`${nameOf(operation)}: ${statusCode}`)
    }
    expect(guarded().length).toBeGreaterThan(40)
    expect(open).toEqual([])
  })

  test.each(['noRole' as const, ...roles])('as %s', async (role) => {
    const operations = guarded()
    const walkers = await walkersOf(role, operations.length)
    const faults: (string | null)[] = []
    for (const [at, operation] of operations.entries())
      faults.push(await faultOf(operation, walkers[at] as Walker))
    expect(faults.filter((fault) => fault !== null)).toEqual([])
  })
})
