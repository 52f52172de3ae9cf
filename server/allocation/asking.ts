import { isReduced, takesPrice } from '../calls/conditions.ts'
import { callPhase, generalQuestions } from '../calls/rules.ts'
import type { CallStatus, EligibilityQuestion } from '../calls/schema.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { latestCall } from '../spaces/queries.ts'
import { type CannotAskReason, canAsk } from '../spaces/rules.ts'
import type { RequestKind } from './schema.ts'

/** What a request is for: lots of one call, or one space outside any. */
export type Asked =
  | { kind: 'application'; callId: number; lotIds: number[] }
  | { kind: 'expressionOfInterest'; spaceId: number }

/** The conditions the call lays down, or the law where there is no call. */
export interface Conditions {
  questions: readonly EligibilityQuestion[]
  excludedActivities: readonly string[]
  /** Each lot needs a sealed price. */
  asksPrice: boolean
  asksDeMinimis: boolean
  /** Codes of the documents an application must bring. */
  documents: readonly string[]
}

const refusalTexts: Record<CannotAskReason, string> = {
  ownershipUnknown: 'Nobody knows yet whose this space is, so it cannot be asked for.',
  notOurs: 'This space is not the city’s to give.',
  callNotOpenYet: 'The call with this space is not open yet.',
  callClosed: 'The call with this space is closed.',
  awarded: 'This space has been awarded.',
  inUse: 'This space is in use.',
  notPublic: 'This space cannot be asked for.',
}
const refusal = (code: CannotAskReason) =>
  new ConflictError(refusalTexts[code], `/problems/cannot-ask/${code}`)

/** Says when the deadline was and when this came, to the millisecond of the database's clock. */
function tooLate({ closesAt }: Pick<LotRow, 'closesAt'>, now: Date): ConflictError {
  if (closesAt === null || now <= closesAt) return refusal('callClosed')
  const [deadline, arrival] = [closesAt.toISOString(), now.toISOString()]
  return new ConflictError(
    `Too late: the deadline was ${deadline}, this arrived at ${arrival}.`,
    '/problems/cannot-ask/callClosed',
    [
      { pointer: '/closesAt', detail: deadline },
      { pointer: '/receivedAt', detail: arrival },
    ],
  )
}

interface SpaceRow {
  id: number
  status: string
  ownership: string
  callId: number | null
  callStatus: string | null
  opensAt: Date | null
  closesAt: Date | null
  lotId: number | null
}

async function readSpace(db: Db, condition: string, value: string | number): Promise<SpaceRow | undefined> {
  const { rows } = await db.raw<{ rows: SpaceRow[] }>(
    `SELECT s.id, s.status, s.ownership, c.id AS "callId", c.status AS "callStatus",
       c.opens_at AS "opensAt", c.closes_at AS "closesAt", c.lot_id AS "lotId"
     FROM published_space s ${latestCall}
     WHERE ${condition} ORDER BY s.id LIMIT 1`,
    { value },
  )
  return rows[0]
}

function askedBySpace(row: SpaceRow, now: Date): Asked {
  const { status, ownership, callId, lotId, callStatus, opensAt, closesAt } = row
  const call = callStatus ? { status: callStatus, opensAt, closesAt } : null
  const { kind, reasonCode } = canAsk({ status, ownership }, call, now)
  if (kind === 'application' && callId && lotId) return { kind, callId, lotIds: [lotId] }
  if (kind === 'expressionOfInterest') return { kind, spaceId: row.id }
  throw refusal(reasonCode ?? 'notPublic')
}

/**
 * How a space can be asked for now.
 * @throws {NotFoundError} where the public knows of no such space
 * @throws {ConflictError} where it cannot be asked for, naming why
 */
export async function askForSpace(db: Db, code: string, now: Date): Promise<Asked> {
  const row = await readSpace(db, 'upper(s.code) = upper(:value)', code)
  if (!row) throw new NotFoundError(`There is no public space with the code "${code}".`)
  return askedBySpace(row, now)
}

