import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, ForbiddenError, NotFoundError } from '../http/problem.ts'
import { ownSeat } from './commission.ts'
import { type Evaluation, readEvaluation } from './evaluation.ts'
import { type By, lockCall, record, refuseMove, refuseOwnCall } from './locking.ts'
import { inOffice } from './members.ts'
import { markEvaluated } from './requestMoves.ts'
import type { StoredRanking } from './steps.ts'
import { tellCommissioners, tellDesk } from './telling.ts'

const missing = () => new NotFoundError('There is no such ranking.')
const presidentOnly = () =>
  new ForbiddenError(
    'The president of the commission signs the technical ranking.',
    '/problems/president-only',
  )

/** @throws {NotFoundError} where the call has no such ranking */
function underWay({ rankings }: Evaluation, rankingId: number): StoredRanking {
  const ranking = rankings.find(({ id }) => id === rankingId)
  if (!ranking) throw missing()
  return ranking
}

/** The technical ranking, before the president of the commission; others of it are told so. */
function technicalOf(evaluation: Evaluation, { person }: By, code: string, rankingId: number): StoredRanking {
  const seat = ownSeat(evaluation.members, person, code)
  const ranking = underWay(evaluation, rankingId)
  if (ranking.kind !== 'technical') throw missing()
  if (seat.position !== 'president') throw presidentOnly()
  return ranking
}

/** @throws {ConflictError} where what is signed is not what was read */
function checkHash(ranking: StoredRanking, hash: string): void {
  if (ranking.hash === hash) return
  throw new ConflictError('This is not the ranking you have read: load it again.', '/problems/ranking-hash')
}

const signColumns = async (trx: Db, accountId: string) => ({
  signed_by: accountId,
  signed_at: await databaseNow(trx),
})

/** The president of the commission signs the technical ranking: from now on no mark changes. */
export async function signTechnical(
  context: Context,
  by: By,
  code: string,
  rankingId: number,
  hash: string,
): Promise<void> {
  const { id: actorId } = by.person.account
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    const evaluation = await readEvaluation(trx, call)
    const ranking = technicalOf(evaluation, by, code, rankingId)
    refuseMove(evaluation.facts, 'signTechnical')
    checkHash(ranking, hash)
    await trx('ranking')
      .where({ id: rankingId })
      .update(await signColumns(trx, actorId))
    await markEvaluated(trx, by, evaluation)
    await record(trx, by, 'signRanking', call, { ranking: [null, 'technical'], rankingHash: [null, hash] })
    await tellDesk(trx, call, 'technicalSigned', actorId)
  })
}

/** Who signs the rankings of a call: those who hold the role of the case officer it names. */
export const signsRankings = ({ roles }: Person): boolean => roles.includes('caseOfficer')

/** The case officer signs a provisional or final ranking; it is published by other eyes than proposed it. */
export async function signRanking(
  context: Context,
  by: By,
  code: string,
  rankingId: number,
  hash: string,
): Promise<void> {
  const { id: actorId } = by.person.account
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await refuseOwnCall(trx, by.person, call)
    const evaluation = await readEvaluation(trx, call)
    const ranking = underWay(evaluation, rankingId)
    if (ranking.kind === 'technical') throw presidentOnly()
    if (!signsRankings(by.person))
      throw new ForbiddenError('The case officer of the call signs.', '/problems/case-officer-only')
    refuseMove(evaluation.facts, ranking.kind === 'provisional' ? 'signProvisional' : 'signFinal')
    checkHash(ranking, hash)
    await trx('ranking')
      .where({ id: rankingId })
      .update(await signColumns(trx, actorId))
    await record(trx, by, 'signRanking', call, { ranking: [null, ranking.kind], rankingHash: [null, hash] })
    await tellDesk(trx, call, 'rankingToPublish', actorId)
  })
}

async function drop(
  trx: Db,
  by: By,
  { call, members, facts }: Evaluation,
  ranking: StoredRanking,
  reason: string,
): Promise<void> {
  const isTechnical = ranking.kind === 'technical'
  if (ranking.state === 'none' || ranking.state === 'published') throw missing()
  refuseMove(facts, isTechnical ? 'dropTechnical' : 'dropRanking')
  await trx('ranking')
    .where({ id: ranking.id })
    .update({
      dropped_by: by.person.account.id,
      dropped_at: await databaseNow(trx),
      dropped_reason: reason,
    })
  await record(trx, by, 'dropRanking', call, {
    ranking: [ranking.kind, null],
    rankingHash: [ranking.hash, null],
    droppedReason: [null, reason],
  })
  const sitting = inOffice(members).map(({ accountId }) => accountId)
  if (isTechnical) await tellCommissioners(trx, call, sitting, 'technicalDropped')
}

/** The office takes a proposal back, and a provisional or final ranking also where it is signed. */
export async function dropRanking(
  context: Context,
  by: By,
  code: string,
  rankingId: number,
  reason: string,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await refuseOwnCall(trx, by.person, call)
    const evaluation = await readEvaluation(trx, call)
    const ranking = underWay(evaluation, rankingId)
    if (ranking.kind === 'technical' && ranking.state === 'signed') throw presidentOnly()
    await drop(trx, by, evaluation, ranking, reason)
  })
}

/** The president takes the technical ranking back, until prices are known: marks then change again. */
export async function dropTechnical(
  context: Context,
  by: By,
  code: string,
  rankingId: number,
  reason: string,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const evaluation = await readEvaluation(trx, await lockCall(trx, code))
    const ranking = technicalOf(evaluation, by, code, rankingId)
    await drop(trx, by, evaluation, ranking, reason)
  })
}
