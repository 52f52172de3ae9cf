import type { Person } from '../accounts/queries.ts'
import { type LockedCall, lockCall } from '../calls/locking.ts'
import { recordCall } from '../calls/preparing.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, UnprocessableError } from '../http/problem.ts'
import { fromBase64 } from './base64.ts'
import { type Bid, findBids, type PaperBid, writePrices } from './bids.ts'
import { type OpenedPrice, readPrice, shareWaitsMinutes } from './rules.ts'
import type { OpeningRefusal, OpeningShare } from './schema.ts'
import { hashOf, type OpenBox, withKey } from './shares.ts'
import { findRefusal } from './situation.ts'

const refusalTexts: Record<OpeningRefusal, string> = {
  noPrice: 'The call takes no prices.',
  noKey: 'The call has no key.',
  sealed: 'The requests of the call have not been opened.',
  technicalNotSigned: 'Prices are opened after the technical ranking is signed.',
  roundUnknown: 'There is no such round of improved offers.',
  roundOpen: 'Improved offers can still come in.',
  alreadyOpened: 'These prices have been opened.',
  notCustodian: 'You keep no share of the key of this call.',
  ownRequest: 'You have a part in a request for this call.',
}

interface Waiting {
  id: number
  firstBy: string
  shares: { pair: number; share: string }[]
}

/** What an officer has handed in that is still good, the row of it locked; what is over is forgotten. */
async function lockWaiting(trx: Db, callId: number, round: number | null): Promise<Waiting | undefined> {
  const ofRound = { call_id: callId, round_id: round }
  await trx('bid_opening')
    .where(ofRound)
    .whereNull('opened_at')
    .whereRaw('expires_at <= clock_timestamp()')
    .delete()
  return trx('bid_opening')
    .where(ofRound)
    .whereNull('opened_at')
    .forUpdate()
    .first({ id: 'id', firstBy: 'first_by', shares: 'first_shares' })
}

/** @throws {UnprocessableError} where a share is not one that was sealed for this person */
async function checkShares(trx: Db, call: LockedCall, accountId: string, shares: OpeningShare['shares']) {
  const known: { pair: number; hash: Buffer }[] = await trx({ s: 'call_key_share' })
    .join({ k: 'custodian_key' }, 'k.id', 's.custodian_key_id')
    .where({ 's.call_id': call.id, 'k.account_id': accountId })
    .select({ pair: 's.pair', hash: 's.share_hash' })
  const isTrue = ({ pair, share }: OpeningShare['shares'][number]) =>
    known.some((mine) => mine.pair === pair && mine.hash.equals(hashOf(fromBase64(share))))
  if (shares.every(isTrue)) return
  throw new UnprocessableError('This is not your share of the key of the call.', '/problems/wrong-share')
}

interface Session {
  trx: Db
  person: Person
  call: LockedCall
  body: OpeningShare
  now: Date
}

/** The first hands in a share, which waits: alone it says nothing. */
async function begin({ trx, person, call, body }: Session): Promise<void> {
  await trx('bid_opening').insert({
    call_id: call.id,
    round_id: body.round ?? null,
    first_by: person.account.id,
    first_shares: JSON.stringify(body.shares),
    expires_at: trx.raw("clock_timestamp() + ? * interval '1 minute'", [shareWaitsMinutes]),
  })
  await recordCall(trx, person, call.code, 'beginOpening', {
    firstBy: { class: 'internal', old: null, new: person.account.name },
  })
}

/** The shares of one pair that both have handed in. */
function commonPair(waiting: Waiting, shares: OpeningShare['shares']): [Buffer, Buffer] {
  for (const { pair, share } of shares) {
    const other = waiting.shares.find((candidate) => candidate.pair === pair)
    if (other) return [fromBase64(other.share), fromBase64(share)]
  }
  throw new UnprocessableError('The two shares are of no common pair.', '/problems/wrong-share')
}

/** @throws {UnprocessableError} where a paper envelope is left out, or one is named that there is not */
function readPaper(paperBids: readonly PaperBid[], paper: OpeningShare['paper'] = []): OpenedPrice[] {
  const strays = paper.filter(
    ({ request, lot }) => !paperBids.some((bid) => bid.request === request && bid.lot === lot),
  )
  const prices = paperBids.flatMap((bid): OpenedPrice[] => {
    const read = paper.find(({ request, lot }) => bid.request === request && bid.lot === lot)
    if (!read) return []
    return read.eurYear === null
      ? [{ eurYear: null, problem: 'unreadable' }]
      : [{ eurYear: read.eurYear, problem: null }]
  })
  if (strays.length === 0 && prices.length === paperBids.length && paper.length === prices.length)
    return prices
  throw new UnprocessableError(
    'Every paper envelope is opened in the same session.',
    '/problems/paper-envelopes',
  )
}

