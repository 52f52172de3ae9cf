import { randomBytes } from 'node:crypto'
import { actingRole } from '../accounts/guard.ts'
import { holdersOf } from '../accounts/holders.ts'
import type { Person } from '../accounts/queries.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { fromBase64, toBase64 } from './base64.ts'
import type { CallBids, CustodianKey, CustodianKeys, NewCustodianKey } from './schema.ts'

interface KeyRow {
  id: number
  publicKey: Buffer
  salt: Buffer
  madeAt: Date
}

const toKey = ({ id, publicKey, salt, madeAt }: KeyRow): CustodianKey => ({
  id,
  publicKey: toBase64(publicKey),
  salt: toBase64(salt),
  madeAt: madeAt.toISOString(),
})

/** Calls whose prices are not opened and of whose key the account has a share. */
const waitingCalls = (db: Db, accountId: string): Promise<CustodianKeys['calls']> =>
  db({ c: 'call' })
    .whereNotIn('c.status', ['revoked', 'noBids', 'concluded'])
    .whereExists(
      db({ s: 'call_key_share' })
        .join({ k: 'custodian_key' }, 'k.id', 's.custodian_key_id')
        .whereRaw('s.call_id = c.id')
        .where({ 'k.account_id': accountId }),
    )
    .whereNotExists(db({ o: 'bid_opening' }).whereRaw('o.call_id = c.id').whereNotNull('o.opened_at'))
    .orderBy('c.code')
    .select({ code: 'c.code', title: 'c.title' })

/** The key of an officer, and a fresh salt for a new one. */
export async function readOwnKeys(db: Db, accountId: string): Promise<CustodianKeys> {
  const row: KeyRow | undefined = await db('custodian_key')
    .where({ account_id: accountId })
    .whereNull('retired_at')
    .first({ id: 'id', publicKey: 'public_key', salt: 'salt', madeAt: 'made_at' })
  return {
    mine: row ? toKey(row) : null,
    newSalt: { salt: toBase64(randomBytes(16)) },
    calls: await waitingCalls(db, accountId),
  }
}

/** Keeps the public half of a new key; one made before opens what was sealed for it, and nothing new. */
export async function keepKey(db: Db, person: Person, { publicKey, salt }: NewCustodianKey): Promise<void> {
  const accountId = person.account.id
  await db.transaction(async (trx) => {
    await trx('account').where({ id: accountId }).forNoKeyUpdate().first('id')
    await trx('custodian_key')
      .where({ account_id: accountId })
      .whereNull('retired_at')
      .update({ retired_at: trx.raw('clock_timestamp()') })
    await trx('custodian_key').insert({
      account_id: accountId,
      public_key: fromBase64(publicKey),
      salt: fromBase64(salt),
    })
    await recordEvent(trx, {
      actor: { id: accountId, role: actingRole(person, 'prepareCalls') },
      action: 'makeCustodianKey',
      objectKind: 'account',
      objectId: accountId,
      changes: { publicKey: { class: 'internal', old: null, new: publicKey } },
    })
  })
}

/** Officers who prepare calls today and have a key, with its public half. */
export async function listCandidates(
  db: Db,
  accountId: string,
): Promise<(CallBids['candidates'][number] & { publicKey: Buffer })[]> {
  return db({ k: 'custodian_key' })
    .join({ a: 'account' }, 'a.id', 'k.account_id')
    .whereNull('k.retired_at')
    .whereIn('a.id', await holdersOf(db, 'prepareCalls'))
    .orderBy(['a.name', 'k.id'])
    .select({
      keyId: 'k.id',
      name: 'a.name',
      isMe: db.raw('a.id = ?', [accountId]),
      publicKey: 'k.public_key',
    })
}
