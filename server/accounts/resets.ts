import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { InvalidError } from '../http/problem.ts'
import { publicLink } from '../mail/body.ts'
import { queueLetter } from '../mail/outbox.ts'
import { mayWriteTo } from './letterLimit.ts'
import { noPasswordLetter, passwordResetLetter } from './letters.ts'
import { replacePassword } from './ownPassword.ts'
import { hashPassword, refuseWeakPassword } from './passwords.ts'
import { newToken, tokenHash } from './queries.ts'
import type { Language, ResetConfirmation, ResetRequest } from './schema.ts'
import type { Proved } from './session.ts'

const linkMinutes = 30

interface Owner {
  accountId: string
  name: string
  email: string
  language: Language
}

/** The account whose password an address may set: one that has a password, or has nothing yet to sign in with. */
async function findOwner(trx: Db, email: string): Promise<Owner | undefined> {
  return trx('account AS a')
    .where({ 'a.email': email, 'a.demo': false })
    .whereNull('a.disabled_at')
    .whereRaw(
      '(a.password_hash IS NOT NULL OR NOT EXISTS (SELECT FROM account_identity i WHERE i.account_id = a.id))',
    )
    .orderByRaw('a.password_hash IS NULL, a.id')
    .first({ accountId: 'a.id', name: 'a.name', email: 'a.email', language: 'a.language' })
}

/** Keeps a link to set a password, and sweeps out old ones; `accountId` null: a link that opens nothing. */
export async function keepReset(
  trx: Db,
  { email, accountId, minutes }: { email: string; accountId: string | null; minutes: number },
): Promise<string> {
  const token = newToken()
  await trx('password_reset').whereRaw("expires_at < clock_timestamp() - interval '1 hour'").delete()
  await trx('password_reset').insert({
    token_hash: tokenHash(token),
    email,
    account_id: accountId,
    expires_at: trx.raw('clock_timestamp() + ?::interval', [`${minutes} minutes`]),
  })
  return token
}

/**
 * Sends the link to set a new password. For an address without a password the same is done, step by step,
 * but for the words of the letter: neither answer nor time tell who has an account here.
 */
export async function askReset(
  { db, config }: Context,
  { email, language = 'it' }: ResetRequest,
): Promise<void> {
  await db.transaction(async (trx) => {
    if (!(await mayWriteTo(trx, 'password_reset', email))) return
    const owner = await findOwner(trx, email)
    const accountId = owner?.accountId ?? null
    const token = await keepReset(trx, { email, accountId, minutes: linkMinutes })
    const letter = owner
      ? passwordResetLetter(owner, publicLink(config, `/account/reset/confirm?token=${token}`))
      : noPasswordLetter({ email, language }, publicLink(config, '/sign-in'))
    await queueLetter(trx, letter)
  })
}

const oldLink = () =>
  new InvalidError('This link is used or too old: ask for another one.', '/problems/old-link')

/**
 * Sets the password of a letter's link, which then opens nothing more, and ends every session. The account is
 * held before its links are touched, as by all who take them away.
 * @throws {InvalidError} where the link is used or too old
 * @throws {UnprocessableError} for a password easily guessed; the link stays good
 */
export async function confirmReset(
  context: Context,
  { token, password }: ResetConfirmation,
): Promise<Proved> {
  const { db } = context
  const link = { 'r.token_hash': tokenHash(token) }
  const owner: Owner | undefined = await db('password_reset AS r')
    .join('account AS a', 'a.id', 'r.account_id')
    .where(link)
    .whereRaw('r.expires_at > clock_timestamp()')
    .whereNull('a.disabled_at')
    .first({ accountId: 'a.id', name: 'a.name', email: 'a.email', language: 'a.language' })
  if (!owner) throw oldLink()
  refuseWeakPassword(password, owner)
  const hash = await hashPassword(password)
  await db.transaction(async (trx) => {
    await trx('account').where({ id: owner.accountId }).forUpdate().first('id')
    const used = await trx('password_reset AS r').where(link).delete()
    if (used === 0) throw oldLink()
    await replacePassword(trx, context, owner, { hash, keep: null })
  })
  return { accountId: owner.accountId, identifiedBy: 'local', passwordHash: hash }
}
