import type { Db } from '../db/index.ts'
import type { OpenedPrice } from './rules.ts'

/** A price that is to be opened. */
export interface Bid {
  /** Id of the row that holds it: of `request_lot`, or of `improved_offer` in a round. */
  id: number
  request: string
  number: string
  lot: number
  lotNumber: number
  sealed: Buffer | null
  isPaper: boolean
}
export type PaperBid = Pick<Bid, 'request' | 'lot'>

/** SQL: the technical ranking `t` of a call, once it is signed. */
export const signedTechnical = "t.kind = 'technical' AND t.signed_at IS NOT NULL AND t.dropped_at IS NULL"

/** Prices of requests that stand and have a rank for the lot in the technical ranking, in order. */
async function findRequestBids(db: Db, callId: number): Promise<Bid[]> {
  return db({ rl: 'request_lot' })
    .join({ r: 'request' }, 'r.id', 'rl.request_id')
    .join({ l: 'lot' }, 'l.id', 'rl.lot_id')
    .where({ 'r.call_id': callId })
    .whereNull('rl.price_opened_at')
    .whereNotIn('r.status', ['draft', 'withdrawn', 'excluded'])
    .whereExists(
      db({ e: 'ranking_entry' })
        .join({ t: 'ranking' }, 't.id', 'e.ranking_id')
        .whereRaw(`t.call_id = r.call_id AND ${signedTechnical}`)
        .whereRaw('e.request_id = r.id AND e.lot_id = rl.lot_id AND e.rank IS NOT NULL'),
    )
    .orderBy(['l.number', 'r.received_at', 'r.id'])
    .select({
      id: 'rl.id',
      request: 'r.id',
      number: 'r.number',
      lot: 'rl.lot_id',
      lotNumber: 'l.number',
      sealed: 'rl.sealed_price',
      isPaper: 'rl.paper_price',
    })
}

/** Improved offers that came in for a round. */
async function findImprovedOffers(db: Db, roundId: number): Promise<Bid[]> {
  return db({ o: 'improved_offer' })
    .join({ w: 'improved_round' }, 'w.id', 'o.round_id')
    .join({ r: 'request' }, 'r.id', 'o.request_id')
    .join({ l: 'lot' }, 'l.id', 'w.lot_id')
    .where({ 'o.round_id': roundId })
    .orderBy(['o.received_at', 'o.id'])
    .select({
      id: 'o.id',
      request: 'r.id',
      number: 'r.number',
      lot: 'w.lot_id',
      lotNumber: 'l.number',
      sealed: 'o.sealed_price',
      isPaper: db.raw('false'),
    })
}

/** What is opened in one session: the prices of a call, or the improved offers of a round. */
export const findBids = (db: Db, callId: number, round: number | null): Promise<Bid[]> =>
  round === null ? findRequestBids(db, callId) : findImprovedOffers(db, round)

/** Writes what was opened beside what was sealed. */
export async function writePrices(
  trx: Db,
  bids: readonly Bid[],
  prices: readonly OpenedPrice[],
  { round, now }: { round: number | null; now: Date },
): Promise<void> {
  for (const [index, { id }] of bids.entries()) {
    const { eurYear, problem } = prices[index] ?? { eurYear: null, problem: 'missing' }
    const opened = { price_eur_year: eurYear, price_problem: problem }
    if (round === null)
      await trx('request_lot')
        .where({ id })
        .update({ ...opened, price_opened_at: now })
    else await trx('improved_offer').where({ id }).update(opened)
  }
  if (round !== null) await trx('improved_round').where({ id: round }).update({ opened_at: now })
}
