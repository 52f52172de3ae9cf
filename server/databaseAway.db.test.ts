import { setTimeout as wait } from 'node:timers/promises'
import createKnex, { type Knex } from 'knex'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type BrokenLine, openLine } from './testing/brokenLine.ts'
import { ownPlace, startServer } from './testing/process.ts'
import { insertSpace } from './testing/requests.ts'
import { startSmtpServer } from './testing/smtp.ts'

const awayMs = 20_000
const isPostgis = inject('databaseKind') === 'postgis'

/** What a driver, the pool or the network would say. */
const driverWords =
  /ECONN|ETIMEDOUT|EPIPE|knex|pool|terminat|postgres|select |insert |update |127\.0\.0\.1|\bpg\b|at .*\.ts/i

interface Answer {
  status: number
  body: string
  type: string
  retryAfter: string | null
}

// The embedded database lies inside the program: there is no line to it that could break.
describe.skipIf(!isPostgis)('the database is away for twenty seconds under load', () => {
  let place: Awaited<ReturnType<typeof ownPlace>>
  let line: BrokenLine
  let mail: Awaited<ReturnType<typeof startSmtpServer>>
  let server: Awaited<ReturnType<typeof startServer>>
  let db: Knex
  const asked: string[] = []
  const during: Answer[] = []
  let onArrived = () => {}

  beforeAll(async () => {
    place = await ownPlace('away')
    const databaseUrl = place.env.DATABASE_URL ?? ''
    line = await openLine(databaseUrl)
    mail = await startSmtpServer({ onArrived: () => onArrived() })
    server = await startServer({
      ...place.env,
      DATABASE_URL: line.url,
      SMTP_URL: mail.url,
      LOG_LEVEL: 'warn',
    })
    db = createKnex({ client: 'pg', connection: databaseUrl, pool: { min: 0, max: 2 } })
  }, 180_000)

  afterAll(async () => {
    server.child.kill('SIGKILL')
    await server.exited
    await db.destroy()
    await Promise.all([line.close(), mail.close()])
    await place.remove()
  })

  async function send(path: string, options: RequestInit = {}): Promise<Answer> {
    const reply = await fetch(server.url + path, { signal: AbortSignal.timeout(30_000), ...options })
    return {
      status: reply.status,
      body: await reply.text(),
      type: reply.headers.get('content-type') ?? '',
      retryAfter: reply.headers.get('retry-after'),
    }
  }

  /** Asks for an alert, which sends a letter; remembers the addresses that were promised one. */
  async function askAlert(email: string): Promise<Answer> {
    const answer = await send('/api/alerts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, language: 'it', filters: {} }),
    })
    if (answer.status === 202) asked.push(email)
    return answer
  }

  /** Somebody who goes on and on until told to stop. */
  async function insist(name: number, isOver: () => boolean): Promise<void> {
    const paths = ['/api/spaces?limit=5', '/api/calls', '/health', '/api/spaces/MI-9-0167']
    for (let turn = 0; !isOver(); turn += 1) {
      const path = paths[turn % paths.length] ?? '/health'
      during.push(await send(path), await askAlert(`persona-${name}-${turn}@example.org`))
      await wait(50)
    }
  }

  test('requests meanwhile are told to come back, in no words of the driver', async () => {
    let over = false
    const people = Array.from({ length: 12 }, (_, name) => insist(name, () => over))
    await wait(1_000)
    during.length = 0
    // Just when a letter has been taken and is not yet known to have left.
    await new Promise<void>((resolve) => {
      onArrived = () => {
        onArrived = () => {}
        void line.cut('refused').then(resolve)
      }
    })
    await wait(awayMs / 2)
    await line.cut('silent')
    await wait(awayMs / 2)
    await line.mend()
    over = true
    await Promise.all(people)
    const refused = during.filter(({ status }) => status >= 400)
    expect(refused.length).toBeGreaterThan(20)
    for (const { status, body, type, retryAfter } of refused) {
      expect(status, body).toBe(503)
      expect(type).toMatch(/^application\/problem\+json/)
      expect(Number(retryAfter)).toBeGreaterThan(0)
      expect(body).not.toMatch(driverWords)
    }
  }, 90_000)

  test('it recovers without a restart', async () => {
    await expect.poll(async () => (await send('/health')).status, { timeout: 20_000 }).toBe(200)
    expect((await askAlert('dopo@example.org')).status).toBe(202)
    expect(server.child.exitCode).toBeNull()
    expect(server.output()).not.toMatch(/unhandled/i)
  }, 40_000)

  test('what is written afterwards appears in the lists', async () => {
    await insertSpace(db, 'DOPO-1', { name: 'via del Ritorno 1' })
    await expect
      .poll(async () => (await send('/api/spaces?q=DOPO-1')).body, { timeout: 15_000 })
      .toContain('via del Ritorno 1')
  }, 30_000)

  test('every letter that was promised leaves, once', async () => {
    const isWaiting = async () =>
      (await db('mail_outbox').whereNull('sent_at').whereNull('failed_at').select(db.raw('1'))).length
    // A letter taken in hand as the line broke has a lease of minutes: it is let go of here.
    await wait(3_000)
    await db('mail_outbox').whereNull('sent_at').update({ not_before: db.fn.now() })
    await expect.poll(isWaiting, { timeout: 60_000 }).toBe(0)
    const arrived = mail.received.flatMap(({ recipients }) => recipients)
    expect(arrived.filter((address, at) => arrived.indexOf(address) !== at)).toEqual([])
    expect(asked.filter((address) => !arrived.includes(address))).toEqual([])
  }, 90_000)
})

test.runIf(!isPostgis)('the database being away is tried on PostgreSQL alone', () => {})
