import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { isReduced } from '../calls/conditions.ts'
import { lockCall, nextStatus } from '../calls/locking.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { changesOf } from './fieldClasses.ts'
import { proposedAward } from './letters.ts'
import { refuseOwn } from './locking.ts'
import { followAwards } from './requestStatus.ts'
import { lastDayOf, latestEnd } from './rules.ts'
import type { RankedAward } from './schema.ts'
import { findFinalRanking, findProposals } from './situation.ts'
import { moveSpaces } from './spaceMoves.ts'
import { tellHolder } from './telling.ts'

/** Who acts, for the log. */
export const actorOf = (person: Person) => ({
  id: person.account.id,
  role: actingRole(person, 'manageAgreements'),
})

const refused = (pointer: string, detail: string) =>
  new UnprocessableError(`This cannot be done: ${detail}.`, '/problems/award', [{ pointer, detail }])

interface Lot {
  id: number
  number: number
  title: string
  isReduced: boolean
  instrument: Parameters<typeof latestEnd>[0]['instrument']
  spaces: { id: number; code: string; status: string; isGone: boolean }[]
}

async function readLot(trx: Db, callId: number, number: number): Promise<Lot> {
  const lot = await trx({ l: 'lot' })
    .join({ c: 'call' }, 'c.id', 'l.call_id')
    .where({ 'l.call_id': callId, 'l.number': number })
    .first({
      id: 'l.id',
      number: 'l.number',
      title: 'l.title',
      instrument: 'c.instrument',
      isReduced: trx.raw(isReduced),
      spaces:
        trx.raw(`(SELECT coalesce(json_agg(json_build_object('id', s.id, 'code', s.code, 'status', s.status,
        'isGone', s.ended_on IS NOT NULL OR s.status IN ('reported', 'withdrawn')) ORDER BY s.id), '[]')
        FROM lot_space ls JOIN space s ON s.id = ls.space_id WHERE ls.lot_id = l.id)`),
    })
  if (!lot) throw refused('/lot', 'is not a lot of this call')
  return lot
}

/** @throws {UnprocessableError} where a date or the aid is not right */
function checkAward(lot: Lot, award: RankedAward, { city }: Context, today: string): void {
  const { actDate, from, until, deMinimisEur } = award
  if (actDate > today) throw refused('/actDate', 'lies in the future')
  if (from < actDate) throw refused('/from', 'lies before the act')
  if (until < from || until > lastDayOf(from, 99))
    throw refused('/until', 'is not a last day after the first')
  const latest = latestEnd({ instrument: lot.instrument, from }, false, city.awards.temporaryUse)
  if (latest && until > latest) throw refused('/until', `must not be after ${latest}`)
  if (lot.isReduced && (deMinimisEur ?? null) === null)
    throw refused('/deMinimisEur', 'is needed, since the rent of the lot is reduced')
}

/** @throws {ConflictError} where a space of the lot is gone, or is somebody's in that period */
async function refuseTaken(trx: Db, { spaces }: Lot, { from, until }: RankedAward): Promise<void> {
  const gone = spaces.find(({ isGone }) => isGone)
  if (gone) throw new ConflictError(`${gone.code} has been withdrawn.`, '/problems/space-withdrawn')
  const ids = spaces.map(({ id }) => id)
  const { rows } = await trx.raw<{ rows: { code: string }[] }>(
    `SELECT s.code FROM space s WHERE s.id = ANY(:ids) AND (
       EXISTS (SELECT FROM award a WHERE a.space_id = s.id AND a.revoked_at IS NULL
         AND a.period && daterange(:from::date, :until::date, '[]'))
       OR EXISTS (SELECT FROM agreement_space x WHERE x.space_id = s.id AND x.is_live
         AND x.period && daterange(:from::date, :until::date, '[]'))) LIMIT 1`,
    { ids, from, until },
  )
  if (rows[0]) throw new ConflictError(`${rows[0].code} is awarded already.`, '/problems/already-awarded')
}

