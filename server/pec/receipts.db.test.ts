import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { queueLetter } from '../mail/outbox.ts'
import { emptyTables, testDatabase } from '../testing/database.ts'
import { type ReceiptGiven, receiptMessage } from '../testing/receipts.ts'
import { keepReceipt } from './keeping.ts'
import { type OpenMailbox, readReceipts } from './mailbox.ts'

const { db } = testDatabase()
const pec = { address: 'spazi@pec.comune.example', smtpUrl: '', imapUrl: '', trust: undefined }
const told: string[] = []
const handlers = {
  delivered: async () => {
    told.push('delivered')
  },
  failed: async () => {
    told.push('failed')
  },
}

let letter = ''
beforeEach(async () => {
  await emptyTables(db)
  told.length = 0
  const id = await db.transaction((trx) =>
    queueLetter(trx, {
      kind: 'test',
      channel: 'pec',
      recipient: 'ditta@pec.example',
      language: 'it',
      subject: 'Richiesta',
      paragraphs: ['Buongiorno'],
      objectKind: 'request',
      objectId: 'R1',
    }),
  )
  letter = `<${id}@spazi>`
})

const receipt = (changes: Partial<ReceiptGiven> = {}) =>
  receiptMessage({ type: 'avvenuta-consegna', letter, recipient: 'ditta@pec.example', ...changes })
const keep = (changes: Partial<ReceiptGiven> = {}) => keepReceipt(db, pec, handlers, receipt(changes))
const times = () => db('mail_outbox').first('accepted_at', 'delivered_at', 'failed_at')
const kept = () => db('pec_receipt').select('kind', 'refusal', 'letter_id', 'sha256', 'source', 'at')

describe('a receipt', () => {
  test('of acceptance and of delivery set the certified instants, with an event each', async () => {
    const now = new Date()
    await keep({ type: 'accettazione' })
    await keep()
    const { accepted_at, delivered_at, failed_at } = await times()
    expect(Math.abs(accepted_at - now.getTime())).toBeLessThan(60_000)
    expect(delivered_at.getMilliseconds()).toBe(0)
    expect(failed_at).toBeNull()
    expect(told).toEqual(['delivered'])
    const events = await db('audit_event')
      .where({ object_id: 'R1' })
      .orderBy('id')
      .select('action', 'changes')
    expect(events.map(({ action }) => action)).toEqual(['noticeReceipt', 'noticeReceipt'])
    expect(events[1].changes.receipt.new.kind).toBe('delivery')
  })

  test('is kept as it came, byte by byte', async () => {
    const source = receipt()
    await keepReceipt(db, pec, handlers, source)
    const [row] = await kept()
    expect(row.source.equals(source)).toBe(true)
    expect(row.sha256).toBe(createHash('sha256').update(source).digest('hex'))
  })

  test('read twice, and by two at once, counts once', async () => {
    const source = receipt()
    const results = await Promise.all([1, 2].map(() => keepReceipt(db, pec, handlers, source)))
    expect(results.sort()).toEqual([false, true])
    expect(await keepReceipt(db, pec, handlers, source)).toBe(false)
    expect(told).toEqual(['delivered'])
    expect(await kept()).toHaveLength(1)
  })

  test('of the zone of Italy is the instant it says', async () => {
    await db('mail_outbox').update({ created_at: '2026-07-15T08:00:00Z' })
    await keep({ day: '15/07/2026', time: '10:30:12', zone: '+0200' })
    expect((await times()).delivered_at.toISOString()).toBe('2026-07-15T08:30:12.000Z')
  })

  test('of failure marks the letter as failed; a warning does not', async () => {
    await keep({ type: 'preavviso-errore-consegna' })
    expect((await times()).failed_at).toBeNull()
    await keep({ type: 'errore-consegna' })
    expect((await times()).failed_at).not.toBeNull()
    expect(told).toEqual(['failed'])
  })

  test('of refusal by one’s own provider marks it as failed', async () => {
    await keep({ type: 'non-accettazione' })
    expect((await times()).failed_at).not.toBeNull()
  })
})

describe('what counts for nothing', () => {
  test('a message that only calls itself CONSEGNA is no receipt and is not even kept', async () => {
    expect(await keep({ headers: false, subject: `CONSEGNA: ${letter}` })).toBe(false)
    expect(await kept()).toEqual([])
  })

  test.each<[string, Partial<ReceiptGiven>]>([
    ['noCertificate', { certificate: null }],
    ['certificateDiffers', { certificate: { type: 'accettazione' } }],
    ['certificateDiffers', { certificate: { letter: '<other@spazi>' } }],
    ['unknownLetter', { letter: '<00000000-0000-4000-8000-000000000000@spazi>' }],
    ['otherRecipient', { recipient: 'altri@pec.example' }],
    ['otherSender', { sender: 'altro@pec.comune.example' }],
    ['impossibleDate', { day: '01/01/2020' }],
    ['impossibleDate', { day: '01/01/2099' }],
    ['noCertificate', { day: '2026-11-23' }],
    ['noCertificate', { recipient: '<!--x-->ditta@pec.example' }],
  ])('%s: %o is kept and shown, and starts no clock', async (refusal, changes) => {
    expect(await keep(changes)).toBe(true)
    expect(await kept()).toMatchObject([{ refusal, letter_id: null }])
    expect(await times()).toEqual({ accepted_at: null, delivered_at: null, failed_at: null })
    expect(told).toEqual([])
  })

  test('a receipt for a letter that left by ordinary mail', async () => {
    await db('mail_outbox').update({ channel: 'mail' })
    await keep()
    expect(await kept()).toMatchObject([{ refusal: 'unknownLetter' }])
  })
})

describe('the mailbox', () => {
  /** A mailbox that holds these messages; `broken` fails as a lost connection would. */
  function mailboxOf(messages: Buffer[], options: { uidValidity?: number; brokenAt?: number } = {}) {
    const read: number[] = []
    const open = async (): Promise<OpenMailbox> => ({
      uidValidity: options.uidValidity ?? 1,
      receiptsAfter: async (after) => ({
        uids: messages.map((_, index) => index + 1).filter((uid) => uid > after),
        lastUid: Math.max(after, messages.length),
      }),
      read: async (uid) => {
        if (uid === options.brokenAt) throw new Error('connection lost')
        read.push(uid)
        return messages[uid - 1] ?? null
      },
      close: async () => {},
    })
    return { open, read }
  }

  test('is read on from where it was, after a lost connection too', async () => {
    const messages = [receipt({ type: 'accettazione' }), receipt()]
    const broken = mailboxOf(messages, { brokenAt: 2 })
    await expect(readReceipts(db, pec, handlers, broken.open)).rejects.toThrow('connection lost')
    const whole = mailboxOf(messages)
    expect(await readReceipts(db, pec, handlers, whole.open)).toBe(1)
    expect(whole.read).toEqual([2])
    expect(await readReceipts(db, pec, handlers, whole.open)).toBe(0)
    expect(whole.read).toEqual([2])
  })

  test('numbered anew is read whole, and nothing counts twice', async () => {
    const messages = [receipt({ type: 'accettazione' }), receipt()]
    await readReceipts(db, pec, handlers, mailboxOf(messages).open)
    const renumbered = mailboxOf(messages, { uidValidity: 2 })
    expect(await readReceipts(db, pec, handlers, renumbered.open)).toBe(0)
    expect(renumbered.read).toEqual([1, 2])
    expect(told).toEqual(['delivered'])
  })
})
