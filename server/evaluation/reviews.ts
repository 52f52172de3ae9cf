import type { Person } from '../accounts/queries.ts'
import { lockSent } from '../allocation/locking.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import type { ReviewAnswer } from './deskSchema.ts'
import { readEvaluation } from './evaluation.ts'
import { type By, lockCall, record, refuseMove, refuseOwnCall } from './locking.ts'
import { lockOwnCall } from './ownCall.ts'
import { tellDesk, tellRequest } from './telling.ts'

/** The provisional ranking a request can still ask to have reviewed; undefined where there is none. */
export async function reviewableRanking(db: Db, requestId: string): Promise<{ id: number } | undefined> {
  const row = await db({ k: 'ranking' })
    .join({ r: 'request' }, 'r.call_id', 'k.call_id')
    .where({ 'r.id': requestId, 'k.kind': 'provisional' })
    .whereIn('r.status', ['admitted', 'evaluated'])
    .whereNotNull('k.published_at')
    .orderBy('k.id', 'desc')
    .first({ id: 'k.id', isOpen: db.raw('clock_timestamp() <= k.review_until') })
  return row?.isOpen ? { id: row.id } : undefined
}

/**
 * Asks for a review of the provisional ranking, once for each ranking, while its term runs.
 * @throws {ConflictError} outside the term, or a second time
 */
export async function askReview(
  context: Context,
  person: Person,
  requestId: string,
  text: string,
): Promise<void> {
  const { id: accountId } = person.account
  await context.db.transaction(async (trx) => {
    const { call, request } = await lockOwnCall(trx, accountId, requestId)
    const ranking = await reviewableRanking(trx, requestId)
    if (!ranking)
      throw new ConflictError('There is no ranking to be reviewed now.', '/problems/review-closed')
    const kept = await trx('ranking_review')
      .insert({ ranking_id: ranking.id, request_id: requestId, text, sent_by: accountId })
      .onConflict(['ranking_id', 'request_id'])
      .ignore()
      .returning('id')
    if (kept.length === 0)
      throw new ConflictError('You have asked for a review already.', '/problems/review-asked')
    await record(trx, { person, permission: 'writeRequests' }, 'askReview', call, {
      request: [null, request.number],
    })
    const sender = { id: requestId, number: request.number ?? '' }
    await tellRequest(trx, context, call, sender, 'reviewReceived', {
      receivedAt: await databaseNow(trx),
    })
    await tellDesk(trx, call, 'reviewAsked', accountId)
  })
}

/** Answers a request for review, with an outcome and its reason; it is delivered with legal effect. */
export async function answerReview(
  context: Context,
  by: By,
  code: string,
  reviewId: string,
  { outcome, answer }: ReviewAnswer,
): Promise<void> {
  const { id: actorId } = by.person.account
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await refuseOwnCall(trx, by.person, call)
    const { facts, reviews } = await readEvaluation(trx, call)
    const review = reviews.find(({ id }) => id === reviewId)
    if (!review) throw new NotFoundError('There is no such request for review.')
    await lockSent(trx, review.requestId)
    if (review.answeredAt) throw new ConflictError('This has been answered.', '/problems/review-answered')
    refuseMove(facts, 'answerReview')
    await trx('ranking_review')
      .where({ id: reviewId })
      .update({ outcome, answer, answered_by: actorId, answered_at: await databaseNow(trx) })
    await record(trx, by, 'answerReview', call, {
      request: [null, review.number],
      reviewOutcome: [null, outcome],
      reviewAnswer: [null, answer],
    })
    await tellRequest(trx, context, call, { id: review.requestId, number: review.number }, 'reviewAnswered', {
      outcome,
      answer,
    })
  })
}
