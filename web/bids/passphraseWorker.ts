import { argon2id } from '@noble/hashes/argon2.js'

/** What the worker is asked: a passphrase and the salt of its key. */
export interface PassphraseTask {
  passphrase: string
  salt: Uint8Array
}

/** Memory in KiB and passes of RFC 9106 (second recommended choice): about two seconds on an office computer. */
const cost = { m: 65_536, t: 3, p: 1, dkLen: 32 }

self.onmessage = ({ data }: MessageEvent<PassphraseTask>) => {
  self.postMessage(argon2id(new TextEncoder().encode(data.passphrase.normalize('NFKC')), data.salt, cost))
}
