import type { IdentificationMethod } from '../accounts/schema.ts'
import type { CityPack } from '../city/pack.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { listNotices } from '../notices/queries.ts'
import { appealDeadlines, canBeAppealed } from '../notices/rules.ts'
import type { Notice } from '../notices/schema.ts'
import { listFiles } from './files.ts'
import { mayDiscard, mineJoin } from './mine.ts'
import { readOffice } from './notices.ts'
import { allowedActions, isLate, nextStepOf, sideOf, waitsForIdentity } from './rules.ts'
import {
  type Completion,
  type MyRequest,
  type MyRequestItem,
  type MyRequestList,
  type RequestAction,
  type RequestAward,
  type RequestEvent,
  type RequestFile,
  requestActions,
  requestEvents,
} from './schema.ts'

/** SQL: the fingerprint of a sealed price, for whose it is. */
const priceHash = "encode(sha256(rl.sealed_price), 'hex')"

const targetList = (
  names: Record<'name' | 'address' | 'district' | 'areaM2' | 'status' | 'priceHash', string>,
) => `
  coalesce((
    SELECT json_agg(json_build_object('preference', rl.preference, 'lotId', l.id, 'lotNumber', l.number,
      'priceHash', ${names.priceHash},
      'title', coalesce(l.title, t.spaces -> 0 ->> 'name'), 'spaces', t.spaces) ORDER BY rl.preference)
    FROM request_lot rl
    LEFT JOIN lot l ON l.id = rl.lot_id
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(json_build_object('id', s.id, 'code', s.code, 'name', ${names.name},
        'address', ${names.address}, 'district', d.code, 'areaM2', ${names.areaM2}, 'status', ${names.status})
        ORDER BY s.code), '[]') AS spaces
      FROM space s
      LEFT JOIN published_space p ON p.id = s.id
      LEFT JOIN district d ON d.id = ${names.district}
      WHERE s.id = rl.space_id
        OR s.id IN (SELECT ls.space_id FROM lot_space ls WHERE ls.lot_id = rl.lot_id)) t
    WHERE rl.request_id = r.id), '[]')`

/** SQL: what a request `r` is for, with no more of a space than the public knows. */
const publicTargets = targetList({
  name: 'coalesce(p.name, s.code)',
  address: 'p.address',
  district: 'p.district_id',
  areaM2: 'p.area_m2',
  status: "coalesce(p.status, 'withdrawn')",
  priceHash,
})
/** SQL: what a request `r` is for, as the office knows it. */
export const deskTargets = targetList({
  name: 's.name',
  address: 's.address',
  district: 's.district_id',
  areaM2: 's.area_m2',
  status: 's.status',
  priceHash: 'NULL',
})

/** SQL: the call `c` of a request, or null. */
export const callJson = `
  CASE WHEN c.id IS NULL THEN NULL ELSE json_build_object('code', c.code, 'title', c.title,
    'titleEn', c.title_en, 'standing', c.standing, 'procedure', c.procedure,
    'closesAt', to_char(c.closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) END`

/** SQL: the day an open completion of a request `r` is due, or null. */
export const completionDueOn = `(SELECT k.due_on::text FROM request_completion k
  WHERE k.request_id = r.id AND k.answered_at IS NULL AND r.status = 'completionRequested')`

const itemColumns = `r.id, r.number, r.kind, r.status, r.created_at AS "createdAt",
  r.updated_at AS "updatedAt", r.received_at AS "receivedAt", ${callJson} AS call,
  ${publicTargets} AS targets, ${completionDueOn} AS "completionDueOn",
  json_build_object('id', p.id, 'kind', p.kind, 'isOwn', p.is_own,
    'name', p.name, 'role', mine.role) AS party, r.identified_by AS "identifiedBy", ${mayDiscard} AS "mayDiscard"`

/** SQL: requests `r` of the account `:accountId`, with the party that asks and their call. */
const myRequests = `request r
  ${mineJoin}
  JOIN party p ON p.id = r.party_id
  LEFT JOIN call c ON c.id = r.call_id`

type ItemRow = Omit<MyRequestItem, 'nextStep' | 'mustIdentify' | 'createdAt' | 'updatedAt' | 'receivedAt'> & {
  identifiedBy: IdentificationMethod
  createdAt: Date
  updatedAt: Date
  receivedAt: Date | null
}

const toItem = (row: ItemRow): MyRequestItem => ({
  ...row,
  nextStep: nextStepOf(row.status, waitsForIdentity(row)),
  mustIdentify: waitsForIdentity(row),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  receivedAt: row.receivedAt?.toISOString() ?? null,
})

/** The requests of the parties an account acts for, drafts included, the one changed last first. */
export async function listMine(db: Db, accountId: string): Promise<MyRequestList> {
  const { rows } = await db.raw<{ rows: ItemRow[] }>(
    `SELECT ${itemColumns} FROM ${myRequests} ORDER BY r.updated_at DESC, r.id`,
    { accountId },
  )
  return { total: rows.length, items: rows.map(toItem) }
}

