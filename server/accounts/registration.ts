import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import { InvalidError } from '../http/problem.ts'
import { publicLink } from '../mail/body.ts'
import { queueLetter } from '../mail/outbox.ts'
import { createAccount } from './creating.ts'
import { mayWriteTo } from './letterLimit.ts'
import { accountExistsLetter, confirmAccountLetter } from './letters.ts'
import { hashPassword, refuseWeakPassword } from './passwords.ts'
import { findByEmail, newToken, tokenHash } from './queries.ts'
import type { Registration, RegistrationAnswer, RegistrationConfirmation } from './schema.ts'
import type { Proved } from './session.ts'

const confirmPath = (token: string) => `/account/confirm?token=${token}`

/** Keeps that an address was sent a link, for a day; returns the link's token. */
async function keepRegistration(trx: Db, email: string): Promise<string> {
  const token = newToken()
  await trx('account_registration').whereRaw('expires_at < clock_timestamp()').delete()
  await trx('account_registration').insert({
    token_hash: tokenHash(token),
    email,
    expires_at: trx.raw("clock_timestamp() + interval '1 day'"),
  })
  return token
}

/**
 * Writes to an address whose owner may open an account. Nothing else is taken from who asks: it may be a
 * stranger. What is answered, and how long it takes, is the same whether the address has an account or not; only
 * the letter differs.
 */
export async function register(
  db: Db,
  config: Config,
  { email, language = 'it' }: Registration,
): Promise<RegistrationAnswer> {
  const token = await db.transaction(async (trx) => {
    if (!(await mayWriteTo(trx, 'account_registration', email))) return null
    const kept = await keepRegistration(trx, email)
    const recipient = { email, language }
    await queueLetter(
      trx,
      (await findByEmail(trx, email))
        ? accountExistsLetter(recipient, publicLink(config, '/sign-in'))
        : confirmAccountLetter(recipient, publicLink(config, confirmPath(kept))),
    )
    return kept
  })
  return { email, confirmPath: token && config.demo && !config.smtpUrl ? confirmPath(token) : null }
}

const oldLink = () => new InvalidError('This link is used or too old: register again.', '/problems/old-link')

/**
 * Opens an account for who has the letter: its name and password are theirs, whoever had the letter sent.
 * @throws {InvalidError} where the link is used or too old, or the address has an account by now
 * @throws {UnprocessableError} for a password easily guessed; the link stays good
 */
export async function confirmRegistration(
  db: Db,
  { token, name, password, language = 'it' }: RegistrationConfirmation,
): Promise<Proved> {
  const link = () =>
    db('account_registration')
      .where({ token_hash: tokenHash(token) })
      .whereRaw('expires_at > clock_timestamp()')
  const kept = await link().first('email')
  if (!kept) throw oldLink()
  const { email } = kept
  refuseWeakPassword(password, { name, email })
  const passwordHash = await hashPassword(password)
  const accountId = await db.transaction(async (trx) => {
    // All links of the address at once: two that are opened together wait for each other, the second finds none.
    const used = await trx('account_registration').where({ email }).delete().returning('token_hash')
    if (!used.some((row) => tokenHash(token).equals(row.token_hash))) return null
    return createAccount(trx, { name, email, passwordHash, language, role: 'applicant', by: 'registration' })
  })
  if (!accountId) throw oldLink()
  return { accountId, identifiedBy: 'local', passwordHash }
}
