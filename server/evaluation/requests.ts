import type { RequestStatus } from '../allocation/schema.ts'
import type { Db } from '../db/index.ts'

/** A request of a call as its evaluation needs it. */
export interface JudgedRequest {
  id: string
  number: string
  status: RequestStatus
  reasonCode: string | null
  applicantName: string
  makes: string | null
  receivedAt: Date
  subjects: string[]
  lots: RequestLot[]
}

interface RequestLot {
  lotId: number
  hasBid: boolean
  bidEurYear: number | null
  improvedEurYear: number | null
}

/** Offers improved after a tie count where they are better than the bid. */
const lots = `
  SELECT json_agg(json_build_object('lotId', rl.lot_id,
    'hasBid', rl.sealed_price IS NOT NULL OR rl.paper_price,
    'bidEurYear', rl.price_eur_year::float8,
    'improvedEurYear', (SELECT max(o.price_eur_year)::float8 FROM improved_offer o
      JOIN improved_round w ON w.id = o.round_id AND w.opened_at IS NOT NULL
      WHERE o.request_id = r.id AND w.lot_id = rl.lot_id AND o.price_eur_year > rl.price_eur_year))
    ORDER BY rl.preference)
  FROM request_lot rl WHERE rl.request_id = r.id AND rl.lot_id IS NOT NULL`

/** The requests of a call that were sent, in the order in which they were received. */
export async function readRequests(db: Db, callId: number): Promise<JudgedRequest[]> {
  const { rows } = await db.raw<{ rows: JudgedRequest[] }>(
    `SELECT r.id, r.number, r.status, r.reason_code AS "reasonCode",
       coalesce(r.content #>> '{applicant,name}', p.name, '') AS "applicantName",
       r.content ->> 'makes' AS makes, r.received_at AS "receivedAt",
       ARRAY(SELECT s.code FROM request_subject s WHERE s.request_id = r.id ORDER BY s.code) AS subjects,
       coalesce((${lots}), '[]') AS lots
     FROM request r LEFT JOIN party p ON p.id = r.party_id
     WHERE r.call_id = :callId AND r.status <> 'draft'
     ORDER BY r.received_at, r.number`,
    { callId },
  )
  return rows
}

/** States in which the formal check has yet to decide. */
const undecided: readonly RequestStatus[] = ['submitted', 'formalCheck', 'completionRequested']
export const isUndecided = ({ status }: JudgedRequest): boolean => undecided.includes(status)

/** States in which a request competes: those after the formal check let it through. */
const competing: readonly RequestStatus[] = [
  'admitted',
  'evaluated',
  'ranked',
  'awarded',
  'declined',
  'accepted',
  'agreement',
]
export const isCompeting = ({ status }: JudgedRequest): boolean => competing.includes(status)

export interface JudgedLot {
  id: number
  number: number
  title: string
  baseRentEurYear: number | null
  purposes: { code: string; text: string; textEn: string | null; points: number }[]
}

/** The lots of a call, in their order. */
export const readLots = (db: Db, callId: number): Promise<JudgedLot[]> =>
  db('lot')
    .where({ call_id: callId })
    .orderBy('number')
    .select({
      id: 'id',
      number: 'number',
      title: 'title',
      baseRentEurYear: db.raw('base_rent_eur_year::float8'),
      purposes: 'purposes',
    })
