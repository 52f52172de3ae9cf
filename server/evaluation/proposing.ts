import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { type Evaluation, readEvaluation } from './evaluation.ts'
import { type By, lockCall, record, refuseMove, refuseOwnCall } from './locking.ts'
import { inOffice } from './members.ts'
import { bindingPrice } from './outcome.ts'
import type { RankingContent } from './rankingSchema.ts'
import { rankingHash } from './steps.ts'
import { tellCommissioners, tellDesk } from './telling.ts'
import type { Move, RankingKind } from './words.ts'

const proposals: Record<RankingKind, Move> = {
  technical: 'proposeTechnical',
  provisional: 'proposeProvisional',
  final: 'proposeFinal',
}

/** Rows of a ranking, one for each request and lot; the content alone is what is hashed. */
async function insertEntries(
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
