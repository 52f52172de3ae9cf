import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, ForbiddenError, NotFoundError } from '../http/problem.ts'
import { ownSeat } from './commission.ts'
import { type Evaluation, readEvaluation } from './evaluation.ts'
import { type By, lockCall, record, refuseMove, refuseOwnCall } from './locking.ts'
import { inOffice } from './members.ts'
import { bindingPrice } from './outcome.ts'
import type { RankingContent } from './rankingSchema.ts'
import { markEvaluated } from './requestMoves.ts'
import { rankingHash, type StoredRanking } from './steps.ts'
import { tellCommissioners, tellDesk } from './telling.ts'
import type { Move, RankingKind } from './words.ts'

const proposals: Record<RankingKind, Move> = {
  technical: 'proposeTechnical',
  provisional: 'proposeProvisional',
  final: 'proposeFinal',
}

/** Rows of a ranking, one for each request and lot; the content alone is what is hashed. */
export async function insertEntries(
  trx: Db,
  rankingId: number,
  { lots, requests }: Evaluation,
  content: RankingContent,
): Promise<void> {
  const lotIds = new Map(lots.map(({ id, number }) => [number, id]))
  const requestIds = new Map(requests.map(({ id, number }) => [number, id]))
  const rows = content.lots.flatMap(({ number: lot, winner, entries }) =>
    entries.map((entry) => ({
      ranking_id: rankingId,
      lot_id: lotIds.get(lot),
      request_id: requestIds.get(entry.number),
      rank: entry.rank,
      technical_points: entry.technicalPoints,
      price_points: entry.pricePoints,
      total_points: entry.totalPoints,
      price_eur_year: bindingPrice(entry),
      parted_by: entry.partedBy,
      reason: entry.reason,
      criterion: entry.criterion,
      wins: entry.number === winner,
    })),
  )
  for (let at = 0; at < rows.length; at += 200) await trx('ranking_entry').insert(rows.slice(at, at + 200))
}

/** Proposes a ranking as the records give it now; it waits to be signed. */
export async function proposeRanking(
  context: Context,
  by: By,
  code: string,
  kind: RankingKind,
): Promise<void> {
  const { id: actorId } = by.person.account
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await refuseOwnCall(trx, by.person, call)
    const evaluation = await readEvaluation(trx, call)
    refuseMove(evaluation.facts, proposals[kind])
    const content = kind === 'technical' ? evaluation.technical : evaluation.ranking
    const number = 1 + Math.max(0, ...evaluation.rankings.map((one) => (one.kind === kind ? one.number : 0)))
    const hash = rankingHash(content)
    const [{ id }] = await trx('ranking')
      .insert({
        call_id: call.id,
        kind,
        number,
        call_version_id: call.versionId,
        content: JSON.stringify(content),
        content_hash: hash,
        proposed_by: actorId,
      })
      .returning('id')
    await insertEntries(trx, id, evaluation, content)
    await record(trx, by, 'proposeRanking', call, { ranking: [null, kind], rankingHash: [null, hash] })
    const president = inOffice(evaluation.members).find(({ position }) => position === 'president')
    if (kind === 'technical' && president) await tellCommissioners(trx, call, [president.accountId], 'toSign')
    if (kind !== 'technical') await tellDesk(trx, call, 'rankingToSign', actorId)
  })
}

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
