import type { Person } from '../accounts/queries.ts'
import type { IdentificationMethod } from '../accounts/schema.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { canonicalHash } from '../db/canonical.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { keepData } from '../parties/acting.ts'
import { lockParty } from '../parties/queries.ts'
import { type Asked, readConditions, recheck } from './asking.ts'
import { contentChanges, decisionChanges } from './fieldClasses.ts'
import { signatureOf } from './identification.ts'
import { type LockedRequest, lockToBind } from './locking.ts'
import { tellApplicant } from './notices.ts'
import { nextNumber } from './numbering.ts'
import { isHeldOnce, refuseSecond } from './onceOnly.ts'
import { tellPeople } from './people.ts'
import { findPriceFaults, markPrices } from './prices.ts'
import { type ContentFault, checkContent, faultTexts, mustIdentify } from './rules.ts'
import {
  type DeclarationCode,
  declarationsFor,
  declarationVersion,
  type Receipt,
  type RequestContent,
  type Sending,
} from './schema.ts'

/** An Idempotency-Key belongs to one draft. */
async function refuseReusedKey(trx: Db, senderId: string, draft: LockedRequest, key: string | undefined) {
  if (!key) return
  const other = await trx('request')
    .where({ idempotency_key: key })
    .where((either) => either.where({ account_id: draft.accountId }).orWhere({ sent_by: senderId }))
    .whereNot({ id: draft.id })
    .first('id')
  if (other) {
    throw new UnprocessableError('This Idempotency-Key was used for another request.', '/problems/reused-key')
  }
}

async function readAsked(trx: Db, draft: LockedRequest, now: Date): Promise<Asked> {
  const rows: { lotId: number | null; spaceId: number | null }[] = await trx('request_lot')
    .where({ request_id: draft.id })
    .orderBy('preference')
    .select({ lotId: 'lot_id', spaceId: 'space_id' })
  const lotIds = rows.flatMap((row) => (row.lotId === null ? [] : [row.lotId]))
  return recheck(trx, { kind: draft.kind, lotIds, spaceId: rows[0]?.spaceId ?? null }, now)
}

/** Documents of the call that are not attached yet. */
async function findDocumentFaults(
  trx: Db,
  requestId: string,
  documents: readonly string[],
): Promise<ContentFault[]> {
  const attached = await trx('request_file')
    .where({ request_id: requestId })
    .whereNull('removed_at')
    .pluck<(string | null)[]>('document')
  return documents
    .filter((code) => !attached.includes(code))
    .map((code) => ({ pointer: `/documents/${code}`, code: 'documentMissing' }))
}

async function checkDraft(
  trx: Db,
  draft: LockedRequest,
  asked: Asked,
  { now, declared }: { now: Date; declared: readonly DeclarationCode[] },
): Promise<void> {
  const conditions = await readConditions(trx, asked)
  const { kind: partyKind } = await trx('party').where({ id: draft.partyId }).first('kind')
  const target = { kind: draft.kind, partyKind, declared, ...conditions, today: romeDate(now) }
  const lotIds = asked.kind === 'application' ? asked.lotIds : []
  const faults = [
    ...checkContent(draft.content, target),
    ...(await findDocumentFaults(trx, draft.id, conditions.documents)),
    ...(await findPriceFaults(trx, draft.id, { lotIds, asksPrice: conditions.asksPrice })),
  ]
  if (faults.length === 0) return
  throw new UnprocessableError(
    'The request is not complete yet.',
    '/problems/incomplete',
    faults.map(({ pointer, code, question }) => ({
      pointer: /^\/(declarations|prices|documents)\//.test(pointer) ? pointer : `/content${pointer}`,
      detail: question ? `${faultTexts[code]}: ${question.ruleEn} (${question.reference})` : faultTexts[code],
    })),
  )
}

/** The draft with what its sender declares of it: all that is needed of them, and who they are. */
function declare(draft: LockedRequest, person: Person): LockedRequest {
  const { kind, content } = draft
  const accepted = declarationsFor(kind, content.applicant).map(({ code }) => code)
  const declarations = { version: declarationVersion, accepted, by: person.account.name }
  return { ...draft, content: { ...content, declarations } }
}

