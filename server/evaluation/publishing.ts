import { findLeadable, nextStatus } from '../calls/locking.ts'
import { addDays, endOfDay, nextWorkingDay, romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ForbiddenError, NotFoundError } from '../http/problem.ts'
import { type Evaluation, readEvaluation } from './evaluation.ts'
import { type By, type JudgedCall, lockCall, record, refuseMove, refuseOwnCall } from './locking.ts'
import { lotResults } from './lotResults.ts'
import { winnerNames } from './names.ts'
import { markRanked } from './requestMoves.ts'
import { isCompeting } from './requests.ts'
import type { StoredRanking } from './steps.ts'
import { type TellingContext, tellRequest } from './telling.ts'

/** The last second of the term to ask for a review: whole days after publication; a holiday moves it on. */
const reviewUntilOf = ({ reviewDays }: JudgedCall, now: Date, { holidays }: Context['city']): Date =>
  endOfDay(nextWorkingDay(addDays(romeDate(now), reviewDays), holidays))

const callMoves = { provisional: 'rankProvisionally', final: 'rankFinally' } as const

/** Tells everybody who competes how each of their wishes has fared; who was left out before is told nothing. */
async function tellResults(
  trx: Db,
  context: TellingContext,
  { call, requests }: Evaluation,
  ranking: StoredRanking,
  reviewUntil: Date | null,
): Promise<void> {
  const names = await winnerNames(trx, call.id, ranking.content)
  for (const request of requests.filter(isCompeting)) {
    await tellRequest(
      trx,
      context,
      call,
      request,
      ranking.kind === 'final' ? 'finalRanking' : 'provisionalRanking',
      { results: lotResults(ranking.content, request.number, names), reviewUntil },
    )
  }
}

/** @throws {ForbiddenError} where it is published by who proposed it */
function refuseProposer({ proposedById }: StoredRanking, { person }: By): void {
  if (proposedById !== person.account.id) return
  throw new ForbiddenError(
    'A ranking is published by somebody else than who proposed it.',
    '/problems/second-eyes',
  )
}

/**
 * Publishes a signed ranking, by other eyes than proposed it: the call moves on, and everybody who competes is
 * told. A provisional one opens the term to ask for a review; a final one ends the evaluation.
 */
export async function publishRanking(
  context: Context,
  by: By,
  code: string,
  rankingId: number,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await refuseOwnCall(trx, by.person, call)
    const evaluation = await readEvaluation(trx, call)
    const ranking = evaluation.rankings.find(({ id }) => id === rankingId)
    if (!ranking || ranking.kind === 'technical') throw new NotFoundError('There is no such ranking.')
    const { kind } = ranking
    refuseMove(evaluation.facts, kind === 'final' ? 'publishFinal' : 'publishProvisional')
    refuseProposer(ranking, by)
    const now = await databaseNow(trx)
    const reviewUntil = kind === 'provisional' ? reviewUntilOf(call, now, context.city) : null
    await trx('ranking')
      .where({ id: rankingId })
      .update({ published_by: by.person.account.id, published_at: now, review_until: reviewUntil })
    const to = await nextStatus(trx, await findLeadable(trx, code), callMoves[kind])
    await trx('call')
      .where({ id: call.id })
      .update({ status: to, version: trx.raw('version + 1') })
    if (kind === 'final') await markRanked(trx, by, evaluation, ranking.content)
    await record(trx, by, 'publishRanking', call, {
      ranking: [null, kind],
      rankingHash: [null, ranking.hash],
      callStatus: [call.status, to],
      ...(reviewUntil && { reviewUntil: [null, reviewUntil.toISOString()] }),
    })
    await tellResults(trx, context, evaluation, ranking, reviewUntil)
  })
}
