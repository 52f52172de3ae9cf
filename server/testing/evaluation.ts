import { randomBytes } from 'node:crypto'
import type { RequestContent, RequestStatus } from '../allocation/schema.ts'
import type { Criteria } from '../calls/criteria.ts'
import { canonicalHash } from '../db/canonical.ts'
import type { Db } from '../db/index.ts'
import { insertParty } from '../parties/queries.ts'
import type { PartyData, PartyKind } from '../parties/schema.ts'
import { completeContent } from './requests.ts'

const criterion = { labelEn: null, guidance: null, threshold: null, kind: 'marks', scope: 'request' } as const

/** Project 40, impact 20 for each lot, purposes 10, price 30 by proportion; 30 of 70 to be ranked. */
const seventyThirty: Criteria = {
  technical: [
    { ...criterion, code: 'project', label: 'Qualità del progetto', labelEn: 'Quality', maxPoints: 40 },
    { ...criterion, code: 'impact', label: 'Effetto sul quartiere', scope: 'lot', maxPoints: 20 },
    { ...criterion, code: 'purposes', label: 'Finalità', kind: 'purposes', scope: 'lot', maxPoints: 10 },
  ],
  technicalThreshold: 30,
  price: { maxPoints: 30, formula: 'proportional' },
  ties: ['technicalPoints', 'draw'],
  allocation: 'byRank',
  maxAwardsPerApplicant: 1,
}

/** A lot by price alone: better offers first, then a draw. */
export const byPrice: Criteria = {
  ...seventyThirty,
  technical: [],
  technicalThreshold: null,
  price: { maxPoints: 100, formula: 'rise' },
  ties: ['improvedOffers', 'draw'],
}

/** Purposes of every lot: seven and five points. */
const purposes = [
  { code: 'repair', text: 'Riparazione', textEn: 'Repair', points: 7, district: null },
  { code: 'courses', text: 'Corsi', textEn: 'Courses', points: 5, district: null },
]

export interface JudgedCallGiven {
  code: string
  criteria?: Criteria
  lots?: number
  columns?: Record<string, unknown>
  /** Who opened the requests; the call stays closed without. */
  unsealedBy?: string
}

export interface JudgedCallIds {
  id: number
  code: string
  versionId: number
  lotIds: number[]
}

/** A call whose deadline is over, with its version, lots of a base rent of 1,000 EUR a year and a key. */
export async function insertJudgedCall(db: Db, given: JudgedCallGiven): Promise<JudgedCallIds> {
  const { code, criteria = seventyThirty, lots = 2, columns = {}, unsealedBy } = given
  const [{ id }] = await db('call')
    .insert({
      code,
      title: `Bando ${code}`,
      title_en: `Call ${code}`,
      status: unsealedBy ? 'evaluating' : 'closed',
      standing: false,
      procedure: 'publicCall',
      act_number: '100/2026',
      act_date: '2026-01-10',
      opens_at: db.raw("clock_timestamp() - interval '60 days'"),
      closes_at: db.raw("clock_timestamp() - interval '1 day'"),
      criteria: JSON.stringify(criteria),
      current_version: 1,
      office: 'Demanio',
      office_phone: '02 0202',
      office_hours: '9-12',
      ...(unsealedBy && {
        unsealed_at: db.raw("clock_timestamp() - interval '1 hour'"),
        unsealed_by: unsealedBy,
      }),
      ...columns,
    })
    .returning('id')
  const [version] = await db('call_version')
    .insert({
      call_id: id,
      number: 1,
      change: 'opened',
      content: JSON.stringify({ criteria }),
      content_hash: canonicalHash({ criteria }),
      criteria_hash: canonicalHash(criteria),
    })
    .returning('id')
  const rows = await db('lot')
    .insert(
      Array.from({ length: lots }, (_, index) => ({
        call_id: id,
        number: index + 1,
        title: ['Officina', 'Bottega', 'Laboratorio'][index] ?? `Spazio ${index + 1}`,
        base_rent_eur_year: 1000,
        purposes: JSON.stringify(purposes),
      })),
    )
    .returning('id')
  return { id, code, versionId: version.id, lotIds: rows.map((row) => row.id) }
}