/** Brings the party up to date with what the request says of it. */
async function keepApplicant(trx: Db, person: Person, draft: LockedRequest): Promise<void> {
  const { kind: _, ...data } = draft.content.applicant ?? {}
  await keepData(trx, person, await lockParty(trx, person.account.id, draft.partyId), data)
}

/** One application of a party for a call: the party is locked, so that two cannot slip through together. */
async function refuseOther(trx: Db, person: Person, draft: LockedRequest, asked: Asked): Promise<void> {
  if (!(await isHeldOnce(trx, asked))) return
  await lockParty(trx, person.account.id, draft.partyId)
  await refuseSecond(trx, draft.partyId, asked)
}

/** Files that are no document of the call are hashed by name and bytes alone. */
const withoutNull = ({ document, ...file }: { name: string; sha256: string; document: string | null }) =>
  document === null ? file : { ...file, document }

async function hashOf(trx: Db, draft: LockedRequest, asked: Asked): Promise<string> {
  const files = await trx('request_file')
    .where({ request_id: draft.id })
    .whereNull('removed_at')
    .orderBy(['added_at', 'id'])
    .select('name', 'sha256', 'document')
  const prices = await markPrices(trx, draft.id)
  return canonicalHash({
    asked,
    content: draft.content,
    files: files.map(withoutNull),
    ...(prices.length > 0 && { prices }),
  })
}

const receiptOf = (request: LockedRequest, demo: boolean): Receipt => ({
  id: request.id,
  number: request.number ?? '',
  kind: request.kind,
  receivedAt: request.receivedAt?.toISOString() ?? '',
  contentHash: request.contentHash ?? '',
  declarations: request.content.declarations,
  mustIdentify: mustIdentify(request.kind, request.identifiedBy),
  demo,
})

interface Dispatch {
  asked: Asked
  now: Date
  sentBy: string
  identifiedBy: IdentificationMethod
  key: string | undefined
}

async function store(trx: Db, draft: LockedRequest, { asked, now, sentBy, identifiedBy, key }: Dispatch) {
  const received = {
    number: await nextNumber(trx, now),
    receivedAt: now,
    contentHash: await hashOf(trx, draft, asked),
  }
  await trx('request')
    .where({ id: draft.id })
    .update({
      status: 'submitted',
      number: received.number,
      received_at: now,
      content_hash: received.contentHash,
      content: JSON.stringify(draft.content),
      sent_by: sentBy,
      identified_by: identifiedBy,
      idempotency_key: key ?? null,
      version: draft.version + 1,
      updated_at: now,
    })
  return { ...draft, ...received, identifiedBy, status: 'submitted' as const }
}

/**
 * Sends a draft: checked whole, numbered, hashed, written to the audit log and confirmed by a letter in
 * one transaction. Deadline and reception follow the clock of the database. Sending the same draft
 * again gives the receipt of the first time.
 */
export async function sendRequest(
  { db, config, city }: Context,
  person: Person,
  { draftId, version, declarations = [] }: Sending,
  key: string | undefined,
): Promise<Receipt> {
  return db.transaction(async (trx) => {
    const draft = await lockToBind(trx, person.account.id, draftId)
    await refuseReusedKey(trx, person.account.id, draft, key)
    if (draft.status !== 'draft') return receiptOf(draft, config.demo)
    checkVersion(draft, version)
    const now = await databaseNow(trx)
    const asked = await readAsked(trx, draft, now)
    await refuseOther(trx, person, draft, asked)
    await checkDraft(trx, draft, asked, { now, declared: declarations })
    await keepApplicant(trx, person, draft)
    const sentBy = person.account.id
    const identifiedBy = await signatureOf(trx, person, draft)
    const sent = await store(trx, declare(draft, person), { asked, now, sentBy, identifiedBy, key })
    await recordEvent(trx, {
      actor: { id: person.account.id, role: 'applicant' },
      action: 'send',
      objectKind: 'request',
      objectId: draft.id,
      changes: {
        ...decisionChanges({
          status: ['draft', 'submitted'],
          number: [null, sent.number],
          receivedAt: [null, now.toISOString()],
          contentHash: [null, sent.contentHash],
          identifiedBy: [null, identifiedBy],
        }),
        ...contentChanges(sent.content),
      },
    })
    await tellApplicant(trx, { config, city }, sent, 'send')
    await tellPeople(trx, sent, 'send', person.account.id)
    return receiptOf(sent, config.demo)
  })
}
