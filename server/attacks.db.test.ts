import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTransports } from './mail/transport.ts'
import { sendDueLetters } from './mail/worker.ts'
import { testApp } from './testing/app.ts'
import { type Client, signInAs } from './testing/people.ts'
import { completeContent, draftFor, insertSpace, sendFor } from './testing/requests.ts'
import { startSmtpServer } from './testing/smtp.ts'

const publicUrl = 'https://spazi.example.org'
const fixture = testApp({ publicUrl, mailFrom: 'spazi@example.org' })
const { db } = fixture
const evil = 'evil.example'
let person: Client
let port = 0

beforeAll(async () => {
  await insertSpace(db, 'A-1')
  await insertSpace(db, 'A-2')
  await fixture.app.context.feed.refresh()
  person = await signInAs(fixture.app, { roles: ['applicant'], email: 'anna@example.org' })
  await fixture.app.listen({ port: 0, host: '127.0.0.1' })
  port = (fixture.app.server.address() as AddressInfo).port
})

const unsafeOperations = () =>
  fixture.app.operations.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
const filled = (url: string) => url.replace(/:\w+(\([^)]*\))?/g, '00000000-0000-4000-8000-000000000000')

describe('a write that the page of this site did not send', () => {
  const write = (method: string, url: string, headers: Record<string, string>) =>
    fixture.app.inject({
      method: method as 'POST',
      url: filled(url),
      headers: { cookie: person.cookie, ...headers },
      payload: {},
    })

  test('is refused by every route, without the token and with another', async () => {
    const faults: string[] = []
    for (const { method, url } of unsafeOperations()) {
      const attempts: Record<string, string>[] = [
        {},
        { 'x-csrf-token': '' },
        { 'x-csrf-token': 'x'.repeat(43) },
      ]
      for (const headers of attempts) {
        const answer = await write(method, url, headers)
        const isRefused = answer.statusCode === 403 && answer.json().type === '/problems/csrf-token'
        if (!isRefused) faults.push(`${method} ${url}: ${answer.statusCode}`)
      }
    }
    expect(unsafeOperations().length).toBeGreaterThan(30)
    expect(faults).toEqual([])
  })

  test('is refused by every route from another site, with the token even', async () => {
    const token = person.me.csrfToken ?? ''
    const faults: string[] = []
    for (const { method, url } of unsafeOperations()) {
      const origins: Record<string, string>[] = [
        { origin: `https://${evil}` },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
      ]
      for (const from of origins) {
        const answer = await write(method, url, { ...from, 'x-csrf-token': token })
        const isRefused = answer.statusCode === 403 && answer.json().type === '/problems/other-site'
        if (!isRefused) faults.push(`${method} ${url}: ${answer.statusCode}`)
      }
    }
    expect(faults).toEqual([])
  })

  test('cannot call itself another method', async () => {
    const override = {
      'x-http-method-override': 'DELETE',
      'x-method-override': 'DELETE',
      'x-http-method': 'DELETE',
    }
    for (const method of ['GET', 'POST'] as const) {
      const answer = await person.inject({ method, url: '/api/session?_method=DELETE', headers: override })
      expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    }
    expect((await person.get('/api/me')).json().account).not.toBeNull()
  })
})

/** An answer to a path that reaches the server letter by letter, whatever a client would make of it. */
async function getRaw(path: string): Promise<{ status: number; headers: string; body: string }> {
  const request = httpRequest({ port, host: '127.0.0.1', path, headers: { accept: 'text/html' } })
  request.end()
  const [response] = await once(request, 'response')
  let body = ''
  for await (const chunk of response) body += chunk
  return { status: response.statusCode, headers: JSON.stringify(response.rawHeaders), body }
}

test('no spelling of a path leads out of the folders that are served', async () => {
  const dots = fc.constantFrom('..', '%2e%2e', '.%2e', '%252e%252e', '..%00', '....', '%c0%ae%c0%ae', '..;')
  const slash = fc.constantFrom('/', '%2f', '\\', '%5c', '%252f', '//')
  const prefix = fc.constantFrom('/', '/assets/', '/api/docs/static/', '/api/tiles/', '/api/exports/')
  const target = fc.constantFrom(
    'etc/passwd',
    'package.json',
    '.env',
    'server/config.ts',
    'proc/self/environ',
  )
  const path = fc
    .tuple(prefix, fc.array(fc.tuple(dots, slash), { minLength: 1, maxLength: 9 }), target)
    .map(([start, steps, end]) => start + steps.map((step) => step.join('')).join('') + end)
  await fc.assert(
    fc.asyncProperty(path, async (attack) => {
      const { status, body } = await getRaw(attack)
      expect(status, attack).toBeLessThan(500)
      expect(body, attack).not.toMatch(/root:x:|"private": true|readConfig|TEST_DATABASE_URL/)
    }),
    { numRuns: 200, seed: 20261123 },
  )
})

test('no address redirects to another site, and no line break reaches a header', async () => {
  const openings = [
    '//',
    '/\\',
    '/%5c',
    '/%2f',
    '/%09/',
    '/index.html//',
    '/sign-in?next=//',
    '/api/session/provider?next=//',
  ]
  for (const opening of openings) {
    for (const ending of ['', '/%2e%2e', '%0d%0aX-Injected:%20yes', '%E5%98%8A%E5%98%8DX-Injected:%20yes']) {
      const { status, headers } = await getRaw(opening + evil + ending)
      expect(status).toBeLessThan(500)
      expect(headers).not.toMatch(/"x-injected"/i)
      expect(headers).not.toMatch(new RegExp(`"location","(https?:)?[/\\\\]{2}${evil}`, 'i'))
    }
  }
})