interface DetailRow extends ItemRow {
  version: number
  content: MyRequest['content']
  contentHash: string | null
  callId: number | null
  reasonCode: string | null
  reason: string | null
  answer: string | null
}

/**
 * A request of a party one acts for, with all there is to know.
 * @throws {NotFoundError} where it is another's or does not exist
 */
export async function readMine(
  db: Db,
  { config, city }: { config: Config; city: CityPack },
  accountId: string,
  id: string,
): Promise<MyRequest> {
  const { rows } = await db.raw<{ rows: DetailRow[] }>(
    `SELECT ${itemColumns}, r.version, r.content, r.content_hash AS "contentHash",
       r.call_id AS "callId", r.reason_code AS "reasonCode",
       r.reason, r.answer
     FROM ${myRequests} WHERE r.id = :id`,
    { id, accountId },
  )
  const [row] = rows
  if (!row) throw new NotFoundError('There is no such request.')
  const files = await listFiles(db, id)
  const notices = await listNotices(db, 'request', id)
  return {
    ...toItem(row),
    version: row.version,
    content: row.content,
    contentHash: row.contentHash,
    answer: row.answer,
    files: files.get(null) ?? [],
    identifiedBy: row.identifiedBy,
    actions:
      row.party.role === 'representative'
        ? allowedActions(row.kind, row.status, 'applicant', row.identifiedBy)
        : [],
    reason: reasonOf(row),
    completions: await readCompletions(db, id, files),
    award: await readAward(db, id),
    notices,
    appealUntil: appealUntil(notices, city),
    office: await readOffice(db, city, row.callId),
    history: await readHistory(db, id),
    demo: config.demo,
  }
}

/** Until when the last decision can be appealed against; null where there is none, or it is not delivered. */
function appealUntil(notices: readonly Notice[], { terms, holidays }: CityPack): MyRequest['appealUntil'] {
  const decision = notices.findLast(canBeAppealed)
  return decision?.deliveredOn ? appealDeadlines(decision.deliveredOn, terms.appeal, holidays) : null
}

/** The coded reason with the words of the office; null where none was given. */
export const reasonOf = ({ reasonCode, reason }: { reasonCode: string | null; reason: string | null }) =>
  reasonCode ? { code: reasonCode, text: reason ?? '' } : null

/** What was asked to complete a request, in the order it was asked. */
export async function readCompletions(
  db: Db,
  requestId: string,
  files: Map<string | null, RequestFile[]>,
): Promise<Completion[]> {
  const rows = await db('request_completion')
    .where({ request_id: requestId })
    .orderBy(['asked_at', 'id'])
    .select({
      id: 'id',
      items: 'items',
      message: 'message',
      askedAt: 'asked_at',
      termDays: 'term_days',
      dueOn: db.raw('due_on::text'),
      pausedAt: 'paused_at',
      pauseReason: 'pause_reason',
      answer: 'answer',
      answeredAt: 'answered_at',
    })
  return rows.map((row) => ({
    ...row,
    askedAt: row.askedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    pausedAt: row.pausedAt?.toISOString() ?? null,
    late:
      row.answeredAt !== null &&
      row.dueOn !== null &&
      row.pausedAt === null &&
      isLate(row.answeredAt, row.dueOn),
    files: files.get(row.id) ?? [],
  }))
}

/** The award that rests on a request and has not been revoked. */
export async function readAward(db: Db, requestId: string): Promise<RequestAward | null> {
  const row = await db({ a: 'award' })
    .join({ s: 'space' }, 's.id', 'a.space_id')
    .where({ 'a.request_id': requestId })
    .whereNull('a.revoked_at')
    .orderBy('a.awarded_at')
    .first({
      spaceCode: 's.code',
      from: db.raw('lower(a.period)::text'),
      until: db.raw('(upper(a.period) - 1)::text'),
      procedure: 'a.procedure',
      legalBasis: 'a.legal_basis',
      actNumber: 'a.act_number',
      actDate: db.raw('a.act_date::text'),
    })
  return row ?? null
}

const sideOfEvent = (event: RequestEvent) => (isAction(event) ? sideOf(event) : 'office')
const isAction = (event: RequestEvent): event is RequestAction =>
  requestActions.some((action) => action === event)

async function readHistory(db: Db, requestId: string): Promise<MyRequest['history']> {
  const rows: { at: Date; action: RequestEvent }[] = await db('audit_event')
    .where({ object_kind: 'request', object_id: requestId })
    .whereIn('action', requestEvents)
    .orderBy('id')
    .select({ at: 'happened_at', action: 'action' })
  return rows.map(({ at, action }) => ({ at: at.toISOString(), action, by: sideOfEvent(action) }))
}
