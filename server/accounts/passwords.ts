import { hash, verify } from '@node-rs/argon2'
import { TooManyError, UnprocessableError } from '../http/problem.ts'
import { isCommonPassword } from './commonPasswords.ts'
import { passwordMinimum } from './parts.ts'
import { type PasswordFlaw, type PasswordOwner, passwordFlaw } from './passwordRules.ts'

/** argon2id, the library's default algorithm, with 19 MiB and two passes (OWASP password storage). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Three hashes at once take 57 MiB, and leave one of libuv's four threads to files and compression. */
const atOnce = 3
const waitingLimit = 1000
const waiting: (() => void)[] = []
let running = 0

/** @throws {TooManyError} where more than a thousand wait already */
async function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
  if (waiting.length >= waitingLimit) {
    throw new TooManyError('Too many people sign in at once: try again shortly.', '/problems/busy', 30)
  }
  if (running < atOnce) running += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await task()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/** Hash of a password in PHC form, salt and cost included. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost))

const unknownHash = hashPassword('no account has this password')

/** Whether the password fits; takes as long where there is no account (`stored` undefined or null). */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  const compared = stored?.startsWith('$argon2') ? stored : await unknownHash
  const fits = await inTurn(() => verify(compared, password).catch(() => false))
  return fits && compared === stored
}

const details: Record<PasswordFlaw, string> = {
  short: `must have at least ${passwordMinimum} characters`,
  common: 'is one of the passwords that are tried first: choose another',
  personal: 'is made of your name or address: choose another',
}

/**
 * Refuses a password that is easily guessed.
 * @throws {UnprocessableError} of the type `/problems/password-short`, `-common` or `-personal`
 */
export function refuseWeakPassword(password: string, owner: PasswordOwner): void {
  const flaw = passwordFlaw(password, owner) ?? (isCommonPassword(password) ? 'common' : null)
  if (!flaw) return
  const detail = details[flaw]
  throw new UnprocessableError(`The password ${detail}.`, `/problems/password-${flaw}`, [
    { pointer: '/password', detail },
  ])
}