/** What each bid says, in their order. */
function readBids(bids: readonly Bid[], fromPaper: readonly OpenedPrice[], open: OpenBox): OpenedPrice[] {
  const paper = [...fromPaper]
  return bids.map((bid) => {
    if (bid.isPaper) return paper.shift() ?? { eurYear: null, problem: 'missing' }
    return bid.sealed ? readPrice(open(bid.sealed), bid) : { eurYear: null, problem: 'missing' }
  })
}

async function nameOf(trx: Db, accountId: string): Promise<string> {
  return (await trx('account').where({ id: accountId }).first('name')).name
}

/** The second hands in theirs: the key is put together, every bid is opened, the key is forgotten. */
async function open({ trx, person, call, body, now }: Session, waiting: Waiting): Promise<void> {
  const round = body.round ?? null
  const { public_key: publicKey } = await trx('call_key').where({ call_id: call.id }).first('public_key')
  const bids = await findBids(trx, call.id, round)
  const fromPaper = readPaper(
    bids.filter(({ isPaper }) => isPaper),
    body.paper,
  )
  const prices = await withKey(publicKey, commonPair(waiting, body.shares), (box) =>
    readBids(bids, fromPaper, box),
  )
  await trx('bid_opening')
    .where({ id: waiting.id })
    .update({ first_shares: null, second_by: person.account.id, opened_at: now })
  await writePrices(trx, bids, prices, { round, now })
  await recordOpening({ trx, person, call, body, now }, waiting, { bids, prices })
}

async function recordOpening(
  { trx, person, call, body }: Session,
  waiting: Waiting,
  { bids, prices }: { bids: readonly Bid[]; prices: readonly OpenedPrice[] },
): Promise<void> {
  const people = {
    firstBy: { class: 'internal', old: null, new: await nameOf(trx, waiting.firstBy) },
    secondBy: { class: 'internal', old: null, new: person.account.name },
  } as const
  const problems = prices.filter(({ problem }) => problem !== null).length
  await recordCall(trx, person, call.code, 'openPrices', {
    ...people,
    ...(body.round && { round: { class: 'internal', old: null, new: body.round } }),
    opened: { class: 'internal', old: null, new: prices.length - problems },
    problems: { class: 'internal', old: null, new: problems },
  })
  for (const [index, { request, lotNumber }] of bids.entries()) {
    const { eurYear, problem } = prices[index] ?? { eurYear: null, problem: 'missing' }
    await recordEvent(trx, {
      actor: { id: person.account.id, role: 'custodian' },
      action: 'openPrice',
      objectKind: 'request',
      objectId: request,
      changes: {
        lotNumber: { class: 'internal', old: null, new: lotNumber },
        price: { class: 'internal', old: null, new: eurYear ?? problem },
      },
    })
  }
}

/**
 * Hands in the share of a custodian. The first one's waits a quarter of an hour; with that of a second, the
 * prices of all requests that are in the technical ranking are opened, whatever became of them since.
 * @throws {ConflictError} where prices cannot be opened now, or not by this person, naming why
 * @throws {UnprocessableError} where the share is another's, or a paper envelope is left out
 */
export async function handInShare(
  { db }: Context,
  person: Person,
  code: string,
  body: OpeningShare,
): Promise<void> {
  await db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    const refusal = await findRefusal(trx, person, call, body.round ?? null)
    if (refusal) throw new ConflictError(refusalTexts[refusal], `/problems/opening/${refusal}`)
    await checkShares(trx, call, person.account.id, body.shares)
    const session = { trx, person, call, body, now: await databaseNow(trx) }
    const waiting = await lockWaiting(trx, call.id, body.round ?? null)
    if (waiting && waiting.firstBy !== person.account.id) return open(session, waiting)
    if (waiting) await trx('bid_opening').where({ id: waiting.id }).delete()
    return begin(session)
  })
}

/** Forgets shares whose time is over. */
export const forgetShares = (db: Db): Promise<number> =>
  db('bid_opening').whereNull('opened_at').whereRaw('expires_at <= clock_timestamp()').delete()
