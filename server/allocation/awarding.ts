import { actingRole } from '../accounts/guard.ts'
import { romeDate } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, type ProblemEntry, UnprocessableError } from '../http/problem.ts'
import { moveSpace } from '../spaces/moving.ts'
import type { Effect, Situation } from './decisions.ts'
import { readTakenPeriods } from './desk.ts'
import type { LockedRequest } from './locking.ts'
import { allowedProcedures } from './rules.ts'
import type { Award } from './schema.ts'
import { requestsSharing } from './subjects.ts'

/** How far back an act, and how far ahead a first day, may lie. */
const startYears = 10
/** Longest award: a right of surface or a concession of ground. */
const longestYears = 99

const unprocessable = (pointer: string, detail: string) =>
  new UnprocessableError(`The award cannot be made: ${detail}.`, '/problems/award', [{ pointer, detail }])

async function checkBasis({ trx, request, now }: Situation, award: Award): Promise<void> {
  const call =
    request.callId === null
      ? null
      : await trx('call').where({ id: request.callId }).first('procedure', 'standing')
  if (call && !call.standing)
    throw new ConflictError('This call is awarded by its ranking.', '/problems/award-by-ranking')
  const allowed = allowedProcedures(request.kind, call?.procedure ?? null)
  if (!allowed.includes(award.procedure))
    throw unprocessable('/procedure', `must be one of: ${allowed.join(', ')}`)
  if (award.procedure === 'codedLegalBasis' && !award.legalBasis?.trim()) {
    throw unprocessable('/legalBasis', 'is needed with this procedure')
  }
  const problem = datesProblem(award, romeDate(now))
  if (problem) throw unprocessable(problem.pointer, problem.detail)
}

/** Refuses dates that are slips of the pen, which would keep a space taken for centuries. */
function datesProblem({ actDate, from, until }: Award, today: string): ProblemEntry | null {
  if (actDate > today) return { pointer: '/actDate', detail: 'lies in the future' }
  if (actDate < addYears(today, -startYears)) {
    return { pointer: '/actDate', detail: `lies more than ${startYears} years back` }
  }
  if (from < actDate) return { pointer: '/from', detail: 'lies before the act' }
  if (from > addYears(today, startYears)) {
    return { pointer: '/from', detail: `lies more than ${startYears} years ahead` }
  }
  if (until < from) return { pointer: '/until', detail: 'lies before the first day' }
  if (until > addYears(from, longestYears)) {
    return { pointer: '/until', detail: `lies more than ${longestYears} years after the first day` }
  }
  return null
}

const addYears = (day: string, years: number) => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`

interface AwardedSpace {
  id: number
  code: string
  status: string
}

/**
 * The space, locked so that awards of it are made one after another.
 * @throws {ConflictError} where there is no such space any more
 */
async function lockSpace(trx: Db, request: LockedRequest, code: string): Promise<AwardedSpace> {
  const space = await trx('space').where({ code }).forUpdate().first('id', 'code', 'status', 'ended_on')
  const asked = space
    ? await trx({ rl: 'request_lot' })
        .leftJoin({ ls: 'lot_space' }, 'ls.lot_id', 'rl.lot_id')
        .where({ 'rl.request_id': request.id })
        .whereRaw('coalesce(rl.space_id, ls.space_id) = ?', [space.id])
        .first('rl.id')
    : undefined
  if (!asked) throw unprocessable('/spaceCode', 'is not a space of this request')
  if (space.ended_on !== null || ['reported', 'withdrawn'].includes(space.status)) {
    throw new ConflictError(`${space.code} has been withdrawn.`, '/problems/space-withdrawn')
  }
  return space
}

async function refuseOverlap(trx: Db, space: AwardedSpace, award: Award): Promise<void> {
  const taken = (await readTakenPeriods(trx, [space.id])).filter(
    ({ from, until }) => from <= award.until && until >= award.from,
  )
  if (taken.length === 0) return
  const periods = taken.map(({ from, until }) => `from ${from} to ${until}`).join(', ')
  throw new ConflictError(`${space.code} is awarded already ${periods}.`, '/problems/already-awarded', [
    { pointer: '/from', detail: `taken ${periods}` },
  ])
}

/**
 * How many spaces of one call an applicant may get, alone or in a grouping, by the codes their requests were
 * received with. The call is locked, so that awards of two of its spaces are counted one after another.
 */
async function refuseTooMany(trx: Db, request: LockedRequest): Promise<void> {
  if (request.callId === null) return
  await trx('call').where({ id: request.callId }).forNoKeyUpdate().first('id')
  const { rows } = await trx.raw<{ rows: { awarded: number; allowed: number }[] }>(
    `SELECT c.max_awards_per_applicant AS allowed, (
       SELECT count(*)::integer FROM award a
       JOIN request q ON q.id = a.request_id AND q.call_id = c.id
       WHERE a.revoked_at IS NULL AND q.id IN (${requestsSharing(':id')})) AS awarded
     FROM call c WHERE c.id = :callId`,
    { callId: request.callId, id: request.id },
  )
  const [row] = rows
  if (!row || row.awarded < row.allowed) return
  throw new ConflictError(
    `This applicant has ${row.awarded} awards in this call, which allows ${row.allowed}.`,
    '/problems/award-limit',
  )
}

async function markSpace({ trx, now, person }: Situation, space: AwardedSpace, award: Award): Promise<void> {
  const move = {
    to: 'awarded',
    day: romeDate(now),
    note: `Assegnato con atto ${award.actNumber} del ${award.actDate}`,
    noteEn: `Awarded by act ${award.actNumber} of ${award.actDate}`,
  }
  const actor = { id: person.account.id, role: actingRole(person, 'examineRequests') }
  await moveSpace(trx, space, move, { actor, action: 'award' })
}

/**
 * Awards a space of the request for a period. It rests on a procedure and an act, and never overlaps
 * another award: the space is locked, and an exclusion constraint stands behind.
 */
export const awardSpace =
  (award: Award) =>
  async (situation: Situation): Promise<Effect> => {
    const { trx, request, person } = situation
    await checkBasis(situation, award)
    const space = await lockSpace(trx, request, award.spaceCode)
    await refuseOverlap(trx, space, award)
    await refuseTooMany(trx, request)
    await trx('award').insert({
      space_id: space.id,
      request_id: request.id,
      party_id: request.partyId,
      period: trx.raw("daterange(?::date, ?::date, '[]')", [award.from, award.until]),
      procedure: award.procedure,
      legal_basis: award.legalBasis ?? null,
      act_number: award.actNumber.trim(),
      act_date: award.actDate,
      awarded_by: person.account.id,
    })
    await markSpace(situation, space, award)
    return { decided: { award: [null, award] }, said: { award } }
  }
