import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { deviceCookie, goodPassword, insertWithPassword } from '../testing/passwords.ts'

const fixture = testApp()

function attempt(email: string, password: string, headers: Record<string, string> = {}) {
  const payload = { email, password }
  return fixture.app.inject({ method: 'POST', url: '/api/session', payload, headers })
}

async function guess(email: string, times: number, headers: Record<string, string> = {}): Promise<number[]> {
  const answers: number[] = []
  for (let index = 0; index < times; index += 1) {
    answers.push((await attempt(email, `sbagliata numero ${index}`, headers)).statusCode)
  }
  return answers
}

/** Makes every failure so far older. */
const pass = (minutes: number) =>
  fixture
    .db('sign_in_failure')
    .update({ failed_at: fixture.db.raw(`failed_at - interval '${minutes} minutes'`) })

test('five wrong passwords from strangers make strangers wait, longer each time, known address or not', async () => {
  await insertWithPassword(fixture.app, [{ email: 'guessed@example.org' }])
  for (const email of ['guessed@example.org', 'nobody@example.org']) {
    expect(await guess(email, 6), email).toEqual([401, 401, 401, 401, 401, 429])
    const refused = await attempt(email, goodPassword)
    expect(refused.json()).toMatchObject({ type: '/problems/too-many-passwords', status: 429 })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60)
    await pass(1)
    expect(await guess(email, 2), email).toEqual([401, 429])
    const later = await attempt(email, goodPassword)
    expect(Number(later.headers['retry-after'])).toBeGreaterThan(110)
    expect(later.headers['set-cookie']).toBeUndefined()
    await pass(1)
  }
})

test('the wait is never longer than 15 minutes, and is forgotten after an hour', async () => {
  const email = 'patient@example.org'
  await fixture.db('sign_in_failure').insert(Array.from({ length: 30 }, () => ({ email, device_hash: null })))
  expect(Number((await attempt(email, 'x')).headers['retry-after'])).toBeGreaterThan(890)
  expect(Number((await attempt(email, 'x')).headers['retry-after'])).toBeLessThanOrEqual(900)
  await pass(61)
  expect(await guess(email, 1)).toEqual([401])
  const rows = await fixture.db('sign_in_failure').where({ email }).pluck('id')
  expect(rows, 'old failures are swept out').toHaveLength(1)
})

test('the owner signs in from a browser of theirs while a stranger guesses', async () => {
  const email = 'owner@example.org'
  await insertWithPassword(fixture.app, [{ email }])
  const own = { cookie: deviceCookie(await attempt(email, goodPassword)) }
  expect((await guess(email, 6)).at(-1)).toBe(429)
  expect((await attempt(email, goodPassword, own)).statusCode).toBe(200)
  expect(await guess(email, 4, own)).toEqual([401, 401, 401, 401])
  expect((await attempt(email, goodPassword, own)).statusCode, 'one’s own slips are forgiven').toBe(200)
  expect((await guess(email, 6, own)).at(-1), 'a stolen browser is slowed down too').toBe(429)
})

test('the mark of a browser counts for its owner only, and cannot be made up', async () => {
  const [anna, bruno] = ['anna@example.org', 'bruno@example.org']
  const [, brunoId] = await insertWithPassword(fixture.app, [{ email: anna }, { email: bruno }])
  const device = deviceCookie(await attempt(anna, goodPassword))
  expect((await guess(bruno, 6)).at(-1)).toBe(429)
  expect((await attempt(bruno, goodPassword, { cookie: device })).statusCode).toBe(429)
  for (const forged of [
    `${brunoId}.x`,
    `${brunoId}.x.y`,
    device.slice(13).replace(/^[^.]+/, brunoId ?? ''),
  ]) {
    const answer = await attempt(bruno, goodPassword, { cookie: `spazi_device=${forged}` })
    expect(answer.statusCode, forged).toBe(429)
  }
  const another = fixture.app.signCookie(`${brunoId}.x`)
  expect((await attempt(bruno, goodPassword, { cookie: `spazi_device=${another}` })).statusCode).toBe(200)
})

test('two hundred sign-ins at once are each answered', async () => {
  const emails = Array.from({ length: 200 }, (_, index) => `crowd-${index}@example.org`)
  await insertWithPassword(
    fixture.app,
    emails.map((email) => ({ email })),
  )
  const answers = await Promise.all(
    emails.map((email, index) => attempt(email, index % 2 === 0 ? goodPassword : 'sbagliata del tutto')),
  )
  const codes = answers.map(({ statusCode }) => statusCode)
  expect(codes.filter((_, index) => index % 2 === 0)).toEqual(Array(100).fill(200))
  expect(codes.filter((_, index) => index % 2 === 1)).toEqual(Array(100).fill(401))
}, 60_000)

test.skipIf(fixture.kind === 'embedded')(
  'on PostgreSQL, where attempts run side by side, thirty at once on one address count each',
  async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => attempt('besieged@example.org', 'sbagliata del tutto')),
    )
    const codes = answers.map(({ statusCode }) => statusCode)
    expect(codes.filter((code) => code === 401)).toHaveLength(5)
    expect(codes.filter((code) => code === 429)).toHaveLength(25)
  },
)
