import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { enterWith, goodPassword, insertWithPassword } from '../testing/passwords.ts'
import { signIn } from '../testing/people.ts'

describe('headers', () => {
  const fixture = testApp({ trustProxy: true })

  test.each(['/', '/api/city', '/api/nothing', '/health'])(
    '%s says what a browser may do with it',
    async (url) => {
      const { headers } = await fixture.app.inject({ url, headers: { accept: 'text/html' } })
      const policy = String(headers['content-security-policy'])
      expect(policy).not.toMatch(/'unsafe/)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("object-src 'none'")
      expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'nonce-[0-9a-f]{32}'/)
      expect(headers).toMatchObject({
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'strict-origin',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
      })
      expect(headers).not.toHaveProperty('x-powered-by')
      expect(headers).not.toHaveProperty('server')
      expect(headers['content-type']).toMatch(/charset=utf-8|^application\/problem\+json/)
      expect(headers['permissions-policy']).toMatch(/geolocation=\(self\).*camera=\(\)/)
    },
  )

  test('each answer has a nonce of its own', async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await fixture.app.inject('/')).headers['content-security-policy']),
    )
    expect(policies[0]).not.toBe(policies[1])
  })
})

test('without TLS in front, browsers are not told to insist on it', async () => {
  expect((await plain.app.inject('/health')).headers['strict-transport-security']).toBeUndefined()
})
const plain = testApp()

describe('too many writes', () => {
  const fixture = testApp({ writesPerMinute: 30, trustProxy: true })
  const write = (headers: Record<string, string>) =>
    fixture.app.inject({ method: 'POST', url: '/api/alerts/stop', payload: { token: 'x' }, headers })

  test('are answered 429 with the time to wait; reading goes on', async () => {
    for (let count = 0; count < 30; count += 1) {
      expect((await write({ 'x-forwarded-for': '203.0.113.1' })).statusCode).toBe(400)
    }
    const answer = await write({ 'x-forwarded-for': '203.0.113.1' })
    expect(answer.statusCode).toBe(429)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60)
    const read = await fixture.app.inject({ url: '/api/city', headers: { 'x-forwarded-for': '203.0.113.1' } })
    expect(read.statusCode).toBe(200)
  })

  test('are counted by the address the nearest proxy saw, whatever the client claims', async () => {
    const claimed = await write({ 'x-forwarded-for': '198.51.100.7, 203.0.113.1' })
    expect(claimed.statusCode).toBe(429)
    expect((await write({ 'x-forwarded-for': '203.0.113.2' })).statusCode).toBe(400)
  })

  test('are counted for each person who is signed in, at whatever address', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.3' }
    const person = await signIn(fixture.app, 'applicant')
    const other = await signIn(fixture.app, 'propertyOffice')
    const send = (client: typeof person) =>
      client.post('/api/alerts/stop', { token: 'x' }, { ...headers, 'x-forwarded-for': '203.0.113.4' })
    for (let count = 0; count < 30; count += 1) expect((await send(person)).statusCode).toBe(400)
    expect((await send(person)).statusCode).toBe(429)
    expect((await send(other)).statusCode).toBe(400)
  })

  test('and areas to keep are fewer still, by the hour', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.6' }
    const keep = () => fixture.app.inject({ method: 'POST', url: '/api/areas', headers, payload: {} })
    for (let count = 0; count < 10; count += 1) expect((await keep()).statusCode).toBe(400)
    const answer = await keep()
    expect(answer.statusCode).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(60)
    expect((await write(headers)).statusCode).toBe(400)
  })

  test('and taking along one’s own data is limited by the hour, though it only reads', async () => {
    const person = await signIn(fixture.app, 'applicant')
    const take = () => person.get('/api/me/data.zip')
    for (let count = 0; count < 5; count += 1) expect((await take()).statusCode).toBe(200)
    const answer = await take()
    expect(answer.statusCode).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(60)
    expect((await person.get('/api/me/data')).statusCode).toBe(200)
  })

  test('are counted for the first 64 bits of an IPv6 address, which are those of one sender', async () => {
    const from = async (ip: string) => (await write({ 'x-forwarded-for': ip })).statusCode
    for (let count = 0; count < 30; count += 1) expect(await from(`2001:db8:1:2::${count}`)).toBe(400)
    expect(await from('2001:db8:1:2:ffff:ffff:ffff:ffff')).toBe(429)
    expect(await from('2001:db8:1:3::1')).toBe(400)
  })
})

