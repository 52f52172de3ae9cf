import { createHash, randomBytes } from 'node:crypto'
import { Value } from 'typebox/value'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import type { Filter } from '../featureIndex/definition.ts'
import { InvalidError, NotFoundError } from '../http/problem.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import { confirmationLetter, type Language, matchLetter } from './alertLetters.ts'
import { canonical, toFilter } from './filters.ts'
import { readItems } from './queries.ts'
import { type NewAlert, SpaceFilters, type SpaceItem } from './schema.ts'
import { readWords } from './words.ts'

type AlertContext = Pick<Context, 'db' | 'city' | 'collections' | 'config'>

interface Alert {
  id: string
  email: string
  language: Language
  filters: SpaceFilters
  stopToken: string
}

const unconfirmedForHours = 48
/** Letters to confirm that one address may be sent before it answers any. */
const maxWaiting = 5
const newToken = (): string => randomBytes(24).toString('base64url')
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * Takes an alert and sends a letter with the link that confirms it. What is answered does not depend on
 * whether the address is known. The filters are kept as they were checked, and replayed as they are.
 * @throws {InvalidError} naming the filter that cannot be understood
 */
export async function addAlert(context: AlertContext, { email, language, filters }: NewAlert): Promise<void> {
  toFilter(filters, await readWords(filters, context))
  const token = newToken()
  const stopToken = newToken()
  await context.db.transaction(async (trx) => {
    if ((await countWaiting(trx, email)) >= maxWaiting) return
    const [row]: { id: string }[] = await trx('alert')
      .insert({
        email,
        language,
        filters: JSON.stringify(canonical(filters)),
        token_hash: hashOf(token),
        stop_token: stopToken,
      })
      .returning('id')
    const letter = confirmationLetter(context, language, token, stopToken)
    await queueLetter(trx, { ...letter, recipient: email, objectKind: 'alert', objectId: row?.id })
  })
}

async function countWaiting(db: Db, email: string): Promise<number> {
  const [row]: { count: number }[] = await db('alert')
    .where({ email })
    .whereNull('confirmed_at')
    .whereRaw('created_at > now() - make_interval(hours => ?)', [unconfirmedForHours])
    .select({ count: db.raw('count(*)::integer') })
  return row?.count ?? 0
}

/**
 * Confirms an alert by the token of its letter. Spaces that match already are not told: the page showed
 * them when the alert was asked for.
 * @throws {NotFoundError} where the link is wrong, stopped, or older than two days
 */
export async function confirmAlert(context: AlertContext, token: string): Promise<void> {
  const { db } = context
  const alert = await readAlerts(db)
    .where('a.token_hash', hashOf(token))
    .whereNull('a.stopped_at')
    .whereRaw('(a.confirmed_at IS NOT NULL OR a.created_at > now() - make_interval(hours => ?))', [
      unconfirmedForHours,
    ])
    .first<Alert | undefined>()
  if (!alert) throw new NotFoundError('This link is not valid any more: ask for the alert again.')
  const matching = await matchesOf(context, alert)
  await db.transaction(async (trx) => {
    const confirmed = await trx('alert')
      .where({ id: alert.id })
      .whereNull('confirmed_at')
      .update({ confirmed_at: trx.fn.now() })
    if (confirmed > 0) await markTold(trx, alert.id, matching)
  })
}

/**
 * Ends an alert by the token in each of its letters, and forgets its address; a second time changes nothing.
 * @throws {NotFoundError} where there is no such alert
 */
export async function stopAlert(db: Db, token: string): Promise<void> {
  const stopped = await db('alert')
    .where({ stop_token: token })
    .update({ stopped_at: db.raw('coalesce(stopped_at, now())'), email: null })
  if (stopped === 0) throw new NotFoundError('There is no alert with this link.')
}

/**
 * Writes to everybody whose confirmed alert matches a space that can be had now and has not been told:
 * one letter for each alert with what is new to it, and no space told twice by one alert.
 * @returns how many letters were queued
 */
export async function tellAlerts(context: AlertContext): Promise<number> {
  const alerts: Alert[] = await readAlerts(context.db)
    .whereNotNull('a.confirmed_at')
    .whereNull('a.stopped_at')
    .orderBy('a.id')
  let letters = 0
  for (const alert of alerts) letters += await tellAlert(context, alert)
  return letters
}

async function tellAlert(context: AlertContext, alert: Alert): Promise<number> {
  const { db } = context
  const matching = await matchesOf(context, alert)
  const told = new Set(await db('alert_match').where({ alert_id: alert.id }).pluck<number[]>('space_id'))
  const fresh = matching.filter((id) => !told.has(id))
  if (fresh.length === 0) return 0
  const items = await readItems(db, fresh, { city: context.city, now: new Date() })
  return db.transaction(async (trx) => {
    const marked = await markTold(trx, alert.id, fresh)
    const mine = items.filter(({ id }) => marked.includes(id))
    if (mine.length === 0) return 0
    await tellMatches(trx, context, alert, mine)
    return 1
  })
}

/** The account of an address, where one was opened with it and confirmed. */
async function findAccount(trx: Db, email: string): Promise<string | null> {
  const account = await trx('account')
    .where({ email, demo: false })
    .whereNotNull('password_hash')
    .whereNull('disabled_at')
    .first('id')
  return account?.id ?? null
}

/** Whoever has an account reads it there too, and can do without the letter. */
async function tellMatches(
  trx: Db,
  context: AlertContext,
  alert: Alert,
  items: readonly SpaceItem[],
): Promise<void> {
  const { email: recipient, language, stopToken, id: objectId } = alert
  const accountId = await findAccount(trx, recipient)
  const letter = matchLetter(context, language, items, stopToken)
  await queueLetter(trx, { ...letter, recipient, accountId, objectKind: 'alert', objectId })
  if (!accountId) return
  for (const { code } of items)
    await notify(trx, [accountId], {
      kind: 'alert.match',
      objectKind: 'space',
      objectId: code,
      facts: { code },
    })
}

/** @returns the ids not marked before, so that of two processes one tells */
async function markTold(trx: Db, alertId: string, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const rows: { space_id: number }[] = await trx('alert_match')
    .insert(ids.map((space_id) => ({ alert_id: alertId, space_id })))
    .onConflict(['alert_id', 'space_id'])
    .ignore()
    .returning('space_id')
  return rows.map((row) => row.space_id)
}

/** Ids that match an alert and can be had now. An alert whose filters are no longer understood matches nothing. */
async function matchesOf(context: AlertContext, { filters }: Alert): Promise<number[]> {
  const index = context.collections.get('spaces')?.index
  if (!index || !Value.Check(SpaceFilters, filters)) return []
  const filter = await understand(context, filters)
  if (!filter) return []
  const open = { op: 'anyOf', column: 'status', values: ['available', 'inCall'] } as const
  return index.ids({ ...filter, open }).ids
}

async function understand(context: AlertContext, filters: SpaceFilters): Promise<Filter | null> {
  try {
    return toFilter(filters, await readWords(filters, context))
  } catch (error) {
    if (error instanceof InvalidError) return null
    throw error
  }
}

const readAlerts = (db: Db) =>
  db({ a: 'alert' }).select({
    id: 'a.id',
    email: 'a.email',
    language: 'a.language',
    filters: 'a.filters',
    stopToken: 'a.stop_token',
  })
