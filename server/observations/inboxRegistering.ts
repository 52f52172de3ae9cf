import { readFile as readFromDisk } from 'node:fs/promises'
import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { signedMediaType } from '../files/schema.ts'
import { storedPath } from '../files/storage.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { accessCodeHash, newAccessCode } from './accessCode.ts'
import { eventChanges } from './fieldClasses.ts'
import { keepParts, keptParts, readParts } from './inboxParts.ts'
import { messageType } from './inboxReading.ts'
import type { Addressee } from './letters.ts'
import { holdPlan, noSubmission } from './locking.ts'
import { readMail } from './mail.ts'
import { receive } from './receiving.ts'
import type {
  InboxRegistration,
  SubmissionContent,
  SubmissionFilePurpose,
  SubmissionReceipt,
} from './schema.ts'

interface OpenItem {
  id: string
  planId: number
  name: string
  sha256: string
  rowNumber: number
  text: string | null
  mediaType: string
  sizeBytes: number
}

/** Originals whose own words the item holds; those of a message or of a list are no text of a file. */
const documentTypes = ['application/pdf', signedMediaType]

const openItem = (db: Db, id: string) =>
  db({ i: 'inbox_item' })
    .join({ f: 'stored_file' }, 'f.sha256', 'i.sha256')
    .where({ 'i.id': id })
    .first({
      id: 'i.id',
      planId: 'i.plan_id',
      name: 'i.name',
      sha256: 'i.sha256',
      rowNumber: 'i.row_number',
      text: 'i.text',
      mediaType: 'f.media_type',
      sizeBytes: 'f.size_bytes',
      isDone: db.raw('i.submission_id IS NOT NULL OR i.dismissed_reason IS NOT NULL'),
    })

/**
 * An item nobody has dealt with, held until the transaction ends.
 * @throws {NotFoundError} where there is none
 * @throws {ConflictError} where it was registered or put aside
 */
async function lockItem(trx: Db, id: string): Promise<OpenItem> {
  await trx('inbox_item').where({ id }).forUpdate().first('id')
  const { isDone, ...item } = (await openItem(trx, id)) ?? {}
  if (!item.id) throw new NotFoundError('There is no such thing in the inbox.')
  if (isDone) throw new ConflictError('Somebody has dealt with it.', '/problems/inbox-done')
  return item as OpenItem
}

interface Kept {
  purpose: SubmissionFilePurpose
  name: string
  mediaType: string
  sizeBytes: number
  sha256: string
  text: string | null
}

/** The parts of a message that was taken in before its parts were kept with it. */
async function partsOfOriginal(context: Context, { mediaType, sha256 }: OpenItem): Promise<Kept[]> {
  if (mediaType !== messageType) return []
  const { parts } = await readMail(await readFromDisk(storedPath(context.config.varDir, sha256)))
  return keepParts(context, await readParts(parts))
}

/** The original and, of a message, its parts, each kept by its hash before anything is written of them. */
async function keptFiles(context: Context, id: string): Promise<Kept[]> {
  const item: OpenItem | undefined = await openItem(context.db, id)
  if (!item) return []
  const { name, mediaType, sizeBytes, sha256 } = item
  const text = documentTypes.includes(mediaType) ? item.text : null
  const parts: Kept[] = await keptParts(context.db, id)
  return [
    { purpose: 'original', name, mediaType, sizeBytes, sha256, text },
    ...(parts.length > 0 ? parts : await partsOfOriginal(context, item)),
  ]
}

/** Who wrote by mail is told by mail; the others get the paper the office prints. */
function addresseeOf({ channel, submitter }: InboxRegistration): Addressee | null {
  const email = submitter.email || submitter.pec
  return email && channel !== 'paper' ? { email, accountId: null, language: 'it' } : null
}

/** @throws {UnprocessableError} where it is said to have come after it is here */
function refuseFuture(receivedAt: Date, now: Date): void {
  if (receivedAt <= now) return
  throw new UnprocessableError('It cannot have been received after now.', '/problems/observation-faults', [
    { pointer: '/content/receivedAt', detail: 'inTheFuture' },
  ])
}

/**
 * Makes a submission of something that came in: same numbers, its own time of reception, the original and its
 * parts beside it. The code on its receipt is told this once.
 * @throws {ConflictError} where somebody has dealt with the item, or nothing of its kind was taken at that time
 */
export async function registerItem(
  context: Context,
  person: Person,
  id: string,
  registration: InboxRegistration,
): Promise<SubmissionReceipt> {
  const kept = await keptFiles(context, id)
  const { channel, receivedAt: received, text, ...facts } = registration
  const content: SubmissionContent = { ...facts, targets: [{ kind: 'plan', text }] }
  const receivedAt = new Date(received)
  const actor = { id: person.account.id, role: actingRole(person, 'examineObservations') }
  return context.db.transaction(async (trx) => {
    const item = await lockItem(trx, id)
    const plan = await holdPlan(trx, item.planId)
    const now = await databaseNow(trx)
    refuseFuture(receivedAt, now)
    const [row] = await trx('submission')
      .insert({ plan_id: plan.id, kind: content.kind, channel, entered_by: actor.id, entered_at: now })
      .returning('id')
    await trx('submission_file').insert(
      kept.map(({ purpose, name, mediaType, sizeBytes, sha256, text: extracted }) => ({
        submission_id: row.id,
        purpose,
        name,
        media_type: mediaType,
        size_bytes: sizeBytes,
        sha256,
        extracted_text: extracted,
      })),
    )
    const addressee = addresseeOf(registration)
    const arrival = { id: row.id, plan, channel, content, receivedAt, now, actor, addressee }
    const receipt = await receive(trx, context, arrival)
    await trx('inbox_item').where({ id }).update({ submission_id: row.id })
    return receipt
  })
}

/**
 * Puts something aside that is no observation, with why; it stays on record.
 * @throws {ConflictError} where somebody has dealt with it
 */
export async function dismissItem(db: Db, person: Person, id: string, reason: string): Promise<void> {
  await db.transaction(async (trx) => {
    const item = await lockItem(trx, id)
    await trx('inbox_item').where({ id }).update({ dismissed_reason: reason.trim() })
    await recordEvent(trx, {
      actor: { id: person.account.id, role: actingRole(person, 'examineObservations') },
      action: 'putAside',
      objectKind: 'inboxFile',
      objectId: item.sha256,
      changes: eventChanges({ reason: [null, reason.trim()], inboxItem: [null, item.rowNumber] }),
    })
  })
}

/**
 * Gives who has no account a new code, for the receipt the office prints; the one before ends.
 * @throws {NotFoundError} where there is no such submission, or its author has an account
 */
export async function renewCode(db: Db, person: Person, id: string): Promise<string> {
  const code = newAccessCode()
  await db.transaction(async (trx) => {
    const changed = await trx('submission')
      .where({ id, account_id: null })
      .whereNot({ status: 'draft' })
      .update({ access_code_hash: accessCodeHash(code) })
    if (changed === 0) throw noSubmission()
    await recordEvent(trx, {
      actor: { id: person.account.id, role: actingRole(person, 'examineObservations') },
      action: 'renewCode',
      objectKind: 'submission',
      objectId: id,
      changes: eventChanges({ accessCode: ['ended', 'given'] }),
    })
  })
  return code
}
