import { beforeAll, describe, expect, test } from 'vitest'
import { demoRoles } from '../accounts/schema.ts'
import { testApp } from '../testing/app.ts'
import { type Client, signIn } from '../testing/people.ts'

const fixture = testApp()
const id = '00000000-0000-4000-8000-000000000000'
const actions = ['take', 'requestCompletion', 'admit', 'exclude', 'note', 'answer', 'close', 'award']

/** Every route of requests, and who may come past its guard. */
const routes: [method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, allowed: string[]][] = [
  ['GET', '/api/requests', ['applicant']],
  ['POST', '/api/requests', ['applicant']],
  ['POST', '/api/requests/drafts', ['applicant']],
  ['PUT', `/api/requests/drafts/${id}`, ['applicant']],
  ['GET', `/api/requests/${id}`, ['applicant']],
  ['POST', `/api/requests/${id}/withdraw`, ['applicant']],
  ['POST', `/api/requests/${id}/completion`, ['applicant']],
  ['POST', `/api/requests/${id}/files`, ['applicant']],
  ['DELETE', `/api/requests/${id}/files/${id}`, ['applicant']],
  ['GET', `/api/requests/${id}/files/${id}`, ['applicant', 'propertyOffice']],
  ['GET', '/api/desk/requests', ['propertyOffice']],
  ['GET', `/api/desk/requests/${id}`, ['propertyOffice']],
  ...actions.map((action): (typeof routes)[number] => [
    'POST',
    `/api/desk/requests/${id}/${action}`,
    ['propertyOffice'],
  ]),
]

describe('regression 22: every role on every route', () => {
  const clients = new Map<string, Client>()
  beforeAll(async () => {
    for (const role of demoRoles) clients.set(role, await signIn(fixture.app, role))
  })

  test.each(routes)('%s %s', async (method, url, allowed) => {
    const stranger = await fixture.app.inject({ method, url })
    expect(stranger.statusCode).toBe(401)
    for (const [role, client] of clients) {
      const { statusCode } = await client.inject({ method, url })
      if (allowed.includes(role)) expect([200, 400, 404, 406]).toContain(statusCode)
      else expect(statusCode).toBe(403)
    }
  })

  test('the list above is whole', () => {
    const paths = Object.entries(fixture.app.swagger().paths ?? {}).filter(([path]) =>
      /\/requests/.test(path),
    )
    const operations = paths.flatMap(([, operations]) => Object.keys(operations ?? {}))
    expect(operations).toHaveLength(routes.length)
  })
})
