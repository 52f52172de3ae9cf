import type { Person } from '../accounts/queries.ts'
import { takesPrice } from '../calls/conditions.ts'
import { hasRequestIn } from '../calls/leading.ts'
import { findLeadable, type LockedCall } from '../calls/locking.ts'
import type { Db } from '../db/index.ts'
import { toBase64 } from './base64.ts'
import { findBids, signedTechnical } from './bids.ts'
import { mayMakeKey } from './callKeys.ts'
import { listCandidates } from './custodians.ts'
import { type OpeningSituation, openingRefusal } from './rules.ts'
import type { CallBids, OpeningRefusal } from './schema.ts'

interface Facts {
  takesPrice: boolean
  isTechnicalSigned: boolean
  isOpened: boolean
  round: { isKnown: boolean; isOver: boolean } | null
}

async function readFacts(db: Db, callId: number, round: number | null): Promise<Facts> {
  const { rows } = await db.raw<{ rows: (Facts & { roundOver: boolean | null })[] }>(
    `SELECT ${takesPrice} AS "takesPrice",
       EXISTS (SELECT FROM ranking t WHERE t.call_id = c.id AND ${signedTechnical}) AS "isTechnicalSigned",
       EXISTS (SELECT FROM bid_opening o WHERE o.call_id = c.id AND o.opened_at IS NOT NULL
         AND o.round_id IS NOT DISTINCT FROM :round::integer) AS "isOpened",
       (SELECT w.due_at < clock_timestamp() FROM improved_round w
         WHERE w.id = :round::integer AND w.call_id = c.id) AS "roundOver"
     FROM call c WHERE c.id = :callId`,
    { callId, round },
  )
  const [row] = rows
  if (!row) throw new Error('the call has been read before')
  const { roundOver, ...facts } = row
  return {
    ...facts,
    round: round === null ? null : { isKnown: roundOver !== null, isOver: roundOver === true },
  }
}

interface ShareRow {
  pair: number
  publicKey: Buffer
  salt: Buffer
  sealedShare: Buffer
}

/** The shares of the key of a call that were sealed for an account. */
const readShares = (db: Db, callId: number, accountId: string): Promise<ShareRow[]> =>
  db({ s: 'call_key_share' })
    .join({ k: 'custodian_key' }, 'k.id', 's.custodian_key_id')
    .where({ 's.call_id': callId, 'k.account_id': accountId })
    .orderBy('s.pair')
    .select({ pair: 's.pair', publicKey: 'k.public_key', salt: 'k.salt', sealedShare: 's.sealed_share' })

async function readSituation(
  db: Db,
  { account }: Person,
  call: LockedCall,
  round: number | null,
): Promise<OpeningSituation> {
  const key = await db('call_key').where({ call_id: call.id }).first('call_id')
  return {
    ...(await readFacts(db, call.id, round)),
    hasKey: key !== undefined,
    isUnsealed: call.unsealedAt !== null,
    isCustodian: (await readShares(db, call.id, account.id)).length > 0,
    hasOwnRequest: await hasRequestIn(db, account.id, call.id),
  }
}

/** Why a person cannot open prices of a call now; null where they can. */
export const findRefusal = async (
  db: Db,
  person: Person,
  call: LockedCall,
  round: number | null,
): Promise<OpeningRefusal | null> => openingRefusal(await readSituation(db, person, call, round))

async function readKey(db: Db, callId: number, accountId: string): Promise<CallBids['key']> {
  const row = await db({ k: 'call_key' })
    .join({ a: 'account' }, 'a.id', 'k.made_by')
    .where({ 'k.call_id': callId })
    .first({ publicKey: 'k.public_key', madeAt: 'k.made_at', madeBy: 'a.name' })
  if (!row) return null
  const custodians = await db({ s: 'call_key_share' })
    .join({ k: 'custodian_key' }, 'k.id', 's.custodian_key_id')
    .join({ a: 'account' }, 'a.id', 'k.account_id')
    .where({ 's.call_id': callId })
    .groupBy(['k.id', 'a.id'])
    .orderBy(['a.name', 'k.id'])
    .select({ keyId: 'k.id', name: 'a.name', isMe: db.raw('a.id = ?', [accountId]) })
  const { publicKey, madeAt, madeBy } = row
  return { publicKey: toBase64(publicKey), madeAt: madeAt.toISOString(), madeBy, custodians }
}

