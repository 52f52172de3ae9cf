import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import type { DrawFrozen, SeedEntered } from './deskSchema.ts'
import { drawList, drawOrder, sha256 } from './draw.ts'
import { readEvaluation } from './evaluation.ts'
import { type By, lockCall, record, refuseMove, refuseOwnCall } from './locking.ts'
import { tellDesk, tellRequest } from './telling.ts'
import { lotNumberOf, tied, tieOf, wrong } from './ties.ts'

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
    const entered = { seed: body.seed, source: body.source.trim() }
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