async function insertAwards(
  trx: Db,
  { spaces, id: lotId }: Lot,
  award: RankedAward,
  made: { rankingId: number; partyId: string; procedure: string; awardedBy: string },
): Promise<{ id: string; rank: number | null }> {
  const entry = await trx('ranking_entry')
    .where({ ranking_id: made.rankingId, lot_id: lotId, request_id: award.request })
    .first('rank')
  const rank: number | null = entry?.rank ?? null
  const row = {
    request_id: award.request,
    party_id: made.partyId,
    period: trx.raw("daterange(?::date, ?::date, '[]')", [award.from, award.until]),
    procedure: made.procedure,
    act_number: award.actNumber.trim(),
    act_date: award.actDate,
    awarded_by: made.awardedBy,
    lot_id: lotId,
    ranking_id: made.rankingId,
    rank,
  }
  const [first, ...others] = spaces
  if (!first) throw refused('/lot', 'has no space')
  const [{ id }] = await trx('award')
    .insert({ ...row, space_id: first.id, de_minimis_eur: award.deMinimisEur ?? null })
    .returning('id')
  for (const { id: space_id } of others) await trx('award').insert({ ...row, space_id, first_id: id })
  return { id, rank }
}

/**
 * Awards a lot, every space of it, to whom the published final ranking gives it next. Request, spaces and call are
 * locked in the order of every award; a unique index and an exclusion constraint stand behind.
 * @throws {ConflictError} where there is no final ranking, the lot is awarded, or another is next
 */
export async function awardByRanking(
  context: Context,
  person: Person,
  code: string,
  award: RankedAward,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const request = await trx('request')
      .where({ id: award.request })
      .forUpdate()
      .first({ id: 'id', status: 'status', partyId: 'party_id', callId: 'call_id', number: 'number' })
    const call = await lockCall(trx, code)
    if (!request || request.callId !== call.id) throw new NotFoundError('There is no such request.')
    await refuseOwn(trx, person.account.id, request.id)
    const ranking = await findFinalRanking(trx, call.id)
    if (!ranking) throw new ConflictError('There is no final ranking.', '/problems/no-final-ranking')
    const now = await databaseNow(trx)
    const lot = await readLot(trx, call.id, award.lot)
    const proposed = (await findProposals(trx, call.id, ranking.id)).get(lot.id)
    if (proposed === undefined) throw new ConflictError('The lot is awarded.', '/problems/already-awarded')
    if (proposed !== request.id)
      throw new ConflictError('Another request is next in the ranking.', '/problems/not-next')
    checkAward(lot, award, context, romeDate(now))
    await refuseTaken(trx, lot, award)
    const { procedure } = await trx('call').where({ id: call.id }).first('procedure')
    const made = await insertAwards(trx, lot, award, {
      rankingId: ranking.id,
      partyId: request.partyId,
      procedure,
      awardedBy: person.account.id,
    })
    if (call.status === 'finalRanking')
      await trx('call')
        .where({ id: call.id })
        .update({ status: await nextStatus(trx, call, 'award'), version: call.version + 1 })
    await markAwarded(trx, context, person, { ...made, lot, award, request, now })
  })
}

interface Made {
  id: string
  rank: number | null
  lot: Lot
  award: RankedAward
  request: { id: string; number: string | null }
  now: Date
}

/** What follows an award: the spaces, the request, the log, the notice. */
async function markAwarded(trx: Db, context: Context, person: Person, made: Made): Promise<void> {
  const { id, rank, lot, award, request, now } = made
  const actor = actorOf(person)
  await moveSpaces(
    trx,
    lot.spaces.map((space) => space.id),
    {
      to: 'awarded',
      note: `Assegnato con atto ${award.actNumber} del ${award.actDate}`,
      noteEn: `Awarded by act ${award.actNumber} of ${award.actDate}`,
    },
    actor,
    now,
  )
  const status = await followAwards(trx, request.id)
  await recordEvent(trx, {
    actor,
    action: 'award',
    objectKind: 'request',
    objectId: request.id,
    changes: changesOf({ award: [null, { id, ...award }], lot: [null, lot.number], status }),
  })
  await tellHolder(
    trx,
    context,
    request.id,
    proposedAward({
      spaces: lot.spaces.map((space) => space.code).join(', '),
      rank,
      appealDays: context.city.terms.appeal,
      ...award,
    }),
    'award',
  )
}
