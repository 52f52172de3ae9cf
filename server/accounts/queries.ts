import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../db/index.ts'
import { browserWords } from './browserWords.ts'
import type { Account, Grant, IdentificationMethod, Role } from './schema.ts'

/** Who is signed in, read anew for each request. */
export interface Person {
  account: Account
  /** Of the grants that count now, each once. */
  roles: Role[]
  grants: Grant[]
  /** How they proved who they are when this session began. */
  identifiedBy: IdentificationMethod
  csrfToken: string
  sessionId: string
  sessionHash: Buffer
}

/** A session ends after this long without a request, and at the latest after the other, in hours. */
const idleHours = 2
const absoluteHours = 12

/** Condition on a row of `session`: neither expired nor left idle. */
export const sessionIsOpen = `session.expires_at > clock_timestamp()
  AND session.last_seen_at > clock_timestamp() - interval '${idleHours} hours'`

/** Condition on a row of `account`: a password opens it. */
export const hasPassword = `(account.password_hash LIKE '$argon2%')`

/** A secret for a cookie or a link: 256 random bits, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url')
/** What is stored of such a secret: its SHA-256. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

export interface SessionOpening {
  identifiedBy: IdentificationMethod
  /** The stored hash that the password was found to fit; left out where no password opens the session. */
  passwordHash?: string | undefined
  /** The header of that name; only what `browserWords` says of it is kept. */
  userAgent?: string | undefined
}

/**
 * Opens a session of an account that is still as it was when its owner proved who they are. The account is held
 * while that is read: who changes its password or disables it at the same time ends this session with the others.
 * @returns the value of the cookie, of which only the SHA-256 is stored; null where the account is disabled or
 *   its password another one by now
 */
export async function openSession(
  trx: Db,
  accountId: string,
  { identifiedBy, passwordHash, userAgent }: SessionOpening,
): Promise<string | null> {
  const account = await trx('account')
    .where({ id: accountId, ...(passwordHash !== undefined && { password_hash: passwordHash }) })
    .whereNull('disabled_at')
    .forShare()
    .first('id')
  if (!account) return null
  const token = newToken()
  await trx('session').insert({
    id_hash: tokenHash(token),
    account_id: accountId,
    identified_by: identifiedBy,
    user_agent: userAgent ? browserWords(userAgent) : null,
    csrf_token: newToken(),
    expires_at: trx.raw('clock_timestamp() + ?::interval', [`${absoluteHours} hours`]),
  })
  return token
}

/**
 * Gives an open session another id and another token against forged writes; its end stays where it was.
 * @returns the new value of the cookie
 */
export async function renewSession(trx: Db, sessionId: string): Promise<string> {
  const token = newToken()
  await trx('session')
    .where({ id: sessionId })
    .update({ id_hash: tokenHash(token), csrf_token: newToken() })
  return token
}

/** Ends a session, and sweeps out those that have expired. */
export async function closeSession(db: Db, sessionHash: Buffer): Promise<void> {
  await db('session').where({ id_hash: sessionHash }).orWhere('expires_at', '<', db.fn.now()).delete()
}

interface PersonRow extends Account {
  csrfToken: string
  sessionId: string
  identifiedBy: IdentificationMethod
  idleSeconds: number
  grants: Grant[]
}

/** The person of a cookie; null where the session is unknown or over, or the account disabled. */
export async function readSession(db: Db, token: string): Promise<Person | null> {
  const sessionHash = tokenHash(token)
  const { rows } = await db.raw<{ rows: PersonRow[] }>(
    `SELECT a.id, a.name, a.email::text AS email, a.language, a.demo, session.csrf_token AS "csrfToken",
       session.id AS "sessionId", session.identified_by AS "identifiedBy",
       extract(epoch FROM clock_timestamp() - session.last_seen_at)::float8 AS "idleSeconds",
       coalesce((
         SELECT jsonb_agg(jsonb_build_object('role', r.role, 'district', r.district_code, 'until',
           to_char(r.valid_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
           ORDER BY r.role, r.district_code, r.id)
         FROM account_role r
         WHERE r.account_id = a.id AND r.valid_from <= clock_timestamp()
           AND (r.valid_until IS NULL OR r.valid_until > clock_timestamp())), '[]') AS grants
     FROM session
     JOIN account a ON a.id = session.account_id AND a.disabled_at IS NULL
     WHERE session.id_hash = :sessionHash AND ${sessionIsOpen}`,
    { sessionHash },
  )
  const [row] = rows
  if (!row) return null
  if (row.idleSeconds > 60)
    await db('session').where({ id_hash: sessionHash }).update({ last_seen_at: db.fn.now() })
  const { csrfToken, sessionId, identifiedBy, idleSeconds: _, grants, ...account } = row
  const held = [...new Set(grants.map(({ role }) => role))]
  return { account, roles: held, grants, identifiedBy, csrfToken, sessionId, sessionHash }
}

/** Id and password hash of an account that may sign in with a password. */
export async function findByEmail(
  db: Db,
  email: string,
): Promise<{ id: string; passwordHash: string } | undefined> {
  return db('account')
    .where({ email, demo: false })
    .whereNotNull('password_hash')
    .whereNull('disabled_at')
    .first('id', 'password_hash AS passwordHash')
}
