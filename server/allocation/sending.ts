import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { canonicalHash } from '../db/canonical.ts'
import type { Db } from '../db/index.ts'
import { UnprocessableError } from '../http/problem.ts'
import { type Asked, databaseNow, readConditions, recheck } from './asking.ts'
import { contentChanges, decisionChanges } from './fieldClasses.ts'
import { checkVersion, type LockedRequest, lockMine } from './locking.ts'
import { tellApplicant } from './notices.ts'
import { nextNumber } from './numbering.ts'
import { checkContent, faultTexts, mustIdentify, normalizeCode } from './rules.ts'
import type { Receipt, RequestContent, Sending } from './schema.ts'

/** An Idempotency-Key belongs to one draft. */
async function refuseReusedKey(trx: Db, accountId: string, draftId: string, key: string | undefined) {
  if (!key) return
  const other = await trx('request')
    .where({ account_id: accountId, idempotency_key: key })
    .whereNot({ id: draftId })
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

async function checkDraft(trx: Db, draft: LockedRequest, asked: Asked, now: Date): Promise<void> {
  const conditions = await readConditions(trx, asked)
  const faults = checkContent(draft.content, { kind: draft.kind, ...conditions, today: romeDate(now) })
  if (faults.length === 0) return
  throw new UnprocessableError(
    'The request is not complete yet.',
    '/problems/incomplete',
    faults.map(({ pointer, code, question }) => ({
      pointer: `/content${pointer}`,
      detail: question ? `${faultTexts[code]}: ${question.ruleEn} (${question.reference})` : faultTexts[code],
    })),
  )
}

/** The applicant as a party: the one known by this account and fiscal code, brought up to date, or a new one. */
async function keepParty(trx: Db, accountId: string, content: RequestContent): Promise<string> {
  const {
    kind = 'person',
    name = '',
    fiscalCode = '',
    vatNumber,
    email = '',
    phone,
  } = content.applicant ?? {}
  const party = {
    kind,
    name: name.trim(),
    vat_number: vatNumber ? normalizeCode(vatNumber) : null,
    email: email.trim(),
    phone: phone ?? null,
  }
  const identity = { account_id: accountId, fiscal_code: normalizeCode(fiscalCode) }
  const [row] = await trx('party')
    .insert({ ...identity, ...party })
    .onConflict(['account_id', 'fiscal_code'])
    .merge(Object.keys(party))
    .returning('id')
  return row.id
}

async function hashOf(trx: Db, draft: LockedRequest, asked: Asked): Promise<string> {
  const files = await trx('request_file')
    .where({ request_id: draft.id })
    .whereNull('removed_at')
    .orderBy(['added_at', 'id'])
    .select('name', 'sha256')
  return canonicalHash({ asked, content: draft.content, files })
}

const receiptOf = (request: LockedRequest, demo: boolean): Receipt => ({
  id: request.id,
  number: request.number ?? '',
  kind: request.kind,
  receivedAt: request.receivedAt?.toISOString() ?? '',
  contentHash: request.contentHash ?? '',
  mustIdentify: mustIdentify(request.kind, request.identifiedBy),
  demo,
})

async function store(trx: Db, draft: LockedRequest, asked: Asked, now: Date, key: string | undefined) {
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
      party_id: await keepParty(trx, draft.accountId, draft.content),
      idempotency_key: key ?? null,
      version: draft.version + 1,
      updated_at: now,
    })
  return { ...draft, ...received, status: 'submitted' as const }
}

/**
 * Sends a draft: checked whole, numbered, hashed, written to the audit log and confirmed by a letter in
 * one transaction. Deadline and reception follow the clock of the database. Sending the same draft
 * again gives the receipt of the first time.
 */
export async function sendRequest(
  { db, config, city }: Context,
  person: Person,
  { draftId, version }: Sending,
  key: string | undefined,
): Promise<Receipt> {
  return db.transaction(async (trx) => {
    const draft = await lockMine(trx, person.account.id, draftId)
    await refuseReusedKey(trx, person.account.id, draftId, key)
    if (draft.status !== 'draft') return receiptOf(draft, config.demo)
    checkVersion(draft, version)
    const now = await databaseNow(trx)
    const asked = await readAsked(trx, draft, now)
    await checkDraft(trx, draft, asked, now)
    const sent = await store(trx, draft, asked, now, key)
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
        }),
        ...contentChanges(draft.content),
      },
    })
    await tellApplicant(trx, { config, city }, sent, 'send')
    return receiptOf(sent, config.demo)
  })
}
