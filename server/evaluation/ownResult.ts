import { isMine } from '../allocation/mine.ts'
import type { RequestStatus } from '../allocation/schema.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { lotResults } from './lotResults.ts'
import { winnerNames } from './names.ts'
import { readLots } from './requests.ts'
import type { OwnResult, OwnRound } from './resultSchema.ts'
import { asPublished, criteriaOf, published } from './results.ts'
import { reviewableRanking } from './reviews.ts'
import { readDraws } from './steps.ts'

interface OwnRequest {
  number: string | null
  status: RequestStatus
  callId: number | null
}

/** @throws {NotFoundError} where it is another's or does not exist */
async function findOwn(db: Db, accountId: string, requestId: string): Promise<OwnRequest> {
  const row = await db({ r: 'request' })
    .where({ 'r.id': requestId })
    .whereRaw(isMine, { accountId })
    .first({ number: 'r.number', status: 'r.status', callId: 'r.call_id' })
  if (!row) throw new NotFoundError('There is no such request.')
  return row
}

const nothing: OwnResult = {
  callCode: null,
  ranking: null,
  criteria: null,
  lots: [],
  review: null,
  mayAsk: false,
  rounds: [],
  draws: [],
}

/** States in which a request has no part in a ranking, whatever became of the call. */
const outside: readonly RequestStatus[] = [
  'draft',
  'submitted',
  'formalCheck',
  'completionRequested',
  'excluded',
  'withdrawn',
]

async function ownRounds(db: Db, requestId: string): Promise<OwnRound[]> {
  const { rows } = await db.raw<{
    rows: (Omit<OwnRound, 'dueAt' | 'sentAt'> & { dueAt: Date; sentAt: Date | null })[]
  }>(
    `SELECT w.id, w.lot_id AS "lotId", l.number AS "lotNumber", w.due_at AS "dueAt",
       rl.price_eur_year::float8 AS "bidEurYear", encode(k.public_key, 'base64') AS "publicKey",
       o.received_at AS "sentAt", clock_timestamp() <= w.due_at AS "isRunning"
     FROM improved_round w
     JOIN lot l ON l.id = w.lot_id
     LEFT JOIN call_key k ON k.call_id = w.call_id
     LEFT JOIN request_lot rl ON rl.request_id = :requestId AND rl.lot_id = w.lot_id
     LEFT JOIN improved_offer o ON o.round_id = w.id AND o.request_id = :requestId
     WHERE :requestId = ANY (w.request_ids) ORDER BY w.id`,
    { requestId },
  )
  return rows.map(({ dueAt, sentAt, ...round }) => ({
    ...round,
    dueAt: dueAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  }))
}

async function ownReview(db: Db, rankingId: number, requestId: string): Promise<OwnResult['review']> {
  const row = await db('ranking_review').where({ ranking_id: rankingId, request_id: requestId }).first({
    text: 'text',
    receivedAt: 'received_at',
    outcome: 'outcome',
    answer: 'answer',
    answeredAt: 'answered_at',
  })
  if (!row) return null
  return {
    ...row,
    receivedAt: row.receivedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }
}

/**
 * How one's own request has fared, lot by lot. One that was excluded, withdrawn or is a duplicate has no result.
 * @throws {NotFoundError} where it is another's or does not exist
 */
export async function readOwnResult(db: Db, accountId: string, requestId: string): Promise<OwnResult> {
  const { number, status, callId } = await findOwn(db, accountId, requestId)
  if (callId === null || number === null || outside.includes(status)) return nothing
  const call = await db('call').where({ id: callId }).first('code')
  const rankings = await published(db, callId)
  const [last] = rankings
  const newest = last?.content.requests.some((one) => one.number === number) ? last : undefined
  const asked = rankings.find(({ kind }) => kind === 'provisional')
  const mine = (await readDraws(db, callId)).filter(({ requestIds }) => requestIds.includes(requestId))
  const lots = mine.length > 0 ? await readLots(db, callId) : []
  const review = asked ? await ownReview(db, asked.id, requestId) : null
  return {
    callCode: call?.code ?? null,
    ranking: newest ? asPublished(newest) : null,
    criteria: newest ? await criteriaOf(db, callId, newest.content.version) : null,
    lots: newest ? lotResults(newest.content, number, await winnerNames(db, callId, newest.content)) : [],
    review,
    mayAsk: review === null && (await reviewableRanking(db, requestId)) !== undefined,
    rounds: await ownRounds(db, requestId),
    draws: mine.map((draw) => ({
      id: draw.id,
      lotNumber: lots.find(({ id }) => id === draw.lotId)?.number ?? 0,
      isMade: draw.seed !== null,
    })),
  }
}
