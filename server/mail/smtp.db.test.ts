import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyTables, testDatabase } from '../testing/database.ts'
import { startSmtpServer } from '../testing/smtp.ts'
import { publicLink } from './body.ts'
import { type Letter, queueLetter } from './outbox.ts'
import { closeTransports, createTransports } from './transport.ts'
import { sendDueLetters } from './worker.ts'

const { db } = testDatabase()
const site = { publicUrl: 'https://spazi.example' }
const refused = new Map<string, number>()
let server: Awaited<ReturnType<typeof startSmtpServer>>
let errors: string[] = []

beforeEach(async () => {
  await emptyTables(db)
  refused.clear()
  errors = []
  server = await startSmtpServer({ recipientReply: (address) => refused.get(address) })
})
afterEach(() => server.close())

const letter: Letter = {
  kind: 'test',
  recipient: 'anna@example.org',
  language: 'it',
  subject: 'Perché è così',
  paragraphs: [
    'Buongiorno,',
    { quote: 'Manca <b>la firma</b> & il resto' },
    { list: ['documento "A"', { text: 'spazio <MI-1>', link: publicLink(site, '/spaces/MI-1') }] },
    { link: publicLink(site, '/requests/1?x=1&y=2'), label: 'Stato' },
  ],
  office: { name: 'Ufficio Spazi', phone: '02 0000', hours: '9-12', email: null },
}
const queue = (changes: Partial<Letter> = {}) =>
  db.transaction((trx) => queueLetter(trx, { ...letter, ...changes } as Letter))

async function send(): Promise<number> {
  await db('mail_outbox').update({ not_before: db.raw("now() - interval '1 second'") })
  const ways = createTransports({
    smtpUrl: server.url,
    mailFrom: 'Spazi <spazi@example.org>',
    varDir: '',
    pec: undefined,
  })
  const onError = (error: unknown) => errors.push(String(error))
  return sendDueLetters(db, ways, { onError }).finally(() => closeTransports(ways))
}
const row = () => db('mail_outbox').first('sent_at', 'failed_at', 'attempts', 'last_error')

test('a letter arrives as text and as HTML, in its language, with everything written shown as it was', async () => {
  await queue()
  expect(await send()).toBe(1)
  const [{ mail, source, recipients } = never()] = server.received
  expect(recipients).toEqual(['anna@example.org'])
  expect(source).toMatch(/^Content-Type: multipart\/alternative;/m)
  expect(mail.subject).toBe('Perché è così')
  expect(mail.headers.get('content-language')).toBe('it')
  expect(mail.text).toContain('«Manca <b>la firma</b> & il resto»')
  expect(mail.text).toContain('- spazio <MI-1>\n  https://spazi.example/spaces/MI-1')
  const html = String(mail.html)
  expect(html).toContain('<html lang="it">')
  expect(html).toContain('Manca &lt;b&gt;la firma&lt;/b&gt; &amp; il resto')
  expect([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url]) => url)).toEqual([
    'https://spazi.example/spaces/MI-1',
    'https://spazi.example/requests/1?x=1&amp;y=2',
  ])
  expect(html).not.toMatch(/<(script|img|table|link|style)\b/)
})

test('a link to another site cannot be put into a letter', () => {
  expect(() => publicLink(site, 'https://elsewhere.example/x')).toThrow()
  expect(() => publicLink(site, '//elsewhere.example/x')).toThrow()
  expect(publicLink(site, '/a?b=c')).toBe('https://spazi.example/a?b=c')
})

test.each([
  { subject: 'Ricevuta\r\nBcc: everybody@example.org\r\n\r\n<p>' },
  { recipient: 'anna@example.org\r\nBcc: everybody@example.org' },
  { recipient: 'anna@example.org, everybody@example.org' },
])('headers and recipients cannot be added by %o', async (changes) => {
  await queue(changes)
  await send()
  for (const { source, recipients } of server.received) {
    expect(source.slice(0, source.indexOf('\r\n\r\n'))).not.toMatch(/^Bcc:/im)
    expect(recipients).not.toContain('everybody@example.org')
  }
})

test('regression 12: refused for now, a letter is sent again later, once', async () => {
  await queue()
  refused.set('anna@example.org', 451)
  expect(await send()).toBe(0)
  expect(await row()).toMatchObject({ sent_at: null, failed_at: null, attempts: 1 })
  refused.clear()
  expect(await send()).toBe(1)
  expect(await send()).toBe(0)
  expect(server.received).toHaveLength(1)
})

test('refused for good, it is marked as failed and told without the address', async () => {
  const id = await queue()
  refused.set('anna@example.org', 550)
  expect(await send()).toBe(0)
  const failed = await row()
  expect(failed.failed_at).not.toBeNull()
  expect(failed.last_error).toContain('550')
  expect(errors).toHaveLength(1)
  expect(errors[0]).toContain(`letter ${id} (test) could not be delivered after 1 attempts: 550`)
  expect(errors[0]).not.toContain('anna')
  refused.clear()
  expect(await send()).toBe(0)
})

test('after the last attempt it is marked as failed', async () => {
  await queue()
  refused.set('anna@example.org', 421)
  await db('mail_outbox').update({ attempts: 18 })
  await send()
  expect(await row()).toMatchObject({ failed_at: null, attempts: 19 })
  await send()
  expect((await row()).failed_at).not.toBeNull()
  expect(errors[0]).toContain('after 20 attempts')
})

function never(): never {
  throw new Error('nothing arrived')
}