export interface SentGiven {
  accountId: string
  number: string
  data: PartyData & { kind: PartyKind }
  /** Lots in order of preference; all of the call where it is not said. */
  lotIds?: number[]
  status?: RequestStatus
  content?: Partial<RequestContent>
  /** Whether it brings a sealed bid for each lot; so where it is not said. */
  bids?: boolean
}

/** A request that was sent in a call; admitted where no other state is given. Gives its id. */
export async function insertSent(db: Db, call: JudgedCallIds, given: SentGiven): Promise<string> {
  const { accountId, number, data, lotIds = call.lotIds, status = 'admitted', bids = true } = given
  const { kind, ...party } = data
  const content = { ...completeContent, applicant: data, ...given.content }
  const own = await db('party').where({ account_id: accountId, is_own: true, kind }).first('id')
  const partyId = own?.id ?? (await insertParty(db, accountId, kind, party))
  const [{ id }] = await db('request')
    .insert({
      number,
      kind: 'application',
      call_id: call.id,
      account_id: accountId,
      sent_by: accountId,
      party_id: partyId,
      status,
      content: JSON.stringify(content),
      content_hash: canonicalHash(content),
      identified_by: 'spid',
      received_at: db.raw("clock_timestamp() - interval '2 days'"),
      version: 2,
      ...(status === 'excluded' && { reason_code: 'missingRequirement', reason: 'Manca un requisito.' }),
    })
    .returning('id')
  await db('request_lot').insert(
    lotIds.map((lotId, index) => ({
      request_id: id,
      lot_id: lotId,
      preference: index + 1,
      sealed_price: bids ? randomBytes(80) : null,
    })),
  )
  return id
}

export interface OpenedBid {
  requestId: string
  lotId: number
  eurYear: number | null
}

/** The opening of bids as the two custodians leave it: amounts, or the word that one cannot be read. */
export async function openBids(
  db: Db,
  { id }: JudgedCallIds,
  [first, second]: readonly [string, string],
  bids: readonly OpenedBid[],
): Promise<void> {
  await insertOpening(db, id, first, second)
  for (const { requestId, lotId, eurYear } of bids)
    await db('request_lot')
      .where({ request_id: requestId, lot_id: lotId })
      .update({
        price_opened_at: db.raw('clock_timestamp()'),
        ...(eurYear === null ? { price_problem: 'unreadable' } : { price_eur_year: eurYear }),
      })
}

/** Makes two officers custodians of the key of a call, by keys and shares that open nothing. */
async function insertCustodians(db: Db, callId: number, officers: readonly string[]): Promise<void> {
  const key = { call_id: callId, public_key: randomBytes(32), made_by: officers[0] }
  await db('call_key').insert(key).onConflict('call_id').ignore()
  for (const account_id of officers) {
    const own = db('custodian_key').where({ account_id }).whereNull('retired_at').first('id')
    if (!(await own.clone()))
      await db('custodian_key').insert({ account_id, public_key: randomBytes(32), salt: randomBytes(16) })
    const { id } = await own.clone()
    await db('call_key_share')
      .insert({
        call_id: callId,
        pair: 1,
        custodian_key_id: id,
        sealed_share: randomBytes(80),
        share_hash: randomBytes(32),
      })
      .onConflict(['call_id', 'pair', 'custodian_key_id'])
      .ignore()
  }
}

async function insertOpening(
  db: Db,
  callId: number,
  first: string,
  second: string,
  roundId: number | null = null,
): Promise<void> {
  await insertCustodians(db, callId, [first, second])
  await db('bid_opening').insert({
    call_id: callId,
    round_id: roundId,
    first_by: first,
    expires_at: db.raw("clock_timestamp() + interval '15 minutes'"),
    second_by: second,
    opened_at: db.raw('clock_timestamp()'),
  })
}

