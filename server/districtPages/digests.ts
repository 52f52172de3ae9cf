import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { queueLetter } from '../mail/outbox.ts'
import { confirmationLetter } from './digestLetters.ts'
import { readPlace } from './place.ts'
import type { NewDigest } from './schema.ts'

const unconfirmedForHours = 48
/** Letters to confirm that one address may be sent before it answers any. */
const maxWaiting = 5
const newToken = (): string => randomBytes(24).toString('base64url')
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Puts what comes for one address at once in order, until the transaction ends. */
async function lockAddress(trx: Db, email: string): Promise<void> {
  await trx.raw('SELECT pg_advisory_xact_lock(hashtextextended(lower(?), 7))', [email])
}

async function countWaiting(db: Db, email: string): Promise<number> {
  const [row]: { count: number }[] = await db('district_digest')
    .where({ email })
    .whereNull('confirmed_at')
    .whereRaw('created_at > now() - make_interval(hours => ?)', [unconfirmedForHours])
    .select({ count: db.raw('count(*)::integer') })
  return row?.count ?? 0
}

/**
 * Takes an address that wants to follow a district, and sends it a letter with the link that confirms. What is
 * answered does not depend on whether the address is known.
 * @throws {NotFoundError} where there is no such district
 */
export async function addDigest(context: Context, { email, language, district }: NewDigest): Promise<void> {
  const place = await readPlace(context, district)
  const [token, stopToken] = [newToken(), newToken()]
  await context.db.transaction(async (trx) => {
    await lockAddress(trx, email)
    if ((await countWaiting(trx, email)) >= maxWaiting) return
    const [row]: { id: string }[] = await trx('district_digest')
      .insert({
        email,
        language,
        district_code: place.number,
        token_hash: hashOf(token),
        stop_token: stopToken,
      })
      .returning('id')
    const letter = confirmationLetter(context, { language, district: place.name, token, stopToken })
    await queueLetter(trx, { ...letter, recipient: email, objectKind: 'districtDigest', objectId: row?.id })
  })
}

interface Waiting {
  id: string
  email: string
  district: string
  confirmed: boolean
}

/** Whether the address follows the district by another row already. */
async function followsAlready(trx: Db, { id, email, district }: Waiting): Promise<boolean> {
  const other = await trx('district_digest')
    .where({ email, district_code: district })
    .whereNot({ id })
    .whereNotNull('confirmed_at')
    .whereNull('stopped_at')
    .first('id')
  return other !== undefined
}

/**
 * Confirms by the token of the letter; an address that follows the district already does not get two.
 * @throws {NotFoundError} where the link is wrong, stopped, or older than two days
 */
export async function confirmDigest(db: Db, token: string): Promise<void> {
  await db.transaction(async (trx) => {
    const asked = await trx('district_digest').where('token_hash', hashOf(token)).first('email')
    if (asked?.email) await lockAddress(trx, asked.email)
    const row: Waiting | undefined = await trx('district_digest')
      .where('token_hash', hashOf(token))
      .whereNull('stopped_at')
      .whereRaw('(confirmed_at IS NOT NULL OR created_at > now() - make_interval(hours => ?))', [
        unconfirmedForHours,
      ])
      .forUpdate()
      .first({
        id: 'id',
        email: 'email',
        district: 'district_code',
        confirmed: trx.raw('confirmed_at IS NOT NULL'),
      })
    if (!row) throw new NotFoundError('This link is not valid any more: ask to follow the district again.')
    if (row.confirmed) return
    const ended = (await followsAlready(trx, row)) ? { email: null, stopped_at: trx.fn.now() } : {}
    await trx('district_digest')
      .where({ id: row.id })
      .update({ confirmed_at: trx.fn.now(), ...ended })
  })
}

/**
 * Ends it by the token in each letter, and forgets the address; a second time changes nothing.
 * @throws {NotFoundError} where there is none
 */
export async function stopDigest(db: Db, token: string): Promise<void> {
  const stopped = await db('district_digest')
    .where({ stop_token: token })
    .update({ stopped_at: db.raw('coalesce(stopped_at, now())'), email: null })
  if (stopped === 0) throw new NotFoundError('Nobody follows a district by this link.')
}
