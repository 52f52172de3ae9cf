import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, InvalidError, TooManyError } from '../http/problem.ts'
import { publicLink } from '../mail/body.ts'
import { queueLetter } from '../mail/outbox.ts'
import { accountChanges } from './fieldClasses.ts'
import {
  accountExistsLetter,
  confirmEmailLetter,
  emailChangeAskedLetter,
  emailChangedLetter,
} from './letters.ts'
import { forgetLinks, holdProved, type OwnerProof } from './ownPassword.ts'
import { findByEmail, newToken, type Person, tokenHash } from './queries.ts'
import type { Language } from './schema.ts'

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
 * Sends a link to the new address, and tells the present one; nothing changes before the link is opened. An
 * address that has an account is told so by its letter, and the answer is the same.
 * @throws {UnauthenticatedError} by `holdProved`
 */
export async function askEmailChange(
  { db, config, city }: Context,
  person: Person,
  proof: OwnerProof,
  email: string,
): Promise<void> {
  const { account } = person
  await db.transaction(async (trx) => {
    await holdProved(trx, person, proof)
    const token = await keepChange(trx, account.id, email)
    const known = await findByEmail(trx, email)
    const recipient = { email, language: account.language }
    await queueLetter(
      trx,
      known
        ? accountExistsLetter(recipient, publicLink(config, '/sign-in'))
        : confirmEmailLetter(recipient, publicLink(config, `/account/email/confirm?token=${token}`)),
    )
    if (account.email === null) return
    const owner = { email: account.email, language: account.language, accountId: account.id }
    const link = publicLink(config, '/account/reset')
    await queueLetter(trx, emailChangeAskedLetter(owner, email, link, city.office))
  })
}

interface TakenChange {
  accountId: string
  email: string
  /** The address until now. */
  former: string | null
  language: Language
}

/**
 * Takes up the change of a letter's link, once, with its account held: who sets a new password at this moment
 * either finds the change done, or has taken it away.
 */
async function takeChange(trx: Db, token: string): Promise<TakenChange> {
  const link = { token_hash: tokenHash(token) }
  const asked = await trx('email_change').where(link).first({ accountId: 'account_id' })
  const account =
    asked &&
    (await trx('account')
      .where({ id: asked.accountId })
      .whereNull('disabled_at')
      .forUpdate()
      .first({ former: 'email', language: 'language' }))
  const [change] = account
    ? await trx('email_change')
        .where(link)
        .whereRaw('expires_at > clock_timestamp()')
        .delete()
        .returning(['account_id AS accountId', 'email'])
    : []
  if (change) return { ...account, ...change }
  throw new InvalidError('This link is used or too old: ask for another one.', '/problems/old-link')
}

/**
 * Makes the address of a letter's link the one of its account, and tells the former address.
 * @returns the new address
 * @throws {InvalidError} where the link is used or too old
 * @throws {ConflictError} where the address has an account of its own by now
 */
export async function confirmEmailChange({ db, city }: Context, token: string): Promise<string> {
  return db.transaction(async (trx) => {
    const { accountId, email, former, language } = await takeChange(trx, token)
    if (await findByEmail(trx, email)) {
      throw new ConflictError('This address has an account of its own.', '/problems/email-taken')
    }
    await trx('account').where({ id: accountId }).update({ email })
    await forgetLinks(trx, accountId)
    await recordEvent(trx, {
      actor: { id: accountId, role: 'owner' },
      action: 'changeEmail',
      objectKind: 'account',
      objectId: accountId,
      changes: accountChanges({ email: [former, email] }),
    })
    const recipient = former && { email: former, language, accountId }
    if (recipient) await queueLetter(trx, emailChangedLetter(recipient, email, city.office))
    return email
  })
}
