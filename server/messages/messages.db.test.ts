import { beforeAll, describe, expect, test } from 'vitest'
import { notify } from '../mail/news.ts'
import { type Letter, queueLetter } from '../mail/outbox.ts'
import { testApp } from '../testing/app.ts'
import { type Client, insertAccount, sessionOf } from '../testing/people.ts'
import type { NotificationList } from './schema.ts'

const fixture = testApp()
let anna: Client
let bruno: Client
let annaId = ''

beforeAll(async () => {
  annaId = await insertAccount(fixture.app, { roles: ['applicant'], name: 'Anna' })
  anna = await sessionOf(fixture.app, annaId)
  bruno = await sessionOf(fixture.app, await insertAccount(fixture.app, { roles: [], name: 'Bruno' }))
})

const letter = (changes: Partial<Letter> = {}) => ({
  kind: 'request.take',
  recipient: 'anna@example.org',
  accountId: annaId,
  language: 'it' as const,
  subject: 'Presa in carico',
  paragraphs: ['Buongiorno'],
  objectKind: 'request',
  objectId: 'R1',
  ...changes,
})
const queue = (changes: Partial<Letter> = {}) =>
  fixture.db.transaction((trx) => queueLetter(trx, letter(changes) as Letter))
const mark = (id: string | null, columns: object) => fixture.db('mail_outbox').where({ id }).update(columns)
const choose = (client: Client, kind: string, wanted: boolean) =>
  client.inject({ method: 'PUT', url: '/api/messages/choices', payload: { kind, wanted } })

describe('messages', () => {
  test('are those sent to me, the newest first, with how far each has come', async () => {
    const now = fixture.db.fn.now()
    const ids = [await queue(), await queue(), await queue({ channel: 'pec' }), await queue()]
    await mark(ids[1] ?? '', { sent_at: now })
    await mark(ids[2] ?? '', { sent_at: now, delivered_at: now })
    await mark(ids[3] ?? '', { failed_at: now })
    const { total, items } = (await anna.get('/api/messages')).json()
    expect(total).toBe(4)
    expect(items.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
      [ids[3], 'failed'],
      [ids[2], 'delivered'],
      [ids[1], 'sent'],
      [ids[0], 'queued'],
    ])
    expect((await bruno.get('/api/messages')).json()).toEqual({ total: 0, items: [] })
    expect((await anna.get('/api/messages?limit=1&offset=9')).json()).toEqual({ total: 4, items: [] })
  })

  test('can be read by whom they are for, those that hold a link that signs in without their text', async () => {
    const open = await queue()
    const secret = await queue({ secret: true, paragraphs: ['https://x/reset?token=abc'] } as Partial<Letter>)
    const read = (client: Client, id: string | null) => client.get(`/api/messages/${id}`)
    expect((await read(anna, open)).json()).toMatchObject({
      subject: 'Presa in carico',
      text: 'Buongiorno\n',
      recipient: 'anna@example.org',
      objectId: 'R1',
    })
    const hidden = await read(anna, secret)
    expect(hidden.json()).toMatchObject({ text: null })
    expect(hidden.body).not.toContain('abc')
    expect((await read(bruno, open)).statusCode).toBe(404)
    expect((await fixture.app.inject(`/api/messages/${open}`)).statusCode).toBe(401)
  })
})

describe('choices', () => {
  test('say of each kind whether it can be refused, and why not', async () => {
    const { items } = (await anna.get('/api/messages/choices')).json()
    const of = (kind: string) => items.find((item: { kind: string }) => item.kind === kind)
    expect(of('request.take')).toEqual({ kind: 'request.take', wanted: true, weight: 'courtesy' })
    expect(of('request.exclude')).toMatchObject({ weight: 'legal' })
    expect(of('request.send')).toMatchObject({ weight: 'receipt' })
    expect(of('confirmAccount')).toMatchObject({ weight: 'security' })
  })

  test('a refused kind is not written to me any more, and still is to others; refusing leaves an event', async () => {
    expect((await choose(anna, 'request.take', false)).statusCode).toBe(200)
    expect(await queue()).toBeNull()
    expect(await queue({ kind: 'request.exclude' })).not.toBeNull()
    expect(await queue({ accountId: bruno.me.account?.id ?? null })).not.toBeNull()
    const event = await fixture.db('audit_event').where({ object_id: annaId }).orderBy('id', 'desc').first()
    expect(event).toMatchObject({ action: 'chooseLetters', actor_id: annaId })
    await choose(anna, 'request.take', true)
    expect(await queue()).not.toBeNull()
  })

  test('what the law has sent cannot be refused', async () => {
    const answer = await choose(anna, 'request.exclude', false)
    expect(answer.statusCode).toBe(422)
    expect(answer.json().type).toBe('/problems/mandatory-letter')
    expect((await choose(anna, 'unknown', false)).statusCode).toBe(422)
  })
})

describe('notifications', () => {
  const tell = (accountId: string, number: string) =>
    notify(fixture.db, [accountId, accountId], {
      kind: 'request.take',
      objectKind: 'request',
      objectId: 'R1',
      facts: { number },
    })
  const list = async (query = '', client = anna): Promise<NotificationList> =>
    (await client.get(`/api/notifications?limit=200${query}`)).json()

  test('regression 13: the unread count is that of the list behind it, before and after reading', async () => {
    for (const number of ['1', '2', '3']) await tell(annaId, number)
    // A clock of milliseconds may tell all three at one moment, and then no order is the right one.
    await fixture.db.raw(
      "UPDATE notification SET created_at = created_at - interval '1 minute' * (3 - (facts ->> 'number')::integer)",
    )
    const all = await list()
    expect([all.total, all.unread, all.items.length]).toEqual([3, 3, 3])
    expect(all.items.map(({ facts }) => facts.number)).toEqual(['3', '2', '1'])
    await anna.post('/api/notifications/read', { ids: [all.items[0]?.id] })
    const unread = await list('&unread=true')
    expect([unread.total, unread.unread, unread.items.length]).toEqual([2, 2, 2])
    expect((await list()).items.filter(({ readAt }) => readAt === null)).toHaveLength(2)
    await anna.post('/api/notifications/read', {})
    expect(await list('&unread=true')).toEqual({ total: 0, unread: 0, items: [] })
    expect((await list()).total).toBe(3)
  })

  test('others’ are neither seen nor marked', async () => {
    await tell(annaId, '4')
    const [mine] = (await list('&unread=true')).items
    expect((await list('', bruno)).total).toBe(0)
    await bruno.post('/api/notifications/read', { ids: [mine?.id] })
    await bruno.post('/api/notifications/read', {})
    expect((await list()).unread).toBe(1)
  })

  test.runIf(fixture.kind === 'postgis')(
    'regression 20: count and list agree in every reply while others write and read at once',
    async () => {
      const writing = Array.from({ length: 40 }, (_, index) => tell(annaId, `w${index}`))
      const reading = Array.from({ length: 40 }, async (_, index) => {
        if (index % 4 === 0) await anna.post('/api/notifications/read', {})
        return list('&unread=true')
      })
      await Promise.all(writing)
      for (const { total, unread, items } of await Promise.all(reading)) {
        expect(unread).toBe(items.length)
        expect(total).toBe(items.length)
        expect(items.every(({ readAt }) => readAt === null)).toBe(true)
      }
    },
  )
})