describe('signing in', () => {
  const fixture = testApp({ writesPerMinute: 30, trustProxy: true })
  const enter = async (email: string, ip: string, password = goodPassword) => {
    const headers = { 'x-forwarded-for': ip }
    const answer = await enterWith(fixture.app, email, password, headers)
    return answer.statusCode
  }

  test('is limited for each account at each address: an office behind one address comes in', async () => {
    const office = Array.from({ length: 9 }, (_, index) => ({ email: `ufficio-${index}@example.org` }))
    await insertWithPassword(fixture.app, office)
    const [first = { email: '' }] = office
    for (let count = 0; count < 5; count += 1) expect(await enter(first.email, '203.0.113.5')).toBe(200)
    const refused = await enterWith(fixture.app, first.email.toUpperCase(), goodPassword, {
      'x-forwarded-for': '203.0.113.5',
    })
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(await enter(first.email, '203.0.113.6')).toBe(200)
    for (const { email } of office.slice(1)) expect(await enter(email, '203.0.113.5')).toBe(200)
  })

  test('and who tries one password on many accounts waits too, whatever IPv6 address they take', async () => {
    const tries = async (index: number) =>
      enter(`spruzzo-${index}@example.org`, `2001:db8:7:7::${index}`, 'una password comune')
    for (let index = 0; index < 15; index += 1) expect(await tries(index)).toBe(401)
    expect(await tries(15)).toBe(429)
  })
})

describe('too much at once', () => {
  const fixture = testApp({ maxDelayMs: 20 })

  test('is answered 503 with the time to wait, /health as ever', async () => {
    const until = performance.now() + 10_000
    let answer = await fixture.app.inject('/api/city')
    while (answer.statusCode !== 503 && performance.now() < until) {
      const busyUntil = performance.now() + 120
      while (performance.now() < busyUntil);
      await new Promise((resolve) => setTimeout(resolve, 1))
      answer = await fixture.app.inject('/api/city')
    }
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(answer.json()).toMatchObject({ type: '/problems/overloaded', status: 503 })
    expect((await fixture.app.inject('/health')).statusCode).toBe(200)
  })
})

describe('a connection that is slow, or sends too much', () => {
  const fixture = testApp({ requestTimeoutMs: 1_000 })
  let port = 0
  beforeAll(async () => {
    await fixture.app.listen({ port: 0, host: '127.0.0.1' })
    port = (fixture.app.server.address() as AddressInfo).port
  })

  /** What comes back when `pieces` are sent one after another, 400 ms apart, and then nothing more. */
  async function talk(pieces: string[]): Promise<string> {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', () => {})
    const closed = once(socket, 'close')
    for (const piece of pieces) {
      if (socket.writable) socket.write(piece)
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 400))])
    }
    await closed
    return answer
  }

  const drops = (count: number, drop: (index: number) => string) =>
    Array.from({ length: count }, (_, at) => drop(at))

  test('headers that drip are cut off', async () => {
    const answer = await talk(['GET /health HTTP/1.1\r\nHost: x\r\n', ...drops(30, (at) => `X-${at}: a\r\n`)])
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('a body that drips is cut off', async () => {
    const head =
      'POST /api/alerts/stop HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n'
    expect(await talk([head, ...drops(30, () => ' ')])).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('headers of more than 16 KB are refused, and so is what is not HTTP', async () => {
    const large = `GET /health HTTP/1.1\r\nHost: x\r\nX-Large: ${'a'.repeat(20_000)}\r\n\r\n`
    expect(await talk([large])).toMatch(/^HTTP\/1\.1 431 [^]*application\/problem\+json/)
    expect(await talk(['EHLO spazi\r\n\r\n'])).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('a body that says two lengths is refused', async () => {
    const smuggled =
      'POST /api/alerts/stop HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health'
    expect(await talk([smuggled])).toMatch(/^HTTP\/1\.1 400 /)
  })
})
