import { createHash, randomBytes } from 'node:crypto'
import sodium from 'libsodium-wrappers'

const xor = (one: Uint8Array, other: Uint8Array) => one.map((byte, index) => byte ^ (other[index] ?? 0))

/** The key that prices of a call are sealed for, cut for each pair of custodians. */
export interface CutKey {
  publicKey: Buffer
  /** For each pair, in order, a share sealed for the first and one for the second. */
  pairs: [SealedShare, SealedShare][]
}
export interface SealedShare {
  sealed: Buffer
  hash: Buffer
}

function seal(share: Uint8Array, publicKey: Uint8Array): SealedShare {
  const sealed = Buffer.from(sodium.crypto_box_seal(share, publicKey))
  const hash = hashOf(share)
  sodium.memzero(share)
  return { sealed, hash }
}

/** By which a share that is handed in is known. */
export const hashOf = (share: Uint8Array): Buffer => createHash('sha256').update(share).digest()

/**
 * Makes a key, cuts its private half by XOR for each pair of custodians, seals each share for who keeps it,
 * and forgets the private half.
 * @param pairs public keys of two custodians each
 */
export async function cutNewKey(pairs: readonly [Uint8Array, Uint8Array][]): Promise<CutKey> {
  await sodium.ready
  const { publicKey, privateKey } = sodium.crypto_box_keypair()
  const cut = pairs.map(([first, second]): [SealedShare, SealedShare] => {
    const one = new Uint8Array(randomBytes(privateKey.length))
    const other = xor(privateKey, one)
    return [seal(one, first), seal(other, second)]
  })
  sodium.memzero(privateKey)
  return { publicKey: Buffer.from(publicKey), pairs: cut }
}

/** Opens boxes with the key that two shares make, and forgets it; null for each box it does not open. */
export type OpenBox = (box: Uint8Array) => Uint8Array | null

/**
 * Puts the private half together, lets it open boxes, and forgets it whatever happens.
 * @throws {Error} where the shares are not of this key
 */
export async function withKey<Result>(
  publicKey: Uint8Array,
  [one, other]: [Uint8Array, Uint8Array],
  use: (open: OpenBox) => Result,
): Promise<Result> {
  await sodium.ready
  const privateKey = xor(one, other)
  try {
    if (!sodium.memcmp(sodium.crypto_scalarmult_base(privateKey), publicKey))
      throw new Error('the shares do not make the key of the call')
    return use((box) => {
      try {
        return sodium.crypto_box_seal_open(box, publicKey, privateKey)
      } catch {
        return null
      }
    })
  } finally {
    sodium.memzero(privateKey)
  }
}
