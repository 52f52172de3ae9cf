import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** What comes before the 32 bytes of an Ed25519 key in PKCS #8, RFC 8410. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

function ofSeed(seed: Buffer): KeyObject {
  if (seed.length !== 32) throw new Error('must hold 32 bytes')
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
}

/**
 * The key that signs the heads of the audit log: PEM (line ends may be written \n), or 32 bytes in base64.
 * @throws {Error} where it is no Ed25519 key
 */
export function readSigningKey(text: string): KeyObject {
  const key = text.includes('-----BEGIN')
    ? createPrivateKey(text.replaceAll('\\n', '\n'))
    : ofSeed(Buffer.from(text, 'base64'))
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('must be an Ed25519 key')
  return key
}

/** The key of a development server, which everybody knows and which proves nothing. */
export const developmentKey = (): KeyObject => ofSeed(Buffer.alloc(32, 'on a loopback address'))

/** The public half of a key: DER (SubjectPublicKeyInfo) in base64. */
export const publicKeyOf = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')

/** Ed25519 over the hexadecimal digits of a head, in base64. */
export const signHead = (head: string, key: KeyObject): string =>
  sign(null, Buffer.from(head), key).toString('base64')

/** Whether a head was signed by the key of which this is the public half; false where that is no key. */
export function isSignedBy(head: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return verify(null, Buffer.from(head), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
