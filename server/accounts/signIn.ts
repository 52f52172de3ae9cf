import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { ForbiddenError, UnauthenticatedError } from '../http/problem.ts'
import { demoAccount } from './demoPeople.ts'
import { deviceHash } from './device.ts'
import { passwordFits } from './passwords.ts'
import { findByEmail } from './queries.ts'
import type { SignIn } from './schema.ts'
import type { Proved } from './session.ts'
import { beginAttempt, forgiveAttempt } from './throttle.ts'

/** How often one sender may sign in, register or use a letter's link: less than the general limit. */
export const signInLimit = (config: Config) => ({
  rateLimit: { max: Math.max(5, Math.floor(config.writesPerMinute / 6)), timeWindow: '1 minute' },
})

/**
 * Who a password shows somebody to be, or somebody of the demonstration. An address without an
 * account is treated as one with another password.
 * @throws {UnauthenticatedError} where it opens none
 * @throws {TooManyError} after too many wrong ones
 */
export async function checkSignIn(
  request: FastifyRequest,
  { db, config }: Context,
  body: SignIn,
): Promise<Proved> {
  if ('demo' in body) {
    if (config.demo) return { accountId: await demoAccount(db, body.demo), identifiedBy: 'local' }
    throw new ForbiddenError('This server is not a demonstration.', '/problems/no-demo')
  }
  const account = await findByEmail(db, body.email)
  const door = { email: body.email, deviceHash: deviceHash(request, account?.id) }
  const attempt = await beginAttempt(db, door)
  if ((await passwordFits(account?.passwordHash, body.password)) && account) {
    await forgiveAttempt(db, attempt, door)
    return { accountId: account.id, identifiedBy: 'local', passwordHash: account.passwordHash }
  }
  throw new UnauthenticatedError('E-mail address or password is wrong.', '/problems/wrong-password')
}
