import { hash, verify } from '@node-rs/argon2'

/** argon2id, the library's default algorithm, with 19 MiB and two passes (OWASP password storage). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hash of a password in PHC form, salt and cost included. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

const unknownHash = hashPassword('no account has this password')

/** Whether the password fits; takes as long where there is no account (`stored` undefined). */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await unknownHash), password).catch(() => false)
  return fits && stored !== undefined
}
