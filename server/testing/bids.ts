import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import sodium from 'libsodium-wrappers'
import { type PricePlace, writePrice } from '../bids/rules.ts'
import type { CallBids } from '../bids/schema.ts'
import type { Db } from '../db/index.ts'
import { type Client, signInAs } from './people.ts'

const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

/** An officer who has a key; the browser makes it from a passphrase, here it is any key. */
export interface Custodian {
  client: Client
  keyId: number
  /** Opens the officer's own shares, as their browser does. */
  open(bids: CallBids): { pair: number; share: string }[]
}

/** Signs in a new officer and makes their key. */
export async function custodian(app: FastifyInstance, name: string): Promise<Custodian> {
  await sodium.ready
  const client = await signInAs(app, { roles: ['propertyOffice'], name })
  const { publicKey, privateKey } = sodium.crypto_box_keypair()
  const answer = await client.post('/api/desk/keys', {
    publicKey: toBase64(publicKey),
    salt: toBase64(randomBytes(16)),
  })
  return {
    client,
    keyId: answer.json().mine.id,
    open: ({ shares }) =>
      shares.map(({ pair, sealedShare }) => ({
        pair,
        share: toBase64(sodium.crypto_box_seal_open(fromBase64(sealedShare), publicKey, privateKey)),
      })),
  }
}

/** A key that nobody can open anything with, for calls whose prices no test opens. */
export async function insertCallKey(db: Db, code: string, madeBy: string | undefined): Promise<void> {
  const call = await db('call').where({ code }).first('id')
  const key = { call_id: call.id, public_key: randomBytes(32), made_by: madeBy }
  await db('call_key').insert(key).onConflict().ignore()
}

/** Seals a price as the browser does. */
export function sealPrice(publicKey: string, place: PricePlace, eurYear: number): string {
  const plain = writePrice(place, eurYear, randomBytes(16).toString('hex'))
  return toBase64(sodium.crypto_box_seal(plain, fromBase64(publicKey)))
}

/** Signs a technical ranking in which these requests have a rank, or miss a threshold. */
export async function signTechnical(
  db: Db,
  {
    code,
    by,
    entries,
  }: { code: string; by: string; entries: { request: string; lot: number; passes: boolean }[] },
): Promise<number> {
  const call = await db('call').where({ code }).first('id')
  const version = await db('call_version').where({ call_id: call.id }).orderBy('number', 'desc').first('id')
  const [ranking] = await db('ranking')
    .insert({
      call_id: call.id,
      kind: 'technical',
      call_version_id: version.id,
      content: '{}',
      content_hash: 'test',
      proposed_by: by,
    })
    .returning('id')
  const rows = entries.map(({ request, lot, passes }, index) => ({
    ranking_id: ranking.id,
    lot_id: lot,
    request_id: request,
    rank: passes ? index + 1 : null,
    reason: passes ? null : 'belowTechnical',
    technical_points: 50,
  }))
  await db('ranking_entry').insert(rows)
  await db('ranking').where({ id: ranking.id }).update({ signed_by: by, signed_at: db.fn.now() })
  return ranking.id
}
