import type { Db } from '../db/index.ts'
import type { CallSituation, MadeAward, RankedRequest } from './nextInRank.ts'
import { proposals } from './nextInRank.ts'

export interface FinalRanking {
  id: number
  publishedAt: Date
}

/** The published final ranking of a call. */
export async function findFinalRanking(db: Db, callId: number): Promise<FinalRanking | undefined> {
  return db('ranking')
    .where({ call_id: callId, kind: 'final' })
    .whereNotNull('published_at')
    .first({ id: 'id', publishedAt: 'published_at' })
}

async function readLots(db: Db, callId: number, rankingId: number): Promise<CallSituation['lots']> {
  const rows: { lotId: number; entries: RankedRequest[] }[] = await db({ l: 'lot' })
    .where({ 'l.call_id': callId })
    .orderBy('l.number')
    .select({
      lotId: 'l.id',
      entries: db.raw(
        `coalesce((SELECT json_agg(json_build_object('requestId', e.request_id, 'rank', e.rank, 'wins', e.wins)
           ORDER BY e.rank NULLS LAST, e.id)
         FROM ranking_entry e WHERE e.ranking_id = ? AND e.lot_id = l.id), '[]')`,
        [rankingId],
      ),
    })
  return rows
}

async function readMade(db: Db, callId: number): Promise<MadeAward[]> {
  return db({ a: 'award' })
    .join({ l: 'lot' }, 'l.id', 'a.lot_id')
    .where({ 'l.call_id': callId })
    .whereNull('a.first_id')
    .orderBy(['a.awarded_at', 'a.id'])
    .select({
      lotId: 'a.lot_id',
      requestId: 'a.request_id',
      reason: db.raw("CASE WHEN a.revoked_at IS NOT NULL THEN coalesce(a.revoked_reason, 'annulled') END"),
    })
}

/**
 * Requests of a ranking with those behind which stands the same applicant: they share an applicant, a member or a
 * representative, or are linked through a third in the ranking, as where the lots were allocated.
 */
async function readSharing(db: Db, rankingId: number): Promise<Map<string, string[]>> {
  const { rows } = await db.raw<{ rows: { id: string; same: string[] }[] }>(
    `WITH RECURSIVE ranked AS (
       SELECT DISTINCT e.request_id AS id FROM ranking_entry e WHERE e.ranking_id = :rankingId
     ), linked AS (
       SELECT q.id, q.id AS other FROM ranked q
       UNION SELECT l.id, theirs.request_id FROM linked l
       JOIN request_subject mine ON mine.request_id = l.other
       JOIN request_subject theirs ON theirs.code = mine.code
       JOIN ranked q ON q.id = theirs.request_id
     ) SELECT id, array_agg(other) AS same FROM linked GROUP BY id`,
    { rankingId },
  )
  return new Map(rows.map(({ id, same }) => [id, same]))
}

/** Everything that decides whom the lots of a call go to. */
async function readSituation(db: Db, callId: number, rankingId: number): Promise<CallSituation> {
  const call = await db('call').where({ id: callId }).first({ most: 'max_awards_per_applicant' })
  const out = await db('request')
    .where({ call_id: callId })
    .whereIn('status', ['withdrawn', 'excluded'])
    .pluck<string[]>('id')
  const sharing = await readSharing(db, rankingId)
  return {
    lots: await readLots(db, callId, rankingId),
    awards: await readMade(db, callId),
    out: new Set(out),
    sameApplicant: (requestId) => sharing.get(requestId) ?? [requestId],
    most: call.most,
  }
}

/** Whom each lot of a call without a standing award goes to next, by its final ranking. */
export async function findProposals(
  db: Db,
  callId: number,
  rankingId: number,
): Promise<Map<number, string | null>> {
  return proposals(await readSituation(db, callId, rankingId))
}
