import { isReduced } from '../calls/conditions.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import type { CallAwards } from './schema.ts'
import { findFinalRanking, findProposals } from './situation.ts'

type Lot = CallAwards['lots'][number]

/** SQL: what was made of the last award of lot `l` to the request of entry `e`. */
const lastAward = `(SELECT json_build_object('id', a.id, 'answer', a.answer,
    'revoked', CASE WHEN a.revoked_at IS NOT NULL THEN coalesce(a.revoked_reason, 'annulled') END,
    'agreement', (SELECT g.status FROM agreement g WHERE g.award_id = a.id AND g.status <> 'cancelled'))
  FROM award a WHERE a.lot_id = l.id AND a.request_id = e.request_id AND a.first_id IS NULL
  ORDER BY a.revoked_at IS NOT NULL, a.awarded_at DESC LIMIT 1)`

const entries = `(SELECT coalesce(json_agg(json_build_object('requestId', e.request_id, 'number', q.number,
    'applicantName', p.name, 'rank', e.rank, 'totalPoints', e.total_points::float8,
    'priceEurYear', e.price_eur_year::float8, 'wins', e.wins, 'award', ${lastAward})
    ORDER BY e.rank NULLS LAST, e.id), '[]')
  FROM ranking_entry e JOIN request q ON q.id = e.request_id JOIN party p ON p.id = q.party_id
  WHERE e.ranking_id = :rankingId AND e.lot_id = l.id)`

/**
 * What the final ranking of a call gives to whom, lot by lot, and who is next where a lot is free.
 * @throws {NotFoundError} where there is no such call that was published
 */
export async function readCallAwards(db: Db, code: string): Promise<CallAwards> {
  const call = await db('call').where({ code, standing: false }).whereNot({ status: 'draft' }).first({
    id: 'id',
    code: 'code',
    title: 'title',
    status: 'status',
    instrument: 'instrument',
    termYears: 'term_years',
    termMonths: 'term_months',
    maxAwardsPerApplicant: 'max_awards_per_applicant',
  })
  if (!call) throw new NotFoundError(`There is no call "${code}" that is awarded by a ranking.`)
  const { id, ...facts } = call
  const ranking = await findFinalRanking(db, id)
  if (!ranking) return { call: facts, publishedAt: null, lots: [] }
  const proposed = await findProposals(db, id, ranking.id)
  const { rows } = await db.raw<{ rows: (Omit<Lot, 'proposed' | 'isAwarded'> & { id: number })[] }>(
    `SELECT l.id, l.number, l.title, l.rent, ${entries} AS entries,
       ${isReduced} AS "isReduced",
       ARRAY(SELECT s.code FROM lot_space ls JOIN space s ON s.id = ls.space_id WHERE ls.lot_id = l.id
         ORDER BY s.code) AS spaces
     FROM lot l WHERE l.call_id = :id ORDER BY l.number`,
    { id, rankingId: ranking.id },
  )
  return {
    call: facts,
    publishedAt: ranking.publishedAt.toISOString(),
    lots: rows.map(({ id: lotId, ...lot }) => ({
      ...lot,
      proposed: proposed.get(lotId) ?? null,
      isAwarded: !proposed.has(lotId),
    })),
  }
}
