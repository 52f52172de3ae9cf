import { beforeEach, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { emptyTables } from '../testing/database.ts'
import { ground, insertCity, spaceRecord } from '../testing/spaces.ts'
import { tellAlerts } from './alerts.ts'
import { publicSpaceStatuses, type SpaceFilters } from './schema.ts'

const context = testApp({ publicUrl: 'https://spazi.example' })

beforeEach(async () => {
  await emptyTables(context.db)
  for (const { index } of context.app.context.collections.values()) index.apply([], index.ids({}).ids)
  await insertCity(context.db)
})

interface Letter {
  kind: string
  recipient: string
  language: string
  subject: string
  text: string
}
const letters = (kind: string): Promise<Letter[]> =>
  context.db('mail_outbox').where({ kind }).orderBy('created_at').select({
    kind: 'kind',
    recipient: 'recipient',
    language: 'language',
    subject: 'subject',
    text: 'body_text',
  })

const post = (url: string, payload: object) => context.app.inject({ method: 'POST', url, payload })
const ask = (filters: SpaceFilters, email = 'maker@example.org', language = 'it') =>
  post('/api/alerts', { email, language, filters })
const linkIn = (text: string, page: 'confirm' | 'stop') =>
  new RegExp(`https://spazi\\.example/alerts/${page}\\?token=([\\w-]+)`).exec(text)?.[1] ?? ''

async function confirmed(filters: SpaceFilters): Promise<string> {
  expect((await ask(filters)).statusCode).toBe(202)
  const letter = (await letters('alertConfirmation')).at(-1)
  const reply = await post('/api/alerts/confirm', { token: linkIn(letter?.text ?? '', 'confirm') })
  expect(reply.json()).toEqual({ status: 'confirmed' })
  return linkIn(letter?.text ?? '', 'stop')
}

async function addSpace(code: string, changes: Record<string, unknown> = {}): Promise<void> {
  await context.db('space').insert(spaceRecord(code, { geom: ground(9.26, 45.53), area_m2: 100, ...changes }))
  await tell()
}
async function tell(): Promise<void> {
  await context.app.context.feed.refresh()
  await tellAlerts(context.app.context)
}

test('one letter for each alert and space, from the confirmation on, with a link to stop', async () => {
  await addSpace('OLD')
  const stopToken = await confirmed({ areaMin: 80, district: ['9'] })
  await addSpace('NEW')
  await addSpace('SMALL', { area_m2: 20 })
  await tell()
  const told = await letters('alertMatch')
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ recipient: 'maker@example.org', language: 'it' })
  expect(told[0]?.text).toContain('https://spazi.example/spaces/NEW')
  expect(told[0]?.text).toContain('02 0000 0000')
  expect(told[0]?.text).not.toContain('OLD')
  expect(linkIn(told[0]?.text ?? '', 'stop')).toBe(stopToken)

  for (let times = 0; times < 2; times += 1) {
    expect((await post('/api/alerts/stop', { token: stopToken })).json()).toEqual({ status: 'stopped' })
  }
  await addSpace('LATER')
  expect(await letters('alertMatch')).toHaveLength(1)
})

test('a space is told when it becomes available, and not again after a pause', async () => {
  await confirmed({})
  await addSpace('S1', { status: 'inUse' })
  expect(await letters('alertMatch')).toHaveLength(0)
  for (const status of ['available', 'awarded', 'inCall']) {
    await context.db('space').where({ code: 'S1' }).update({ status })
    await tell()
  }
  expect(await letters('alertMatch')).toHaveLength(1)
})

test('regression 7: a space without a place, or with a hidden one, is in no alert of a place', async () => {
  await confirmed({ near: '9.26,45.53,100000', unknown: 'include' })
  await confirmed({ within: '9 45,10 45,10 46,9 46' })
  await confirmed({ bbox: '-180,-90,180,90' })
  await addSpace('NOWHERE', { geom: null })
  await addSpace('HIDDEN', { public_position: 'hidden' })
  expect(await letters('alertMatch')).toHaveLength(0)
})

test('an alert of a radius does not tell of a place that is public at NIL level only', async () => {
  await confirmed({ near: '9.2201,45.4401,200' })
  await addSpace('NIL', { geom: ground(9.22, 45.44), public_position: 'neighbourhood' })
  expect(await letters('alertMatch')).toHaveLength(0)
})

test('regression 5: a saved search replays exactly, with every status value', async () => {
  const filters: SpaceFilters = {
    status: [...publicSpaceStatuses],
    areaMin: 80,
    areaMax: 200,
    activity: 'manifattura_leggera',
    advice: ['usuallyCompatible', 'toVerify'],
    powerMin: 5,
    unknown: 'include',
    stepFree: false,
    q: "CITTA' studi",
  }
  expect((await ask(filters)).statusCode).toBe(202)
  const [row] = await context.db('alert').select('filters')
  const sorted = (value: unknown) => (Array.isArray(value) ? value.toSorted() : value)
  const same = Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, sorted(value)]))
  expect(row.filters).toEqual(same)
})

test('the answer does not tell whether an address is known, and nobody is flooded', async () => {
  const replies = []
  for (let times = 0; times < 8; times += 1) replies.push(await ask({}, 'victim@example.org', 'en'))
  expect(new Set(replies.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
  expect(await letters('alertConfirmation')).toHaveLength(5)
  expect((await letters('alertConfirmation'))[0]?.subject).toContain('confirm your alert')
})

test('an unconfirmed alert tells nothing', async () => {
  await ask({})
  await addSpace('S1')
  expect(await letters('alertMatch')).toHaveLength(0)
})

test.each([
  ['/api/alerts', { email: 'nobody', language: 'it', filters: {} }, 400],
  ['/api/alerts', { email: 'a@example.org', language: 'fr', filters: {} }, 400],
  ['/api/alerts', { email: 'a@example.org', language: 'it', filters: { foo: 1 } }, 400],
  ['/api/alerts', { email: 'a@example.org', language: 'it', filters: { district: ['77'] } }, 400],
  ['/api/alerts', { email: 'a@example.org', language: 'it', filters: { areaMin: 'Infinity' } }, 400],
  ['/api/alerts', { email: 'a@example.org\nBcc: b@example.org', language: 'it', filters: {} }, 400],
  ['/api/alerts/confirm', { token: 'x'.repeat(32) }, 404],
  ['/api/alerts/stop', { token: 'x'.repeat(32) }, 404],
  ['/api/alerts/stop', { token: "' OR 1=1 --" }, 400],
])('refused: %s %j', async (url, payload, status) => {
  const response = await post(url, payload)
  expect(response.statusCode, response.body).toBe(status)
  expect(await letters('alertConfirmation')).toHaveLength(0)
})

test('whoever has an account with the address reads it there, and can do without the letter', async () => {
  const [{ id }] = await context
    .db('account')
    .insert({ name: 'Anna', email: 'maker@example.org', password_hash: 'x' })
    .returning('id')
  await confirmed({})
  await addSpace('S1')
  expect(await context.db('mail_outbox').where({ kind: 'alertMatch' }).pluck('account_id')).toEqual([id])
  await context.db('letter_choice').insert({ account_id: id, kind: 'alertMatch', wanted: false })
  await addSpace('S2')
  expect(await letters('alertMatch')).toHaveLength(1)
  const told = await context
    .db('notification')
    .where({ account_id: id })
    .orderBy('created_at')
    .pluck('object_id')
  expect(told).toEqual(['S1', 'S2'])
})
