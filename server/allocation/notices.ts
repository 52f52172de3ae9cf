import type { CityPack } from '../city/pack.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import { queueLetter } from '../mail/outbox.ts'
import { type LetterFacts, type OfficeFacts, writeLetter } from './letters.ts'
import type { LockedRequest } from './locking.ts'
import type { RequestAction } from './schema.ts'

/** The office named by the call, or the city's where there is none. */
export async function readOffice(db: Db, city: CityPack, callId: number | null): Promise<OfficeFacts> {
  const { name, phone, hours, email } = city.office
  if (callId === null) return { name, phone, hours, email }
  return db('call')
    .where({ id: callId })
    .first({ name: 'office', phone: 'office_phone', hours: 'office_hours', email: 'office_email' })
}

async function readTargetNames(db: Db, requestId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { name: string }[] }>(
    `SELECT coalesce('lotto ' || l.number || ', ' || l.title, concat_ws(', ', s.code, p.name)) AS name
     FROM request_lot rl
     LEFT JOIN lot l ON l.id = rl.lot_id
     LEFT JOIN space s ON s.id = rl.space_id
     LEFT JOIN published_space p ON p.id = s.id
     WHERE rl.request_id = :requestId ORDER BY rl.preference`,
    { requestId },
  )
  return rows.map((row) => row.name)
}

type Said = Pick<LetterFacts, 'message' | 'reason' | 'items' | 'dueOn' | 'late' | 'award'>

/** Queues the letter that tells the applicant of an action, at the address of the account. */
export async function tellApplicant(
  trx: Db,
  { config, city }: { config: Config; city: CityPack },
  request: LockedRequest,
  action: RequestAction,
  said: Said = {},
): Promise<void> {
  const account = await trx('account')
    .where({ id: request.accountId })
    .first({ id: 'id', name: 'name', email: 'email', language: 'language' })
  const { number, kind, identifiedBy, receivedAt, contentHash } = request
  const facts: LetterFacts = {
    recipientName: account.name,
    number: number ?? '',
    kind,
    identifiedBy,
    targets: await readTargetNames(trx, request.id),
    receivedAt: receivedAt ?? new Date(0),
    contentHash: contentHash ?? '',
    office: await readOffice(trx, city, request.callId),
    link: `${config.publicUrl}/requests/${request.id}`,
    demo: config.demo,
    ...said,
  }
  await queueLetter(trx, {
    ...writeLetter(action, facts, account.language),
    kind: `request.${action}`,
    recipient: account.email,
    accountId: account.id,
    language: account.language,
    objectKind: 'request',
    objectId: request.id,
  })
}
