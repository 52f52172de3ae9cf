import type { RequestContent } from '../allocation/schema.ts'
import type { Db } from '../db/index.ts'
import { behindRequest, isRelated, type Related } from './relations.ts'
import type { ConflictSource, Position, RelationKind } from './words.ts'

export interface CommissionMember {
  id: number
  accountId: string
  name: string
  position: Position
  actNumber: string
  actDate: string
  declaredAt: Date | null
  relations: { name: string; code: string | null; kind: RelationKind }[]
  replacedAt: Date | null
  replacedReason: string | null
  /** The commissioner's own codice fiscale, where it is known. */
  fiscalCode: string | null
}

/** Everybody who sits or sat on the commission of a call: the president first, then as they were appointed. */
export const readMembers = (db: Db, callId: number): Promise<CommissionMember[]> =>
  db({ m: 'commission_member' })
    .join({ a: 'account' }, 'a.id', 'm.account_id')
    .where({ 'm.call_id': callId })
    .orderByRaw("m.replaced_at IS NOT NULL, m.position = 'member', m.id")
    .select({
      id: 'm.id',
      accountId: 'm.account_id',
      name: 'a.name',
      position: 'm.position',
      actNumber: 'm.act_number',
      actDate: db.raw('m.act_date::text'),
      declaredAt: 'm.declared_at',
      relations: 'm.relations',
      replacedAt: 'm.replaced_at',
      replacedReason: 'm.replaced_reason',
      fiscalCode: 'a.fiscal_code',
    })

export const inOffice = (members: readonly CommissionMember[]): CommissionMember[] =>
  members.filter(({ replacedAt }) => replacedAt === null)

export interface Conflict {
  memberId: number
  requestId: string
  source: ConflictSource
}

interface Sent {
  id: string
  content: RequestContent
  codes: string[]
  /** Accounts that are, or were, in the party, began the request or sent it. */
  accounts: string[]
}

async function readSent(db: Db, callId: number): Promise<Sent[]> {
  const { rows } = await db.raw<{ rows: Sent[] }>(
    `SELECT r.id, json_build_object('applicant', r.content -> 'applicant') AS content,
       ARRAY(SELECT s.code FROM request_subject s WHERE s.request_id = r.id) AS codes,
       ARRAY(SELECT m.account_id::text FROM party_member m WHERE m.party_id = r.party_id
         UNION SELECT r.account_id::text UNION SELECT r.sent_by::text) AS accounts
     FROM request r WHERE r.call_id = :callId AND r.status <> 'draft'`,
    { callId },
  )
  return rows
}

/** A commissioner is tied to themselves first of all. */
const relatedTo = ({ name, fiscalCode, relations }: CommissionMember): Related[] => [
  { name, code: fiscalCode },
  ...relations,
]

const isTied = (member: CommissionMember, { content, codes }: Sent) =>
  isRelated(relatedTo(member), behindRequest({ applicant: content.applicant ?? {} }, codes))

/** Who asks in a call, or belongs to who asks, judges nobody in it: the others are their rivals. */
const asks = (member: CommissionMember, sent: readonly Sent[]) =>
  sent.some(({ accounts }) => accounts.includes(member.accountId))

/**
 * Which commissioners have lost which requests: what was recognised and kept, and what the declarations give
 * now, so that a request entered after a declaration is matched like the others.
 */
export async function readConflicts(
  db: Db,
  callId: number,
  members: readonly CommissionMember[],
): Promise<Conflict[]> {
  const kept: Conflict[] = await db({ x: 'evaluation_conflict' })
    .join({ m: 'commission_member' }, 'm.id', 'x.member_id')
    .where({ 'm.call_id': callId })
    .orderBy('x.id')
    .select({ memberId: 'x.member_id', requestId: 'x.request_id', source: 'x.source' })
  const isKept = (memberId: number, requestId: string) =>
    kept.some((one) => one.memberId === memberId && one.requestId === requestId)
  const declared = members.filter(({ declaredAt }) => declaredAt !== null)
  const sent = declared.length > 0 ? await readSent(db, callId) : []
  const found = declared.flatMap((member) =>
    sent
      .filter((request) => !isKept(member.id, request.id) && (asks(member, sent) || isTied(member, request)))
      .map(({ id }): Conflict => ({ memberId: member.id, requestId: id, source: 'declared' })),
  )
  return [...kept, ...found]
}

/** Keeps the conflicts that the declarations give, so that the database refuses marks on them too. */
export async function keepConflicts(trx: Db, callId: number): Promise<void> {
  const conflicts = await readConflicts(trx, callId, await readMembers(trx, callId))
  const rows = conflicts.map(({ memberId, requestId, source }) => ({
    member_id: memberId,
    request_id: requestId,
    source,
    reason: 'declared relation',
  }))
  if (rows.length === 0) return
  await trx('evaluation_conflict').insert(rows).onConflict(['member_id', 'request_id']).ignore()
}
