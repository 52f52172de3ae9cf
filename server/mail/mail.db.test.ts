import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { emptyTables, testDatabase } from '../testing/database.ts'
import { queueLetter } from './outbox.ts'
import { createTransports, type OutgoingMail } from './transport.ts'
import { sendDueLetters, startMailWorker } from './worker.ts'

const { db } = testDatabase()
let varDir = ''
beforeAll(async () => {
  varDir = await mkdtemp(join(tmpdir(), 'spazi-mail-'))
})
afterAll(() => rm(varDir, { recursive: true, force: true }))
beforeEach(() => emptyTables(db))

const letter = {
  kind: 'test',
  recipient: 'anna@example.org',
  language: 'it' as const,
  subject: 'Ricevuta\r\nBcc: everybody@example.org',
  paragraphs: ['Buongiorno, è arrivata la tua richiesta.'],
}
const queue = () => db.transaction((trx) => queueLetter(trx, letter))
const fileSettings = () => ({
  smtpUrl: undefined,
  pec: undefined,
  mailFrom: 'Spazi <spazi@localhost>',
  varDir,
})
const duringLease = () => db('mail_outbox').update({ not_before: db.raw("now() - interval '1 second'") })

/** A transport that remembers what it was given, and fails when told to. */
function recordingTransport(failures: number) {
  const sent: OutgoingMail[] = []
  return {
    sent,
    async send(mail: OutgoingMail) {
      sent.push(mail)
      if (sent.length <= failures) throw new Error('connection refused')
    },
    close() {},
  }
}

test('a letter leaves once, as a file where there is no SMTP server, without injected headers', async () => {
  await queue()
  const ways = createTransports(fileSettings())
  expect(await sendDueLetters(db, ways)).toBe(1)
  expect(await sendDueLetters(db, ways)).toBe(0)
  const files = await readdir(join(varDir, 'outbox'))
  expect(files).toHaveLength(1)
  const text = await readFile(join(varDir, 'outbox', files[0] ?? ''), 'utf8')
  expect(text).toContain('To: anna@example.org')
  expect(text).toMatch(/^Message-ID: <[0-9a-f-]{36}@spazi>$/m)
  expect(text).not.toMatch(/^Bcc:/m)
  const modeOf = async (path: string) => (await stat(path)).mode & 0o777
  expect(await modeOf(join(varDir, 'outbox'))).toBe(0o700)
  expect(await modeOf(join(varDir, 'outbox', files[0] ?? ''))).toBe(0o600)
  await rm(join(varDir, 'outbox'), { recursive: true })
})

test('regression 12: one that could not be sent is tried again later, with the same Message-ID', async () => {
  await queue()
  const transport = recordingTransport(1)
  const ways = { mail: transport }
  expect(await sendDueLetters(db, ways)).toBe(0)
  expect(await sendDueLetters(db, ways)).toBe(0)
  expect((await db('mail_outbox').first('last_error')).last_error).toBe('connection refused')
  await duringLease()
  expect(await sendDueLetters(db, ways)).toBe(1)
  expect(transport.sent[0]?.messageId).toBe(transport.sent[1]?.messageId)
  expect(transport.sent).toHaveLength(2)
})

test('regression 12: killed between sending and marking, the letter is known again and stays one file', async () => {
  await queue()
  const ways = createTransports(fileSettings())
  await sendDueLetters(db, ways)
  await db('mail_outbox').update({ sent_at: null })
  await duringLease()
  expect(await sendDueLetters(db, ways)).toBe(1)
  expect(await readdir(join(varDir, 'outbox'))).toHaveLength(1)
})

test('two workers at once send each letter once', async () => {
  for (let index = 0; index < 8; index += 1) await queue()
  const [one, other] = [recordingTransport(0), recordingTransport(0)]
  const counts = await Promise.all([sendDueLetters(db, { mail: one }), sendDueLetters(db, { mail: other })])
  expect(counts[0] + counts[1]).toBe(8)
  const ids = [...one.sent, ...other.sent].map(({ messageId }) => messageId)
  expect(new Set(ids).size).toBe(8)
})

test('waiting grows with each attempt', async () => {
  await queue()
  const transport = recordingTransport(10)
  const ways = { mail: transport }
  const waits: number[] = []
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await sendDueLetters(db, ways)
    const row = await db('mail_outbox').first(
      db.raw('round(extract(epoch FROM not_before - clock_timestamp()) / 60)::integer AS minutes'),
    )
    waits.push(row.minutes)
    await duringLease()
  }
  expect(waits).toEqual([1, 2, 4, 8])
})

test('the worker sends what waits and stops when told', async () => {
  await queue()
  const worker = startMailWorker({ db, config: fileSettings() })
  await expect
    .poll(async () => (await db('mail_outbox').first('sent_at')).sent_at, { timeout: 10_000 })
    .not.toBeNull()
  await worker.stop()
})