test('an address too long to be one is refused', async () => {
  const { status } = await getRaw(`/api/spaces?q=${'a'.repeat(15_000)}`)
  expect([400, 414]).toContain(status)
  expect((await getRaw(`/api/spaces/${'a'.repeat(1_000)}`)).status).toBeGreaterThanOrEqual(400)
})

test('no body or query reaches the prototype of anything', async () => {
  const payloads = [
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"filters":{"__proto__":{"polluted":true}}}',
    '{"content":{"constructor":{"prototype":{"polluted":true}}}}',
    '{"a":[{"__proto__":{"polluted":true}}]}',
    '{"\\u005f_proto__":{"polluted":true}}',
  ]
  for (const { method, url } of unsafeOperations()) {
    if (url.endsWith('/files') || (method === 'DELETE' && url === '/api/session')) continue
    for (const payload of payloads) {
      const answer = await person.inject({
        method: method as 'POST',
        url: filled(url),
        headers: { 'content-type': 'application/json' },
        payload,
      })
      expect(answer.statusCode, `${method} ${url} ${payload}`).toBeLessThan(500)
    }
  }
  for (const query of ['__proto__[polluted]=1', 'constructor[prototype][polluted]=1', '__proto__=1']) {
    expect((await fixture.app.inject(`/api/spaces?${query}`)).statusCode).toBe(400)
  }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

describe('letters', () => {
  const forged = {
    host: evil,
    'x-forwarded-host': evil,
    'x-forwarded-proto': 'http',
    forwarded: `host=${evil}`,
    'x-original-url': `https://${evil}/`,
    referer: `https://${evil}/`,
  }

  test('hold links to this site, whatever host the request names', async () => {
    const email = 'vittima@example.org'
    const bodies: [string, object][] = [
      ['/api/accounts', { email }],
      ['/api/alerts', { email, language: 'it', filters: {} }],
      ['/api/accounts/reset', { email }],
    ]
    for (const [url, payload] of bodies) {
      const answer = await fixture.app.inject({ method: 'POST', url, payload, headers: forged })
      expect(answer.statusCode, url).toBeLessThan(300)
    }
    const letters = await db('mail_outbox').where({ recipient: email }).select('body_text', 'body_html')
    expect(letters.length).toBeGreaterThanOrEqual(3)
    for (const letter of letters) {
      expect(JSON.stringify(letter)).not.toContain(evil)
      expect(letter.body_text).toContain(publicUrl)
    }
  })

  test('take no header, recipient or markup from what was written', async () => {
    const name = `Anna\r\nBcc: ${evil}@example.org\r\n\r\n<img src=x onerror=alert(1)>`
    const content = {
      ...completeContent,
      applicant: { ...completeContent.applicant, name: 'Anna <img src=x onerror=alert(1)> Ferrari' },
      text: `${name} ${completeContent.text}`,
    }
    const started = await person.post('/api/requests/drafts', {
      space: 'A-2',
      content: { ...content, applicant: { ...completeContent.applicant, name } },
    })
    expect([201, 400]).toContain(started.statusCode)
    if (started.statusCode === 201) {
      const { id } = started.json()
      await person.inject({ method: 'DELETE', url: `/api/requests/drafts/${id}` })
    }
    await sendFor(person, 'A-1', content)
    const smtp = await startSmtpServer()
    try {
      const transports = createTransports({ ...fixture.app.context.config, smtpUrl: smtp.url })
      while ((await sendDueLetters(db, transports)) > 0);
      expect(smtp.received.length).toBeGreaterThan(0)
      for (const { recipients, mail } of smtp.received) {
        expect(recipients).toHaveLength(1)
        expect(mail.headers.has('bcc')).toBe(false)
        expect(mail.subject).not.toMatch(/[\r\n]/)
        expect(String(mail.html)).not.toMatch(/<img[^>]*onerror/i)
      }
    } finally {
      await smtp.close()
    }
  })
})

test('somebody else’s draft and request are not there, whatever is done to them', async () => {
  const { id } = await draftFor(person, 'A-2')
  const other = await signInAs(fixture.app, { roles: ['applicant'] })
  const faults: string[] = []
  for (const { method, url } of fixture.app.operations) {
    if (!url.startsWith('/api/requests/') || !url.includes(':id')) continue
    const path = url.replace(':id', id).replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')
    const payloads: Record<string, unknown>[] = [{ version: 1, content: {} }, { version: 1 }, {}]
    for (const payload of method === 'GET' || method === 'HEAD' ? [undefined] : payloads) {
      const answer = await other.inject({
        method: method as 'POST',
        url: path,
        ...(payload ? { payload } : {}),
      })
      const isThere = answer.statusCode < 400 || answer.statusCode >= 500 || answer.body.includes(id)
      if (isThere) faults.push(`${method} ${url}: ${answer.statusCode}`)
    }
  }
  expect(faults).toEqual([])
  expect((await person.get(`/api/requests/${id}`)).statusCode).toBe(200)
})
