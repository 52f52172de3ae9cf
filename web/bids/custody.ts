import type { CallBids, OpeningShare } from '#schema/bids'
import type { PassphraseTask } from './passphraseWorker.ts'
import { loadSodium } from './sodium.ts'

/** Stretches a passphrase to 32 bytes, away from the page, which stays alive meanwhile. */
function stretch(task: PassphraseTask): Promise<Uint8Array> {
  const worker = new Worker(new URL('./passphraseWorker.ts', import.meta.url), { type: 'module' })
  return new Promise<Uint8Array>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Uint8Array>) => resolve(data)
    worker.onerror = () => reject(new Error('the passphrase could not be worked on'))
    worker.postMessage(task)
  }).finally(() => worker.terminate())
}

/** The key of an officer: the same passphrase and salt always give the same. Only its public half is sent. */
async function keyOf(passphrase: string, salt: string) {
  const sodium = await loadSodium()
  const seed = await stretch({ passphrase, salt: sodium.from_base64(salt, sodium.base64_variants.ORIGINAL) })
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed)
  sodium.memzero(seed)
  return { publicKey, privateKey }
}

/** The public half of the key that a passphrase makes, as base64. */
export async function publicKeyOf(passphrase: string, salt: string): Promise<string> {
  const sodium = await loadSodium()
  const { publicKey, privateKey } = await keyOf(passphrase, salt)
  sodium.memzero(privateKey)
  return sodium.to_base64(publicKey, sodium.base64_variants.ORIGINAL)
}

/** The passphrase makes another key than the one the shares were sealed for. */
export class WrongPassphraseError extends Error {}

/**
 * Opens one's own shares of the key of a call with the passphrase, on this computer.
 * @throws {WrongPassphraseError} where it is not the passphrase of the key they were sealed for
 */
export async function openShares(
  passphrase: string,
  shares: CallBids['shares'],
): Promise<OpeningShare['shares']> {
  const sodium = await loadSodium()
  const { ORIGINAL } = sodium.base64_variants
  const { publicKey, privateKey } = await keyOf(passphrase, shares[0]?.salt ?? '')
  if (sodium.to_base64(publicKey, ORIGINAL) !== shares[0]?.publicKey) throw new WrongPassphraseError()
  const opened = shares.map(({ pair, sealedShare }) => {
    const share = sodium.crypto_box_seal_open(
      sodium.from_base64(sealedShare, ORIGINAL),
      publicKey,
      privateKey,
    )
    return { pair, share: sodium.to_base64(share, ORIGINAL) }
  })
  sodium.memzero(privateKey)
  return opened
}
