import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { queueLetter } from '../mail/outbox.ts'
import { emptyTables, testDatabase } from '../testing/database.ts'
import { startImapServer } from '../testing/imap.ts'
import { receiptMessage } from '../testing/receipts.ts'
import { readReceipts } from './mailbox.ts'

const { db } = testDatabase()
const login = { user: 'spazi', password: 'a secret' }
const handlers = { delivered: async () => {}, failed: async () => {} }
const messages: Buffer[] = []
let letter = ''
let server: Awaited<ReturnType<typeof startImapServer>>

beforeEach(async () => {
  await emptyTables(db)
  messages.length = 0
  server = await startImapServer(messages, login)
  const id = await db.transaction((trx) =>
    queueLetter(trx, {
      kind: 'test',
      channel: 'pec',
      recipient: 'ditta@pec.example',
      language: 'it',
      subject: 'Richiesta',
      paragraphs: ['Buongiorno'],
    }),
  )
  letter = `<${id}@spazi>`
})
afterEach(() => server.close())

const read = (password = login.password) =>
  readReceipts(
    db,
    {
      address: 'spazi@pec.comune.example',
      smtpUrl: '',
      imapUrl: `imap://${login.user}:${encodeURIComponent(password)}@${server.host}`,
      trust: undefined,
    },
    handlers,
  )
const receipt = (type: string) => receiptMessage({ type, letter, recipient: 'ditta@pec.example' })
const incoming = Buffer.from(
  'From: ditta@pec.example\r\nSubject: CONSEGNA: una domanda\r\n\r\nBuongiorno\r\n',
)

test('receipts are read from the mailbox, and what is none stays there as it was', async () => {
  messages.push(incoming, receipt('accettazione'), receipt('avvenuta-consegna'))
  expect(await read()).toBe(2)
  const { accepted_at, delivered_at } = await db('mail_outbox').first('accepted_at', 'delivered_at')
  expect([accepted_at, delivered_at]).not.toContain(null)
  expect(server.commands.filter((command) => /EXAMINE/.test(command))).toHaveLength(1)
  expect(server.commands.filter((command) => /STORE|EXPUNGE|MOVE|COPY|SELECT/.test(command))).toEqual([])
  expect(server.commands.filter((command) => /FETCH 1 /.test(command))).toEqual([])
})

test('the next time only what has come since is fetched', async () => {
  messages.push(incoming, receipt('accettazione'))
  expect(await read()).toBe(1)
  expect(await read()).toBe(0)
  messages.push(incoming, receipt('avvenuta-consegna'))
  expect(await read()).toBe(1)
  const whole = server.commands.filter((command) => /UID FETCH \d+ .*\[\]/.test(command))
  expect(whole.map((command) => command.split(' ')[2])).toEqual(['2', '4'])
})

test('a refused password is an error, and nothing is lost', async () => {
  messages.push(receipt('avvenuta-consegna'))
  await expect(read('wrong')).rejects.toThrow()
  expect(await read()).toBe(1)
})

test('a message no table can hold does not keep those behind it from being read', async () => {
  const given = { type: 'avvenuta-consegna', letter, recipient: 'ditta@pec.example' }
  const longName = randomBytes(6000).toString('hex')
  messages.push(
    receiptMessage({ ...given, certificate: { recipient: 'ditta\u0000@pec.example' } }),
    receiptMessage({ ...given, recipient: 'altra@pec.example', messageId: `<a\u0000b@pec.example>` }),
    receiptMessage({ ...given, recipient: 'altra@pec.example', messageId: `<${longName}@pec.example>` }),
    Buffer.concat([Buffer.from(`X-Long: ${'a'.repeat(2_500_000)}\r\n`), receipt('avvenuta-consegna')]),
    receipt('avvenuta-consegna'),
  )
  await read()
  const { delivered_at } = await db('mail_outbox').first('delivered_at')
  expect(delivered_at).not.toBeNull()
  expect(await read()).toBe(0)
})