/** The same for a space already asked for, whose publication may have ended since. */
async function askAgain(db: Db, spaceId: number, now: Date): Promise<Asked> {
  const row = await readSpace(db, 's.id = :value', spaceId)
  if (!row) throw refusal('notPublic')
  return askedBySpace(row, now)
}

/**
 * Lots of one call that is open now, the preferred first.
 * @throws {UnprocessableError} where a lot does not exist, or they are of several calls
 * @throws {ConflictError} where the call is not open, or a space of a lot cannot be asked for, naming why
 */
export async function askForLots(db: Db, lotIds: number[], now: Date): Promise<Asked> {
  const lots = await readLots(db, lotIds)
  const [first] = lots
  if (!first || lots.length !== lotIds.length) throw new UnprocessableError('One of the lots does not exist.')
  if (lots.some((lot) => lot.callId !== first.callId)) {
    throw new UnprocessableError('A request is for lots of one call.', '/problems/mixed-calls')
  }
  const phase = callPhase(first, now)
  if (phase !== 'open') throw phase === 'upcoming' ? refusal('callNotOpenYet') : tooLate(first, now)
  const reasons = lots.flatMap(({ spaces }) => spaces).map((space) => canAsk(space, first, now).reasonCode)
  const reason = reasons.find((code) => code !== null)
  if (reason) throw refusal(reason)
  return { kind: 'application', callId: first.callId, lotIds }
}

interface LotRow {
  callId: number
  status: CallStatus
  opensAt: Date | null
  closesAt: Date | null
  spaces: { status: string; ownership: string }[]
}

async function readLots(db: Db, lotIds: number[]): Promise<LotRow[]> {
  return db({ l: 'lot' })
    .join({ c: 'call' }, 'c.id', 'l.call_id')
    .leftJoin({ ls: 'lot_space' }, 'ls.lot_id', 'l.id')
    .leftJoin({ s: 'space' }, 's.id', 'ls.space_id')
    .whereIn('l.id', lotIds)
    .whereNot('c.status', 'draft')
    .groupBy('l.id', 'c.id')
    .select({
      callId: 'c.id',
      status: 'c.status',
      opensAt: 'c.opens_at',
      closesAt: 'c.closes_at',
      spaces: db.raw(`coalesce(json_agg(json_build_object('status', s.status, 'ownership', s.ownership))
        FILTER (WHERE s.id IS NOT NULL), '[]')`),
    })
}

/** What a draft asks for, checked again at this instant. */
export async function recheck(
  db: Db,
  draft: { kind: RequestKind; lotIds: number[]; spaceId: number | null },
  now: Date,
): Promise<Asked> {
  if (draft.kind === 'application') return askForLots(db, draft.lotIds, now)
  const asked = await askAgain(db, draft.spaceId ?? 0, now)
  if (asked.kind === draft.kind) return asked
  throw new ConflictError(
    'This space is now in an open call: start an application on its lot.',
    '/problems/cannot-ask/inCall',
  )
}

/** The questions and exclusions a request is measured by. */
export async function readConditions(db: Db, asked: Asked): Promise<Conditions> {
  if (asked.kind === 'expressionOfInterest')
    return {
      questions: generalQuestions,
      excludedActivities: [],
      asksPrice: false,
      asksDeMinimis: false,
      documents: [],
    }
  return db({ c: 'call' })
    .where({ 'c.id': asked.callId })
    .first({
      questions: 'c.eligibility',
      excludedActivities: 'c.excluded_activities',
      asksDeMinimis: db.raw(`EXISTS (SELECT FROM lot l WHERE l.call_id = c.id AND ${isReduced})`),
      documents: db.raw("ARRAY(SELECT d ->> 'code' FROM jsonb_array_elements(c.required_documents) d)"),
      asksPrice: db.raw(takesPrice),
    })
}
