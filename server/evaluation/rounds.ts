import type { Person } from '../accounts/queries.ts'
import { fromBase64 } from '../bids/base64.ts'
import { sealedPriceBytes } from '../bids/schema.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import type { RoundAsked } from './deskSchema.ts'
import { readEvaluation } from './evaluation.ts'
import { type By, lockCall, record, refuseMove, refuseOwnCall } from './locking.ts'
import { lockOwnCall } from './ownCall.ts'
import type { ImprovedOffer } from './resultSchema.ts'
import { tellRequest } from './telling.ts'
import { lotNumberOf, tied, tieOf, wrong } from './ties.ts'

/** Rounds of offers last at least this long, in milliseconds: people read their mail once a day. */
const shortestRoundMs = 24 * 60 * 60_000

/** Asks those tied on a lot for better offers, sealed like the first ones (R.D. 827/1924 art. 77). */
export async function askImproved(
  context: Context,
  by: By,
  code: string,
  { lotId, dueAt }: RoundAsked,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await refuseOwnCall(trx, by.person, call)
    const evaluation = await readEvaluation(trx, call)
    refuseMove(evaluation.facts, 'askImproved')
    const tie = tieOf(evaluation, lotId, 'improvedOffers')
    const due = new Date(dueAt)
    const now = await databaseNow(trx)
    if (due.getTime() < now.getTime() + shortestRoundMs)
      throw wrong('Who is asked has at least a day.', '/dueAt', '/problems/round-term')
    await trx('improved_round').insert({
      call_id: call.id,
      lot_id: lotId,
      request_ids: tie.requestIds,
      asked_by: by.person.account.id,
      due_at: due,
    })
    const requests = tied(evaluation, tie)
    const lotNumber = lotNumberOf(evaluation, lotId)
    await record(trx, by, 'askImprovedOffers', call, {
      lot: [null, lotNumber],
      list: [null, requests.map(({ number }) => number)],
      dueAt: [null, due.toISOString()],
    })
    for (const request of requests)
      await tellRequest(trx, context, call, request, 'improvedOfferAsked', { lotNumber, dueAt: due })
  })
}

/** @throws {UnprocessableError} where it cannot be a price sealed for the call, which would count as an offer */
function readSealed(text: string): Buffer {
  const sealed = fromBase64(text)
  if (sealed.length === sealedPriceBytes) return sealed
  throw wrong('A sealed price has one size.', '/sealedPrice', '/problems/sealed-price')
}

/**
 * Receives a sealed offer of somebody who was asked for one; one each, in time. The price in it is known to
 * nobody but who sealed it.
 * @throws {NotFoundError} where the request was not asked in this round
 * @throws {ConflictError} where the term is over, or an offer was sent already
 */
export async function sendImproved(
  context: Context,
  person: Person,
  requestId: string,
  { roundId, sealedPrice }: ImprovedOffer,
): Promise<void> {
  const { id: accountId } = person.account
  await context.db.transaction(async (trx) => {
    const { call, request } = await lockOwnCall(trx, accountId, requestId)
    const round = await trx({ w: 'improved_round' })
      .join({ l: 'lot' }, 'l.id', 'w.lot_id')
      .where({ 'w.id': roundId })
      .whereRaw('? = ANY (w.request_ids)', [requestId])
      .first({ dueAt: 'w.due_at', lotNumber: 'l.number' })
    if (!round) throw new NotFoundError('There is no such round of offers.')
    const now = await databaseNow(trx)
    if (now > round.dueAt)
      throw new ConflictError(`The term ended at ${round.dueAt.toISOString()}.`, '/problems/round-over')
    const kept = await trx('improved_offer')
      .insert({
        round_id: roundId,
        request_id: requestId,
        sealed_price: readSealed(sealedPrice),
        sent_by: accountId,
      })
      .onConflict(['round_id', 'request_id'])
      .ignore()
      .returning('id')
    if (kept.length === 0)
      throw new ConflictError('An offer for this round has been sent already.', '/problems/offer-sent')
    await record(trx, { person, permission: 'writeRequests' }, 'sendImprovedOffer', call, {
      request: [null, request.number],
      lot: [null, round.lotNumber],
    })
    const sender = { id: requestId, number: request.number ?? '' }
    await tellRequest(trx, context, call, sender, 'improvedOfferReceived', {
      lotNumber: round.lotNumber,
      receivedAt: now,
    })
  })
}
