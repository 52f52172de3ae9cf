import { randomBytes } from 'node:crypto'
import sodium from 'libsodium-wrappers'
import { fromBase64 } from '../bids/base64.ts'
import { type PricePlace, writePrice } from '../bids/rules.ts'
import { cutNewKey } from '../bids/shares.ts'
import type { Db } from '../db/index.ts'
import type { Demo } from './load.ts'
import type { DemoPeople } from './people.ts'

/** Inserts the keys of two officers, whose passphrases the demonstration tells everybody. */
export async function insertCustodians(trx: Db, { settings }: Demo, people: DemoPeople): Promise<void> {
  const { propertyOffice, caseOfficer } = settings.custodians
  await trx('custodian_key').insert(
    [
      { account_id: people.propertyOffice, ...propertyOffice },
      { account_id: people.caseOfficer, ...caseOfficer },
    ].map(({ account_id, salt, publicKey }) => ({
      account_id,
      salt: fromBase64(salt),
      public_key: fromBase64(publicKey),
    })),
  )
}

/** Makes the key of a call for both officers, as their desk does. */
export async function insertCallKey(trx: Db, callId: number, people: DemoPeople): Promise<void> {
  const [first, second] = await trx('custodian_key')
    .whereIn('account_id', [people.propertyOffice, people.caseOfficer])
    .orderBy('id')
    .select({ id: 'id', publicKey: 'public_key' })
  const { publicKey, pairs } = await cutNewKey([[first.publicKey, second.publicKey]])
  await trx('call_key').insert({ call_id: callId, public_key: publicKey, made_by: people.propertyOffice })
  const shares = pairs.flatMap((pair) =>
    pair.map(({ sealed, hash }, side) => ({
      call_id: callId,
      pair: 1,
      custodian_key_id: side === 0 ? first.id : second.id,
      sealed_share: sealed,
      share_hash: hash,
    })),
  )
  await trx('call_key_share').insert(shares)
}

/** Seals a price for the key of a call, as the browser of an applicant does; null where the call has none. */
export async function sealFor(
  trx: Db,
  callId: number,
  place: PricePlace,
  eurYear: number,
): Promise<Buffer | null> {
  const key = await trx('call_key').where({ call_id: callId }).first({ publicKey: 'public_key' })
  if (!key) return null
  await sodium.ready
  return Buffer.from(
    sodium.crypto_box_seal(writePrice(place, eurYear, randomBytes(16).toString('hex')), key.publicKey),
  )
}
