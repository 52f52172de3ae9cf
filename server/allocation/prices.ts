import { createHash } from 'node:crypto'
import { fromBase64 } from '../bids/base64.ts'
import { sealedPriceBytes } from '../bids/schema.ts'
import type { Db } from '../db/index.ts'
import { UnprocessableError } from '../http/problem.ts'
import type { ContentFault } from './content.ts'
import type { LockedRequest } from './locking.ts'
import type { SealedPrices } from './schema.ts'

const refuse = (pointer: string, detail: string) => {
  throw new UnprocessableError('A sealed price cannot be kept.', '/problems/sealed-price', [
    { pointer, detail },
  ])
}

async function takesPrices(trx: Db, callId: number | null): Promise<boolean> {
  if (callId === null) return false
  return (await trx('call_key').where({ call_id: callId }).first('call_id')) !== undefined
}

/**
 * Keeps sealed prices with the lots of a draft. What is in them nobody knows, so that only their size and
 * their lot are checked.
 * @throws {UnprocessableError} where the call takes no prices, a lot is not asked for, or the size is wrong
 */
export async function sealPrices(
  trx: Db,
  draft: Pick<LockedRequest, 'id' | 'callId'>,
  prices: SealedPrices,
): Promise<void> {
  if (prices.length === 0) return
  if (!(await takesPrices(trx, draft.callId))) refuse('/prices', 'the call takes no prices')
  for (const [index, { lot, sealed }] of prices.entries()) {
    const price = sealed === null ? null : fromBase64(sealed)
    if (price && price.length !== sealedPriceBytes) refuse(`/prices/${index}/sealed`, 'has the wrong size')
    const kept = await trx('request_lot')
      .where({ request_id: draft.id, lot_id: lot })
      .update({ sealed_price: price })
    if (kept === 0) refuse(`/prices/${index}/lot`, 'is not asked for')
  }
}

/** The sealed price of a lot by its fingerprint, as the content hash holds it. */
export interface PriceMark {
  lot: number
  sha256: string
}

/** Fingerprints of the sealed prices of a request, in order of preference. */
export async function markPrices(trx: Db, requestId: string): Promise<PriceMark[]> {
  const rows: { lot: number; sealed: Buffer }[] = await trx('request_lot')
    .where({ request_id: requestId })
    .whereNotNull('sealed_price')
    .orderBy('preference')
    .select({ lot: 'lot_id', sealed: 'sealed_price' })
  return rows.map(({ lot, sealed }) => ({ lot, sha256: createHash('sha256').update(sealed).digest('hex') }))
}

/** Lots whose price is not sealed yet, where the call asks for one. */
export async function findPriceFaults(
  trx: Db,
  requestId: string,
  { lotIds, asksPrice }: { lotIds: readonly number[]; asksPrice: boolean },
): Promise<ContentFault[]> {
  if (!asksPrice) return []
  const marks = await markPrices(trx, requestId)
  return lotIds
    .filter((lot) => !marks.some((mark) => mark.lot === lot))
    .map((lot) => ({ pointer: `/prices/${lot}`, code: 'priceMissing' }))
}
