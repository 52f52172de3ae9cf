import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, ForbiddenError, UnprocessableError } from '../http/problem.ts'
import { publicLink } from '../mail/body.ts'
import { queueLetter } from '../mail/outbox.ts'
import { accountChanges } from './fieldClasses.ts'
import { passwordChangedLetter } from './letters.ts'
import { hashPassword, passwordFits, refuseWeakPassword } from './passwords.ts'
import { hasPassword, type Person, renewSession, sessionIsOpen } from './queries.ts'
import type { PasswordChange } from './schema.ts'
import { accountChanged } from './session.ts'
import { beginAttempt, forgiveAttempt } from './throttle.ts'

/** Whose password it is, and where to tell them. */
interface Owner {
  accountId: string
  email: string
  language: 'it' | 'en'
}

/** Takes away the links of letters that would still open an account or hand it to another address. */
export async function forgetLinks(trx: Db, accountId: string): Promise<void> {
  await trx('password_reset').where({ account_id: accountId }).delete()
  await trx('email_change').where({ account_id: accountId }).delete()
}

/**
 * Puts a new hash in place, ends the sessions of the account and the links of its letters, records it and
 * tells the owner by letter, but for their first password.
 * @param keep id of the session that goes on; null ends all
 */
export async function replacePassword(
  trx: Db,
  { config, city }: Context,
  { accountId, email, language }: Owner,
  { hash, keep }: { hash: string; keep: string | null },
): Promise<void> {
  const account = trx('account').where({ id: accountId })
  const former = await account
    .clone()
    .forUpdate()
    .first(trx.raw(`${hasPassword} AS existed`))
  await account.clone().update({ password_hash: hash })
  await forgetLinks(trx, accountId)
  const sessions = trx('session').where({ account_id: accountId })
  await (keep ? sessions.whereNot({ id: keep }) : sessions).delete()
  await recordEvent(trx, {
    actor: { id: accountId, role: 'owner' },
    action: 'changePassword',
    objectKind: 'account',
    objectId: accountId,
    changes: accountChanges({ by: [null, keep ? 'password' : 'letter'] }),
  })
  if (!former?.existed) return
  const link = publicLink(config, '/account/reset')
  await queueLetter(trx, passwordChangedLetter({ email, language, accountId }, link, city.office))
}

/** What who is signed in has shown once more: the stored hash their password fits; null where they have none. */
export interface OwnerProof {
  passwordHash: string | null
}

/** The people of a demonstration are everybody's: nobody may lock the others out. */
export function refuseDemoPerson({ account }: Person): void {
  if (!account.demo) return
  throw new ForbiddenError('The people of the demonstration sign in as they are.', '/problems/demo-person')
}

async function refuseOldSignIn(db: Db, { sessionId }: Person): Promise<void> {
  const isRecent = await db('session')
    .where({ id: sessionId })
    .whereRaw("created_at > clock_timestamp() - interval '10 minutes'")
    .first('id')
  if (isRecent) return
  throw new ForbiddenError(
    'Sign in again first: it was more than ten minutes ago.',
    '/problems/sign-in-again',
  )
}

/**
 * Asks who is signed in for their password once more, for what a stranger at their desk must not do; who has
 * none must have signed in less than ten minutes ago. Counts as an attempt to sign in.
 * @returns what was shown, to be passed to `holdProved` by the transaction that acts on it
 * @throws {UnprocessableError} where it is not the one
 * @throws {ForbiddenError} without a password, where the sign-in is older
 * @throws {TooManyError} after too many wrong ones
 */
export async function checkOwnPassword(
  db: Db,
  person: Person,
  deviceHash: Buffer | null,
  password: string | undefined,
): Promise<OwnerProof> {
  const { account } = person
  const stored = await db('account')
    .where({ id: account.id })
    .whereRaw(hasPassword)
    .first({ hash: 'password_hash', email: 'email' })
  if (!stored) {
    await refuseOldSignIn(db, person)
    return { passwordHash: null }
  }
  const door = { email: stored.email, deviceHash }
  const attempt = await beginAttempt(db, door)
  if (await passwordFits(stored.hash, password ?? '')) {
    await forgiveAttempt(db, attempt, door)
    return { passwordHash: stored.hash }
  }
  throw new UnprocessableError('This is not your password.', '/problems/current-password', [
    { pointer: '/current', detail: 'is not your password' },
  ])
}

/**
 * Holds the account of who is signed in until the transaction ends, where what they showed still counts: to
 * check a password takes a while, in which its owner may have set another one.
 * @throws {UnauthenticatedError} where the password, the session or the account is over by now
 */
export async function holdProved(
  trx: Db,
  { account, sessionId }: Person,
  { passwordHash }: OwnerProof,
): Promise<void> {
  const held = await trx('account')
    .where({ id: account.id })
    .whereNull('disabled_at')
    .whereRaw(`CASE WHEN ${hasPassword} THEN password_hash END IS NOT DISTINCT FROM ?`, [passwordHash])
    .forUpdate()
    .first('id')
  const session = await trx('session').where({ id: sessionId }).whereRaw(sessionIsOpen).first('id')
  if (!held || !session) throw accountChanged()
}

/**
 * Sets a new password for who knows the one that counts; every other session of theirs ends, and this one goes
 * on under another id: a copy of its cookie is worth nothing any more.
 * @returns the new value of its cookie
 * @throws {ConflictError} where the account has no password: its owner signs in with the identity provider
 */
export async function changePassword(
  context: Context,
  person: Person,
  deviceHash: Buffer | null,
  { current, password }: PasswordChange,
): Promise<string> {
  const { db } = context
  const { id: accountId, name, email, language } = person.account
  const known = await db('account').where({ id: accountId }).whereRaw(hasPassword).first('id')
  if (!known || email === null) {
    throw new ConflictError('Your account has no password.', '/problems/no-password')
  }
  const proof = await checkOwnPassword(db, person, deviceHash, current)
  refuseWeakPassword(password, { name, email })
  const hash = await hashPassword(password)
  return db.transaction(async (trx) => {
    await holdProved(trx, person, proof)
    await replacePassword(trx, context, { accountId, email, language }, { hash, keep: person.sessionId })
    return renewSession(trx, person.sessionId)
  })
}
