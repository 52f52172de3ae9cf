import { type PricePlace, writePrice } from '#rules/bids'
import { loadSodium } from './sodium.ts'

/** Seals a price for the key of a call, as base64: from here on nobody reads it, this page included. */
export async function sealPrice(publicKey: string, place: PricePlace, eurYear: number): Promise<string> {
  const sodium = await loadSodium()
  const { ORIGINAL } = sodium.base64_variants
  const nonce = sodium.to_hex(sodium.randombytes_buf(16))
  const plain = writePrice(place, eurYear, nonce)
  const sealed = sodium.crypto_box_seal(plain, sodium.from_base64(publicKey, ORIGINAL))
  sodium.memzero(plain)
  return sodium.to_base64(sealed, ORIGINAL)
}
