import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, InvalidError, TooManyError } from '../http/problem.ts'
import { publicLink } from '../mail/body.ts'
import { queueLetter } from '../mail/outbox.ts'
import { accountChanges } from './fieldClasses.ts'
import { accountExistsLetter, confirmEmailLetter, emailChangedLetter } from './letters.ts'
import { findByEmail, newToken, type Person, tokenHash } from './queries.ts'

/** New addresses that one account may name: each gets a letter. */
const changesPerHour = 5

async function keepChange(trx: Db, accountId: string, email: string): Promise<string> {
  const token = newToken()
  await trx('email_change').whereRaw('expires_at < clock_timestamp()').delete()
  const { count } = await trx('email_change')
    .where({ account_id: accountId })
    .whereRaw("asked_at > clock_timestamp() - interval '1 hour'")
    .first<{ count: number }>(trx.raw('count(*)::integer AS count'))
  if (count >= changesPerHour) {
    throw new TooManyError('Too many changes of address in an hour: try again later.', '/problems/busy', 3600)
  }
  await trx('email_change').insert({
    token_hash: tokenHash(token),
    account_id: accountId,
    email,
    expires_at: trx.raw("clock_timestamp() + interval '1 day'"),
  })
  return token
}

/**
 * Sends a link to the new address; nothing changes before it is opened. An address that has an account is
 * told so by its letter, and the answer is the same.
 */
export async function askEmailChange(
  { db, config }: Context,
  { account }: Person,
  email: string,
): Promise<void> {
  await db.transaction(async (trx) => {
    const token = await keepChange(trx, account.id, email)
    const known = await findByEmail(trx, email)
    const recipient = { email, language: account.language }
    await queueLetter(
      trx,
      known
        ? accountExistsLetter(recipient, publicLink(config, '/sign-in'))
        : confirmEmailLetter(recipient, publicLink(config, `/account/email/confirm?token=${token}`)),
    )
  })
}

/**
 * Makes the address of a letter's link the one of its account, and tells the former address.
 * @returns the new address
 * @throws {InvalidError} where the link is used or too old
 * @throws {ConflictError} where the address has an account of its own by now
 */
export async function confirmEmailChange({ db, city }: Context, token: string): Promise<string> {
  return db.transaction(async (trx) => {
    const [change] = await trx('email_change')
      .where({ token_hash: tokenHash(token) })
      .whereRaw('expires_at > clock_timestamp()')
      .delete()
      .returning(['account_id AS accountId', 'email'])
    const account =
      change &&
      (await trx('account')
        .where({ id: change.accountId })
        .whereNull('disabled_at')
        .forUpdate()
        .first({ email: 'email', language: 'language' }))
    if (!account) {
      throw new InvalidError('This link is used or too old: ask for another one.', '/problems/old-link')
    }
    const { accountId, email } = change
    if (await findByEmail(trx, email)) {
      throw new ConflictError('This address has an account of its own.', '/problems/email-taken')
    }
    await trx('account').where({ id: accountId }).update({ email })
    await trx('email_change').where({ account_id: accountId }).delete()
    await trx('password_reset').where({ account_id: accountId }).delete()
    await recordEvent(trx, {
      actor: { id: accountId, role: 'owner' },
      action: 'changeEmail',
      objectKind: 'account',
      objectId: accountId,
      changes: accountChanges({ email: [account.email, email] }),
    })
    const { name, phone, hours, email: officeEmail } = city.office
    const former = { email: account.email, language: account.language, accountId }
    const office = { name, phone, hours, email: officeEmail }
    if (account.email) await queueLetter(trx, emailChangedLetter(former, email, office))
    return email
  })
}
