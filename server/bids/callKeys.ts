import type { Person } from '../accounts/queries.ts'
import { catchUp } from '../calls/clock.ts'
import { type LockedCall, lockCall } from '../calls/locking.ts'
import { recordCall } from '../calls/preparing.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, UnprocessableError } from '../http/problem.ts'
import { toBase64 } from './base64.ts'
import { listCandidates } from './custodians.ts'
import { pairsOf } from './rules.ts'
import { cutNewKey } from './shares.ts'

/** A key is made, and made again, until the call is open: then prices are sealed for it. */
export const mayMakeKey = ({ status }: Pick<LockedCall, 'status'>): boolean =>
  status === 'draft' || status === 'published'

type Custodian = Awaited<ReturnType<typeof listCandidates>>[number]

async function findCustodians(trx: Db, person: Person, keyIds: readonly number[]): Promise<Custodian[]> {
  const candidates = await listCandidates(trx, person.account.id)
  const chosen = candidates.filter(({ keyId }) => keyIds.includes(keyId))
  if (chosen.length === keyIds.length) return chosen
  throw new UnprocessableError(
    'One of the keys is none of an officer who prepares calls.',
    '/problems/custodians',
  )
}

async function writeKey(trx: Db, callId: number, madeBy: string, custodians: readonly Custodian[]) {
  const pairs = pairsOf(custodians)
  const key = await cutNewKey(pairs.map(([one, other]) => [one.publicKey, other.publicKey]))
  await trx('call_key_share').where({ call_id: callId }).delete()
  await trx('call_key').where({ call_id: callId }).delete()
  await trx('call_key').insert({ call_id: callId, public_key: key.publicKey, made_by: madeBy })
  const shares = pairs.flatMap((pair, index) =>
    pair.map(({ keyId }, side) => ({
      call_id: callId,
      pair: index + 1,
      custodian_key_id: keyId,
      sealed_share: key.pairs[index]?.[side]?.sealed,
      share_hash: key.pairs[index]?.[side]?.hash,
    })),
  )
  await trx('call_key_share').insert(shares)
  return toBase64(key.publicKey)
}

/**
 * Makes the key that prices of a call are sealed for; no officer, and no server, can open one alone.
 * @throws {ConflictError} where the call is open, or was
 * @throws {UnprocessableError} where a custodian has no key, or prepares no calls
 */
export async function makeCallKey(
  { db }: Context,
  person: Person,
  code: string,
  keyIds: readonly number[],
): Promise<void> {
  await db.transaction(async (trx) => {
    const call = await catchUp(trx, await lockCall(trx, code))
    if (!mayMakeKey(call))
      throw new ConflictError(
        'Prices have been sealed for the key of this call.',
        '/problems/call/notInThisState',
      )
    const custodians = await findCustodians(trx, person, keyIds)
    const publicKey = await writeKey(trx, call.id, person.account.id, custodians)
    await recordCall(trx, person, code, 'makeCallKey', {
      publicKey: { class: 'public', old: null, new: publicKey },
      custodians: { class: 'internal', old: null, new: custodians.map(({ name }) => name) },
    })
  })
}
