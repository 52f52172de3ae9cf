import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import type { DrawFrozen, RoundAsked, SeedEntered } from './deskSchema.ts'
import { drawList, drawOrder, sha256 } from './draw.ts'
import { type Evaluation, readEvaluation, type WaitingTie } from './evaluation.ts'
import { type By, lockCall, record, refuseMove, refuseOwnCall } from './locking.ts'
import { lockOwnCall } from './ownCall.ts'
import { isCompeting, type JudgedRequest } from './requests.ts'
import type { ImprovedOffer } from './resultSchema.ts'
import { tellDesk, tellRequest } from './telling.ts'

const wrong = (detail: string, pointer: string, type: string) =>
  new UnprocessableError(detail, type, [{ pointer, detail }])

/** The first tie of a lot that waits for a step and has none under way; ties are parted one after the other. */
function tieOf({ ties }: Evaluation, lotId: number, step: WaitingTie['step']): WaitingTie {
  const tie = ties.find((one) => one.lotId === lotId && one.step === step && !one.underWay)
  if (!tie) throw new ConflictError('There is no such tie on this lot.', '/problems/no-tie')
  return tie
}

const tied = ({ requests }: Evaluation, { requestIds }: WaitingTie): JudgedRequest[] =>
  requests.filter(({ id }) => requestIds.includes(id))
const lotNumberOf = ({ lots }: Evaluation, lotId: number) => lots.find(({ id }) => id === lotId)?.number ?? 0

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
        sealed_price: Buffer.from(sealedPrice, 'base64'),
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

/**
 * Freezes the list of those tied on a lot and the rule for the number that will part them, and publishes both:
 * from now on nobody can choose one to suit the other.
 */
export async function freezeDraw(
  context: Context,
  by: By,
  code: string,
  { lotId, seedRule, seedDueAt }: DrawFrozen,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await refuseOwnCall(trx, by.person, call)
    const evaluation = await readEvaluation(trx, call)
    refuseMove(evaluation.facts, 'freezeDraw')
    const requests = tied(evaluation, tieOf(evaluation, lotId, 'draw')).sort((a, b) =>
      a.number < b.number ? -1 : 1,
    )
    const dueAt = new Date(seedDueAt)
    if (dueAt <= (await databaseNow(trx)))
      throw wrong('The number must not be known yet.', '/seedDueAt', '/problems/seed-known')
    const numbers = requests.map(({ number }) => number)
    const listHash = await sha256(drawList(numbers))
    await trx('draw').insert({
      call_id: call.id,
      lot_id: lotId,
      numbers,
      request_ids: requests.map(({ id }) => id),
      list_hash: listHash,
      seed_rule: seedRule.trim(),
      seed_due_at: dueAt,
      frozen_by: by.person.account.id,
    })
    const lotNumber = lotNumberOf(evaluation, lotId)
    await record(trx, by, 'freezeDraw', call, {
      lot: [null, lotNumber],
      list: [null, numbers],
      listHash: [null, listHash],
      seedRule: [null, seedRule.trim()],
      dueAt: [null, dueAt.toISOString()],
    })
    for (const request of requests)
      await tellRequest(trx, context, call, request, 'drawFrozen', { lotNumber, dueAt, seedRule })
  })
}

async function keepTickets(
  trx: Db,
  drawId: number,
  { seed, source }: SeedEntered,
  accountId: string,
): Promise<{ listHash: string; lotId: number }> {
  const draw = await trx('draw')
    .where({ id: drawId })
    .forUpdate()
    .first({ numbers: 'numbers', listHash: 'list_hash', lotId: 'lot_id', seed: 'seed', dueAt: 'seed_due_at' })
  if (draw.seed !== null) throw new ConflictError('This draw has been made.', '/problems/draw-made')
  const now = await databaseNow(trx)
  if (now < draw.dueAt)
    throw new ConflictError(
      `The number is not known before ${draw.dueAt.toISOString()}.`,
      '/problems/seed-early',
    )
  await trx('draw')
    .where({ id: drawId })
    .update({
      seed,
      seed_source: source,
      seed_by: accountId,
      seed_at: now,
      tickets: JSON.stringify(await drawOrder(draw.numbers, seed)),
    })
  return draw
}

/**
 * Enters the public number of a draw, once it is known, and draws.
 * @throws {ConflictError} before its time, and a second time
 */
export async function enterSeed(
  context: Context,
  by: By,
  code: string,
  drawId: number,
  body: SeedEntered,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await refuseOwnCall(trx, by.person, call)
    const evaluation = await readEvaluation(trx, call)
    if (!evaluation.draws.some(({ id }) => id === drawId)) throw new NotFoundError('There is no such draw.')
    const entered = { seed: body.seed.trim(), source: body.source.trim() }
    const { listHash, lotId } = await keepTickets(trx, drawId, entered, by.person.account.id)
    refuseMove(evaluation.facts, 'enterSeed')
    await record(trx, by, 'enterSeed', call, {
      lot: [null, lotNumberOf(evaluation, lotId)],
      listHash: [null, listHash],
      seed: [null, entered.seed],
      seedSource: [null, entered.source],
    })
    await tellDesk(trx, call, 'drawMade', by.person.account.id)
  })
}