async function readWaiting(
  db: Db,
  { callId, accountId, round }: { callId: number; accountId: string; round: number | null },
): Promise<CallBids['waiting']> {
  const row = await db({ o: 'bid_opening' })
    .join({ a: 'account' }, 'a.id', 'o.first_by')
    .where({ 'o.call_id': callId, 'o.round_id': round })
    .whereNull('o.opened_at')
    .whereRaw('o.expires_at > clock_timestamp()')
    .first({ by: 'a.name', isMe: db.raw('a.id = ?', [accountId]), expiresAt: 'o.expires_at' })
  return row ? { ...row, expiresAt: row.expiresAt.toISOString() } : null
}

/** The opened prices of a call, or of the improved offers of a round. */
async function readPrices(db: Db, callId: number, round: number | null) {
  const columns = {
    request: 'r.id',
    number: 'r.number',
    lotNumber: 'l.number',
    eurYear: db.raw('p.price_eur_year::float8'),
    problem: 'p.price_problem',
  }
  if (round !== null)
    return db({ p: 'improved_offer' })
      .join({ w: 'improved_round' }, 'w.id', 'p.round_id')
      .join({ r: 'request' }, 'r.id', 'p.request_id')
      .join({ l: 'lot' }, 'l.id', 'w.lot_id')
      .where({ 'p.round_id': round })
      .orderBy(['l.number', 'r.number'])
      .select(columns)
  return db({ p: 'request_lot' })
    .join({ r: 'request' }, 'r.id', 'p.request_id')
    .join({ l: 'lot' }, 'l.id', 'p.lot_id')
    .where({ 'r.call_id': callId })
    .whereNotNull('p.price_opened_at')
    .orderBy(['l.number', 'r.number'])
    .select(columns)
}

async function readOpened(db: Db, callId: number, round: number | null): Promise<CallBids['opened']> {
  const row = await db({ o: 'bid_opening' })
    .join({ one: 'account' }, 'one.id', 'o.first_by')
    .join({ two: 'account' }, 'two.id', 'o.second_by')
    .where({ 'o.call_id': callId, 'o.round_id': round })
    .whereNotNull('o.opened_at')
    .first({ firstBy: 'one.name', secondBy: 'two.name', at: 'o.opened_at' })
  if (!row) return null
  return { ...row, at: row.at.toISOString(), prices: await readPrices(db, callId, round) }
}

const openable = (refusal: OpeningRefusal | null) => refusal === null || refusal === 'notCustodian'

async function readEnvelopes(db: Db, callId: number, round: number | null): Promise<CallBids['paper']> {
  const bids = await findBids(db, callId, round)
  return bids
    .filter(({ isPaper }) => isPaper)
    .map(({ request, number, lot, lotNumber }) => ({ request, number, lot, lotNumber }))
}

/**
 * The key of a call and where the opening of its prices stands.
 * @throws {NotFoundError} where there is no such call
 */
export async function readCallBids(
  db: Db,
  person: Person,
  code: string,
  round: number | null,
): Promise<CallBids> {
  const call = await findLeadable(db, code)
  const accountId = person.account.id
  const situation = await readSituation(db, person, call, round)
  const refusal = openingRefusal(situation)
  const candidates = await listCandidates(db, accountId)
  const shares = await readShares(db, call.id, accountId)
  return {
    call: { code, title: call.title, status: call.status },
    takesPrice: situation.takesPrice,
    key: await readKey(db, call.id, accountId),
    mayMakeKey: mayMakeKey(call),
    candidates: candidates.map(({ publicKey: _, ...candidate }) => candidate),
    refusal,
    waiting: await readWaiting(db, { callId: call.id, accountId, round }),
    shares: shares.map(({ pair, publicKey, salt, sealedShare }) => ({
      pair,
      publicKey: toBase64(publicKey),
      salt: toBase64(salt),
      sealedShare: toBase64(sealedShare),
    })),
    paper: openable(refusal) ? await readEnvelopes(db, call.id, round) : [],
    opened: await readOpened(db, call.id, round),
  }
}
