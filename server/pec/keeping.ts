import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import type { PecConfig } from '../pecConfig.ts'
import { type Receipt, readReceipt } from './receipt.ts'
import type { ReceiptRefusal } from './schema.ts'

/** What a domain does when a certified letter of its has arrived, or cannot; in the receipt's transaction. */
export interface ReceiptHandlers {
  delivered(trx: Db, letterId: string, at: Date): Promise<void>
  failed(trx: Db, letterId: string, at: Date): Promise<void>
}

interface Letter {
  id: string
  recipient: string
  createdAt: Date
  /** By the clock of the database. */
  now: Date
  objectKind: string | null
  objectId: string | null
}

/** How far clocks of a provider and of the database may be apart. */
const clockToleranceMs = 10 * 60_000

const sameAddress = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()

async function findLetter(trx: Db, { certificate }: Receipt): Promise<Letter | undefined> {
  return trx('mail_outbox')
    .where({ message_id: certificate?.letterMessageId ?? '', channel: 'pec' })
    .forUpdate()
    .first({
      id: 'id',
      recipient: 'recipient',
      createdAt: 'created_at',
      now: trx.raw('clock_timestamp()'),
      objectKind: 'object_kind',
      objectId: 'object_id',
    })
}

function refusalOf(
  { certificate, kind, refusal }: Receipt,
  letter: Letter | undefined,
  address: string,
): ReceiptRefusal | null {
  if (refusal || !certificate) return refusal ?? 'noCertificate'
  if (!letter) return 'unknownLetter'
  if (!sameAddress(certificate.sender, address)) return 'otherSender'
  const about = certificate.deliveredTo ? [certificate.deliveredTo] : certificate.recipients
  const mustName = kind === 'delivery' && certificate.deliveredTo === null
  if (mustName || !about.some((recipient) => sameAddress(recipient, letter.recipient)))
    return 'otherRecipient'
  const tooEarly = certificate.at.getTime() < letter.createdAt.getTime() - clockToleranceMs
  const tooLate = certificate.at.getTime() > letter.now.getTime() + clockToleranceMs
  return tooEarly || tooLate ? 'impossibleDate' : null
}

async function apply(
  trx: Db,
  handlers: ReceiptHandlers,
  { kind, sha256 }: Receipt,
  letter: Letter,
  at: Date,
): Promise<void> {
  const columns = { acceptance: 'accepted_at', delivery: 'delivered_at' } as const
  const row = trx('mail_outbox').where({ id: letter.id })
  if (kind === 'acceptance' || kind === 'delivery') {
    await row.update({ [columns[kind]]: trx.raw('coalesce(??, ?)', [columns[kind], at]) })
  } else if (kind !== 'warning') {
    await row.whereNull('delivered_at').update({ failed_at: trx.raw('coalesce(failed_at, ?)', [at]) })
  }
  if (letter.objectKind && letter.objectId) {
    await recordEvent(trx, {
      actor: { id: null, role: 'certifiedMail' },
      action: 'noticeReceipt',
      objectKind: letter.objectKind,
      objectId: letter.objectId,
      changes: {
        receipt: { class: 'internal', old: null, new: { letterId: letter.id, kind, at: at.toISOString() } },
        receiptHash: { class: 'internal', old: null, new: sha256 },
      },
    })
  }
  if (kind === 'delivery') await handlers.delivered(trx, letter.id, at)
  if (kind === 'notAccepted' || kind === 'notDelivered') await handlers.failed(trx, letter.id, at)
}

/**
 * Keeps a message that calls itself a receipt as it came and, where all of it holds, does what follows
 * from it, in one transaction. Reading it again changes nothing; any other message is left alone.
 * @returns whether it was new
 */
export async function keepReceipt(
  db: Db,
  { address, trust }: Pick<PecConfig, 'address' | 'trust'>,
  handlers: ReceiptHandlers,
  source: Buffer,
): Promise<boolean> {
  const receipt = await readReceipt(source, trust)
  if (!receipt) return false
  return db.transaction(async (trx) => {
    const letter = await findLetter(trx, receipt)
    const refusal = refusalOf(receipt, letter, address)
    const at = receipt.certificate?.at ?? null
    const [row] = await trx('pec_receipt')
      .insert({
        letter_id: refusal ? null : letter?.id,
        message_id: receipt.messageId,
        kind: receipt.kind,
        at,
        recipient: receipt.certificate?.deliveredTo ?? null,
        refusal,
        signature_checked: trust !== undefined && receipt.certificate !== null,
        source,
        sha256: receipt.sha256,
      })
      .onConflict('message_id')
      .ignore()
      .returning('id')
    if (!row) return false
    if (letter && at && !refusal) await apply(trx, handlers, receipt, letter, at)
    return true
  })
}
