import { createHash } from 'node:crypto'
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client'
import type { Db } from '../db/index.ts'
import type { ProviderMethod } from './schema.ts'

/** How long a sign-in at the provider may take. */
export const attemptMinutes = 10

/** A sign-in on its way through the provider. */
export interface Attempt {
  state: string
  nonce: string
  codeVerifier: string
  method: ProviderMethod
  /** Path of this site. */
  returnTo: string
}

const stateHash = (state: string): Buffer => createHash('sha256').update(state).digest()

/** Starts an attempt; of its state only the SHA-256 is stored. Those that are over are swept out. */
export async function startAttempt(db: Db, method: ProviderMethod, returnTo: string): Promise<Attempt> {
  const attempt = {
    state: randomState(),
    nonce: randomNonce(),
    codeVerifier: randomPKCECodeVerifier(),
    method,
    returnTo,
  }
  await db('oidc_attempt').where('expires_at', '<', db.raw('clock_timestamp()')).delete()
  await db('oidc_attempt').insert({
    state_hash: stateHash(attempt.state),
    nonce: attempt.nonce,
    code_verifier: attempt.codeVerifier,
    method,
    return_to: returnTo,
    expires_at: db.raw('clock_timestamp() + ?::interval', [`${attemptMinutes} minutes`]),
  })
  return attempt
}

/** Takes up an attempt, once; null where it is unknown, used or over. */
export async function takeAttempt(db: Db, state: string): Promise<Attempt | null> {
  const [row] = await db('oidc_attempt')
    .where({ state_hash: stateHash(state) })
    .where('expires_at', '>', db.raw('clock_timestamp()'))
    .delete()
    .returning(['nonce', 'code_verifier AS codeVerifier', 'method', 'return_to AS returnTo'])
  return row ? { state, ...row } : null
}