/** Ends the term of a round of improved offers and opens what came in. */
export async function openRound(
  db: Db,
  { id }: JudgedCallIds,
  roundId: number,
  [first, second]: readonly [string, string],
  prices: Readonly<Record<string, number>>,
): Promise<void> {
  await db('improved_round')
    .where({ id: roundId })
    .update({
      asked_at: db.raw("clock_timestamp() - interval '3 days'"),
      due_at: db.raw("clock_timestamp() - interval '1 minute'"),
    })
  await insertOpening(db, id, first, second, roundId)
  for (const [requestId, price] of Object.entries(prices))
    await db('improved_offer')
      .where({ round_id: roundId, request_id: requestId })
      .update({ price_eur_year: price })
  await db('improved_round')
    .where({ id: roundId })
    .update({ opened_at: db.raw('clock_timestamp()') })
}

/** Lets the moment of a draw's public number, or the term to ask for a review, have passed. */
export async function letTimePass(db: Db, callId: number): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.raw('SET LOCAL session_replication_role = replica')
    await trx('draw')
      .where({ call_id: callId })
      .whereNull('seed')
      .update({ seed_due_at: trx.raw("frozen_at + interval '1 millisecond'") })
    await trx('ranking')
      .where({ call_id: callId })
      .whereNotNull('review_until')
      .update({ review_until: trx.raw("clock_timestamp() - interval '1 minute'") })
  })
}

/** Puts accounts on the commission of a call, the first as its president, with nobody to declare. */
export async function insertCommission(
  db: Db,
  { id }: JudgedCallIds,
  accountIds: readonly string[],
  appointedBy: string,
): Promise<number[]> {
  const rows = await db('commission_member')
    .insert(
      accountIds.map((accountId, index) => ({
        call_id: id,
        account_id: accountId,
        position: index === 0 ? 'president' : 'member',
        act_number: 'DD 77/2026',
        act_date: '2026-06-01',
        appointed_by: appointedBy,
        declared_at: db.raw('clock_timestamp()'),
      })),
    )
    .returning('id')
  return rows.map((row) => row.id)
}

export interface MarkGivenBy {
  memberId: number
  requestId: string
  criterion: string
  lotId: number | null
  points: number
  purposes?: string[]
}

/** Marks of `seventyThirty` for a request: the project once, impact and purposes on each lot. */
export const marksFor = (
  { lotIds }: Pick<JudgedCallIds, 'lotIds'>,
  { memberId, requestId }: Pick<MarkGivenBy, 'memberId' | 'requestId'>,
  { project, impact }: { project: number; impact: number },
): MarkGivenBy[] => [
  { memberId, requestId, criterion: 'project', lotId: null, points: project },
  ...lotIds.flatMap((lotId) => [
    { memberId, requestId, criterion: 'impact', lotId, points: impact },
    { memberId, requestId, criterion: 'purposes', lotId, points: 7, purposes: ['repair'] },
  ]),
]

/** Gives marks and submits the requests they are for. */
export async function insertMarks(db: Db, call: JudgedCallIds, marks: readonly MarkGivenBy[]): Promise<void> {
  await db('score').insert(
    marks.map(({ memberId, requestId, criterion, lotId, points, purposes }) => ({
      member_id: memberId,
      request_id: requestId,
      criterion,
      lot_id: lotId,
      points,
      purposes: purposes ?? null,
      note: 'Valutato secondo i criteri del bando.',
      call_version_id: call.versionId,
    })),
  )
  const submissions = new Map(
    marks.map(({ memberId, requestId }) => [
      `${memberId} ${requestId}`,
      { member_id: memberId, request_id: requestId },
    ]),
  )
  await db('score_submission').insert([...submissions.values()])
}
