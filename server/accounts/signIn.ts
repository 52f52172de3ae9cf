import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { networkOf } from '../http/network.ts'
import { ForbiddenError, TooManyError, UnauthenticatedError } from '../http/problem.ts'
import { demoAccount } from './demoPeople.ts'
import { deviceHash } from './device.ts'
import { passwordFits } from './passwords.ts'
import { findByEmail } from './queries.ts'
import type { SignIn } from './schema.ts'
import type { Proved } from './session.ts'
import { beginAttempt, forgiveAttempt } from './throttle.ts'

const timeWindow = '1 minute'

/**
 * How often one sender may sign in, register or use a letter's link: less than the general limit, and enough for
 * an office behind one address. One account is tried less often (`countTries`), whoever tries (`beginAttempt`).
 */
export const signInLimit = ({ writesPerMinute }: Config) => ({
  rateLimit: { max: Math.max(10, Math.floor(writesPerMinute / 2)), timeWindow },
})

/**
 * Counts how often one network tries one account within a minute, with whatever password.
 * @returns goes before the sign-in; throws `TooManyError` where it is too often
 */
export function countTries(
  app: FastifyInstance,
  { writesPerMinute }: Config,
): (request: FastifyRequest<{ Body: SignIn }>) => Promise<void> {
  const triedIn = (body: unknown) => (body as { email?: string }).email?.toLowerCase()
  const count = app.createRateLimit({
    max: Math.max(5, Math.floor(writesPerMinute / 6)),
    timeWindow,
    keyGenerator: ({ ip, body }) => `${networkOf(ip)} ${triedIn(body)}`,
  })
  return async (request) => {
    if (triedIn(request.body) === undefined) return
    const counted = await count(request)
    if (!counted.isAllowed && counted.isExceeded)
      throw new TooManyError('Too many attempts at this account.', 'about:blank', counted.ttlInSeconds)
  }
}

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
