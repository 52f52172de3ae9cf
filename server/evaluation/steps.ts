import { canonicalHash } from '../db/canonical.ts'
import type { Db } from '../db/index.ts'
import type { RankingContent } from './rankingSchema.ts'
import type { RankingKind, RankingState, ReviewOutcome } from './words.ts'

export interface StoredRanking {
  id: number
  kind: RankingKind
  number: number
  state: RankingState
  content: RankingContent
  hash: string
  proposedById: string
  proposedBy: string
  proposedAt: Date
  signedBy: string | null
  signedAt: Date | null
  publishedBy: string | null
  publishedAt: Date | null
  reviewUntil: Date | null
  droppedAt: Date | null
  droppedReason: string | null
}

/** The rankings of a call, the newest first, those taken back included. */
export const readRankings = (db: Db, callId: number): Promise<StoredRanking[]> =>
  db({ r: 'ranking' })
    .join({ p: 'account' }, 'p.id', 'r.proposed_by')
    .leftJoin({ s: 'account' }, 's.id', 'r.signed_by')
    .leftJoin({ u: 'account' }, 'u.id', 'r.published_by')
    .where({ 'r.call_id': callId })
    .orderBy('r.id', 'desc')
    .select({
      id: 'r.id',
      kind: 'r.kind',
      number: 'r.number',
      state:
        db.raw(`CASE WHEN r.dropped_at IS NOT NULL THEN 'none' WHEN r.published_at IS NOT NULL THEN 'published'
        WHEN r.signed_at IS NOT NULL THEN 'signed' ELSE 'proposed' END`),
      content: 'r.content',
      hash: 'r.content_hash',
      proposedById: 'r.proposed_by',
      proposedBy: 'p.name',
      proposedAt: 'r.proposed_at',
      signedBy: 's.name',
      signedAt: 'r.signed_at',
      publishedBy: 'u.name',
      publishedAt: 'r.published_at',
      reviewUntil: 'r.review_until',
      droppedAt: 'r.dropped_at',
      droppedReason: 'r.dropped_reason',
    })

export interface StoredRound {
  id: number
  lotId: number
  requestIds: string[]
  askedAt: Date
  dueAt: Date
  openedAt: Date | null
  offers: number
  /** Over once its offers are opened, or its term without any. */
  state: 'running' | 'toOpen' | 'over'
}

/** Rounds of improved offers, in the order in which they were asked for. */
export async function readRounds(db: Db, callId: number): Promise<StoredRound[]> {
  const { rows } = await db.raw<{ rows: StoredRound[] }>(
    `SELECT w.id, w.lot_id AS "lotId", w.request_ids AS "requestIds", w.asked_at AS "askedAt",
       w.due_at AS "dueAt", w.opened_at AS "openedAt", o.count AS offers,
       CASE WHEN w.opened_at IS NOT NULL THEN 'over' WHEN clock_timestamp() <= w.due_at THEN 'running'
         WHEN o.count = 0 THEN 'over' ELSE 'toOpen' END AS state
     FROM improved_round w CROSS JOIN LATERAL (
       SELECT count(*)::integer FROM improved_offer f WHERE f.round_id = w.id) o
     WHERE w.call_id = :callId ORDER BY w.id`,
    { callId },
  )
  return rows
}

export interface StoredDraw {
  id: number
  lotId: number
  numbers: string[]
  requestIds: string[]
  listHash: string
  seedRule: string
  seedDueAt: Date
  frozenAt: Date
  seed: string | null
  seedSource: string | null
  seedAt: Date | null
  tickets: { number: string; ticket: string }[] | null
}

/** The draws of a call, in the order in which their lists were frozen. */
export const readDraws = (db: Db, callId: number): Promise<StoredDraw[]> =>
  db({ d: 'draw' }).where({ 'd.call_id': callId }).orderBy('d.id').select({
    id: 'd.id',
    lotId: 'd.lot_id',
    numbers: 'd.numbers',
    requestIds: 'd.request_ids',
    listHash: 'd.list_hash',
    seedRule: 'd.seed_rule',
    seedDueAt: 'd.seed_due_at',
    frozenAt: 'd.frozen_at',
    seed: 'd.seed',
    seedSource: 'd.seed_source',
    seedAt: 'd.seed_at',
    tickets: 'd.tickets',
  })

/** Ids of the requests of a draw in the order that was drawn; empty before. */
export const drawnOrder = ({ numbers, requestIds, tickets }: StoredDraw): string[] =>
  (tickets ?? []).flatMap(({ number }) => requestIds[numbers.indexOf(number)] ?? [])

export interface StoredReview {
  id: string
  rankingId: number
  rankingNumber: number
  requestId: string
  number: string
  applicantName: string
  text: string
  receivedAt: Date
  outcome: ReviewOutcome | null
  answer: string | null
  answeredAt: Date | null
}

/** What was asked to be reviewed, in the order in which it came. */
export const readReviews = (db: Db, callId: number): Promise<StoredReview[]> =>
  db({ w: 'ranking_review' })
    .join({ k: 'ranking' }, 'k.id', 'w.ranking_id')
    .join({ r: 'request' }, 'r.id', 'w.request_id')
    .join({ p: 'party' }, 'p.id', 'r.party_id')
    .where({ 'k.call_id': callId })
    .orderBy(['w.received_at', 'w.id'])
    .select({
      id: 'w.id',
      rankingId: 'w.ranking_id',
      rankingNumber: 'k.number',
      requestId: 'w.request_id',
      number: 'r.number',
      applicantName: db.raw("coalesce(r.content #>> '{applicant,name}', p.name)"),
      text: 'w.text',
      receivedAt: 'w.received_at',
      outcome: 'w.outcome',
      answer: 'w.answer',
      answeredAt: 'w.answered_at',
    })

export interface Opening {
  openedAt: Date
  by: string[]
}

/** The act in which two people opened the bids of a call; null before it. */
export async function readOpening(db: Db, callId: number): Promise<Opening | null> {
  const row = await db({ o: 'bid_opening' })
    .join({ a: 'account' }, 'a.id', 'o.first_by')
    .join({ b: 'account' }, 'b.id', 'o.second_by')
    .where({ 'o.call_id': callId })
    .whereNull('o.round_id')
    .whereNotNull('o.opened_at')
    .first({ openedAt: 'o.opened_at', first: 'a.name', second: 'b.name' })
  return row ? { openedAt: row.openedAt, by: [row.first, row.second] } : null
}

/** The hash by which a ranking is signed and published. */
export const rankingHash = (content: RankingContent): string => canonicalHash(content)
