import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { ownPlace, startProcess, startServer } from './testing/process.ts'
import { completeContent, sendingOf } from './testing/requests.ts'

type Server = Awaited<ReturnType<typeof startServer>>

interface Person {
  cookie: string
  csrf: string
}

/** The body of a reply, as the shape the test expects of it. */
const read = async <Shape>(reply: Response | Promise<Response>) => (await (await reply).json()) as Shape

async function signIn(url: string, demo: string): Promise<Person> {
  const reply = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ demo }),
  })
  expect(reply.status).toBeLessThan(300)
  const cookie = reply.headers
    .getSetCookie()
    .map((value) => value.split(';')[0])
    .join('; ')
  const { csrfToken } = await read<{ csrfToken: string }>(fetch(`${url}/api/me`, { headers: { cookie } }))
  return { cookie, csrf: csrfToken }
}

function post(
  url: string,
  { cookie, csrf }: Person,
  path: string,
  body: unknown,
  key: string = randomUUID(),
) {
  return fetch(url + path, {
    method: 'POST',
    headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  })
}

/** Prepares one draft for each of `count` expressions of interest. */
async function prepareDrafts(url: string, person: Person, count: number) {
  const { items } = await read<{ items: { code: string }[] }>(
    fetch(
      `${url}/api/spaces?status=available,surveyed,released&ownership=municipal,publicHousing&limit=${count}`,
    ),
  )
  expect(items).toHaveLength(count)
  return Promise.all(
    items.map(async ({ code }) => {
      const reply = await post(url, person, '/api/requests/drafts', { space: code, content: completeContent })
      expect(reply.status).toBe(201)
      const { id, version } = await read<{ id: string; version: number }>(reply)
      return { ...sendingOf({ id, version }), key: randomUUID() }
    }),
  )
}

describe('one life of a server, from its first start to its end', () => {
  let place: Awaited<ReturnType<typeof ownPlace>>
  let server: Server
  /** However busy the machine is, no request is turned away for it. */
  const start = () => startServer({ ...place.env, SHED_DELAY_MS: '0' })

  beforeAll(async () => {
    place = await ownPlace('process')
    server = await start()
  }, 180_000)
  afterAll(async () => {
    server.child.kill('SIGKILL')
    await server.exited
    await place.remove()
  })

  test('it is ready, says so in its last line, and its health is good', async () => {
    expect(server.output().trim().split('\n').at(-1)).toMatch(/^Ready: http:\/\/127\.0\.0\.1:\d+$/)
    const health = await read<{ features: number }>(fetch(`${server.url}/health`))
    expect(health).toMatchObject({ status: 'ok', database: inject('databaseKind') })
    expect(health.features).toBeGreaterThan(400)
  })

  test.runIf(inject('databaseKind') === 'embedded')(
    'a second start on the same folder ends with a message that says why',
    async () => {
      const second = startProcess('scripts/start.mjs', [], { ...place.env, PORT: '0' })
      expect(await second.exited).not.toBe(0)
      expect(second.output()).toContain(String(server.child.pid))
      expect(second.output()).not.toMatch(/\n\s+at /)
      expect((await fetch(`${server.url}/health`)).status).toBe(200)
    },
  )

  test('an import beside the running server appears on its pages', async () => {
    const file = join(place.env.VAR_DIR ?? '', 'beside.geojson')
    const feature = {
      type: 'Feature',
      properties: {
        code: 'TEST-BESIDE-1',
        name: 'via Prova 1',
        areaM2: 123,
        status: 'available',
        ownership: 'municipal',
        publicPosition: 'exact',
      },
      geometry: { type: 'Point', coordinates: [9.19, 45.5] },
    }
    await writeFile(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }))
    const running = startProcess('scripts/import.ts', [file, '--collection', 'spaces'], place.env)
    expect(await running.exited, running.output()).toBe(0)
    await expect
      .poll(() => read(fetch(`${server.url}/api/spaces?q=TEST-BESIDE-1`)), { timeout: 5_000 })
      .toMatchObject({ total: 1, items: [{ name: 'via Prova 1', areaM2: 123 }] })
  }, 60_000)

  test('after kill -9 amid a hundred submissions every one that was answered is there, once', async () => {
    const person = await signIn(server.url, 'applicant')
    const drafts = await prepareDrafts(server.url, person, 100)
    const answered = new Map<string, string>()
    const send = async ({ key, ...body }: (typeof drafts)[number]) => {
      const reply = await post(server.url, person, '/api/requests', body, key)
      expect(reply.status).toBe(201)
      answered.set(body.draftId, (await read<{ number: string }>(reply)).number)
    }
    const sendings = drafts.slice(0, 60).map(send)
    await Promise.all(sendings.slice(0, 40))
    sendings.push(...drafts.slice(60).map(send))
    server.child.kill('SIGKILL')
    await Promise.allSettled(sendings)
    await server.exited
    expect(answered.size).toBeGreaterThanOrEqual(40)
    expect(answered.size).toBeLessThan(100)

    server = await start()
    const again = await signIn(server.url, 'applicant')
    const mine = async () => {
      type Mine = { items: { id: string; number: string | null; status: string }[] }
      const { items } = await read<Mine>(
        fetch(`${server.url}/api/requests`, { headers: { cookie: again.cookie } }),
      )
      return items
    }
    const kept = (await mine()).filter(({ id }) => answered.has(id))
    expect(Object.fromEntries(kept.map(({ id, number }) => [id, number]))).toEqual(
      Object.fromEntries(answered),
    )

    await Promise.all(
      drafts.map(async ({ key, ...body }) => {
        const reply = await post(server.url, again, '/api/requests', body, key)
        expect(reply.status).toBe(201)
        const { number } = await read<{ number: string }>(reply)
        if (answered.has(body.draftId)) expect(number).toBe(answered.get(body.draftId))
      }),
    )
    const sent = (await mine()).filter(
      ({ id, status }) => status !== 'draft' && drafts.some(({ draftId }) => draftId === id),
    )
    expect(new Set(sent.map(({ number }) => number)).size).toBe(100)
  }, 180_000)

  test('on SIGTERM requests under way finish and it ends well within ten seconds', async () => {
    const underWay = Array.from({ length: 10 }, () =>
      read<{ features: unknown[] }>(fetch(`${server.url}/api/exports/spaces.geojson`)),
    )
    await fetch(`${server.url}/health`)
    server.child.kill('SIGTERM')
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), 10_000).unref())
    expect(await Promise.race([server.exited, late])).toBe(0)
    for (const collection of await Promise.all(underWay))
      expect(collection.features.length).toBeGreaterThan(100)
  }, 30_000)
})

test('a wrong setting ends the program with one line that names it', async () => {
  const running = startProcess('scripts/start.mjs', [], { PORT: 'many' })
  expect(await running.exited).toBe(1)
  expect(running.output().trim().split('\n').at(-1)).toMatch(/^PORT is "many"/)
}, 30_000)
