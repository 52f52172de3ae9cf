import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { knownCodes } from '../db/codes.ts'
import type { Db } from '../db/index.ts'
import { TooManyError, UnprocessableError } from '../http/problem.ts'
import { notify } from '../mail/news.ts'
import { lockParty } from '../parties/queries.ts'
import { needChanges } from './fieldClasses.ts'
import { findMine, noNeed, rankFor } from './queries.ts'
import { type Known, needFaultsOf } from './rules.ts'
import { type NeedFault, type NewNeed, needsOfPersonADay } from './schema.ts'

const actorOf = ({ account }: Person) => ({ id: account.id, role: 'applicant' })

/** Writes into the log what somebody did about a need. */
export const recordNeed = (
  trx: Db,
  person: Person,
  code: string,
  action: string,
  changed: Parameters<typeof needChanges>[0],
) =>
  recordEvent(trx, {
    actor: actorOf(person),
    action,
    objectKind: 'need',
    objectId: code,
    changes: needChanges(changed),
  })

/** What people are told of a need, in the application. */
export const newsOf = (kind: 'need.matched' | 'need.contact' | 'need.answer', code: string) => ({
  kind,
  objectKind: 'need',
  objectId: code,
  facts: { number: code },
})

const codesOf = (items: readonly { code: string }[]) => items.map(({ code }) => code)

async function readKnown(db: Db, { city }: Context, place: string | null, now: Date): Promise<Known> {
  const { equipment, labLists } = city
  const districts = await knownCodes(db, 'district', place === null ? [] : [place])
  return {
    processes: new Set(codesOf(equipment.processes)),
    materials: new Set(codesOf(equipment.materials)),
    places: new Set([...codesOf(labLists.places), ...districts]),
    today: romeDate(now),
  }
}

function refuseFaults(faults: readonly { pointer: string; code: NeedFault }[]): void {
  if (faults.length === 0) return
  throw new UnprocessableError(
    'Something is missing or wrong.',
    '/problems/need-faults',
    faults.map(({ pointer, code }) => ({ pointer, detail: code })),
  )
}

/**
 * The need that somebody entered with the same key before; null where there is none.
 * @throws {UnprocessableError} where that one says something else
 */
async function findEntered(trx: Db, accountId: string, key: string, need: NewNeed): Promise<string | null> {
  const entered = await trx('need').where({ account_id: accountId, idempotency_key: key }).first('code')
  if (!entered) return null
  const row = await findMine(trx, accountId, entered.code)
  const { party, ...content } = need
  const names = Object.keys(content) as (keyof typeof content)[]
  if (row?.partyId === party && names.every((name) => row[name] === content[name])) return row.code
  throw new UnprocessableError('This Idempotency-Key was used for another need.', '/problems/reused-key')
}

/** @throws {TooManyError} where somebody has entered as many as may be in a day */
async function refuseTooMany(trx: Db, accountId: string, now: Date): Promise<void> {
  const { count } = await trx('need')
    .where({ account_id: accountId })
    .where('made_at', '>', new Date(now.getTime() - 86_400_000))
    .first(trx.raw('count(*)::integer AS count'))
  if (count < needsOfPersonADay) return
  throw new TooManyError('As many needs were entered as may be in a day.', '/problems/needs-a-day', 3600)
}

async function nextCode(trx: Db, now: Date): Promise<string> {
  const { rows } = await trx.raw<{ rows: { value: string }[] }>("SELECT nextval('need_number') AS value")
  return `N-${romeDate(now).slice(0, 4)}-${String(rows[0]?.value).padStart(6, '0')}`
}

/** Tells the keepers of labs that could do it, as far as is known, in the application. */
async function tellMatched(trx: Db, { city }: Context, person: Person, code: string): Promise<void> {
  const row = await findMine(trx, person.account.id, code)
  if (!row) return
  const matched = (await rankFor(trx, city, row)).flatMap(({ lab, verdict }) =>
    verdict === 'cannot' ? [] : [lab],
  )
  const keepers = await trx({ l: 'lab' })
    .join({ m: 'party_member' }, 'm.party_id', 'l.party_id')
    .whereIn('l.code', matched)
    .whereNull('m.ended_at')
    .whereNot({ 'm.account_id': person.account.id })
    .distinct()
    .pluck<string[]>('m.account_id')
  await notify(trx, keepers, newsOf('need.matched', code))
}

/**
 * Enters what a firm needs made, for an organisation one acts for, and tells the labs that could do it. Entering the
 * same with the same key again gives the need of the first time.
 * @throws {UnprocessableError} naming everything that is wrong
 */
export async function createNeed(
  context: Context,
  person: Person,
  need: NewNeed,
  key: string | undefined,
): Promise<string> {
  return context.db.transaction(async (trx) => {
    const party = await lockParty(trx, person.account.id, need.party)
    // The row of the account puts what one person enters in order, so that the key and the count hold.
    await trx('account').where({ id: person.account.id }).forNoKeyUpdate().first('id')
    const entered = key && (await findEntered(trx, person.account.id, key, need))
    if (entered) return entered
    const now = await databaseNow(trx)
    await refuseTooMany(trx, person.account.id, now)
    const replyTo = party.data.email ?? person.account.email
    refuseFaults([
      ...needFaultsOf(need, await readKnown(trx, context, need.place, now)),
      ...(replyTo ? [] : [{ pointer: '/party', code: 'noReplyAddress' as const }]),
    ])
    const code = await nextCode(trx, now)
    await trx('need').insert({
      code,
      party_id: party.id,
      account_id: person.account.id,
      acts_for: need.actsFor,
      firm_name: need.firmName,
      firm_shown: need.firmShown,
      title: need.title,
      description: need.description,
      process: need.process,
      material: need.material,
      size_x_mm: need.sizeXMm,
      size_y_mm: need.sizeYMm,
      size_z_mm: need.sizeZMm,
      quantity: need.quantity,
      due_on: need.dueOn,
      ends_on: need.endsOn,
      place: need.place,
      audience: need.audience,
      reply_to: replyTo,
      made_at: now,
      idempotency_key: key ?? null,
    })
    await recordNeed(trx, person, code, 'create', {
      title: [null, need.title],
      description: [null, need.description],
      firmName: [null, need.firmName],
      actsFor: [null, need.actsFor],
      process: [null, need.process],
      material: [null, need.material],
      size: [null, [need.sizeXMm, need.sizeYMm, need.sizeZMm]],
      quantity: [null, need.quantity],
      dueOn: [null, need.dueOn],
      endsOn: [null, need.endsOn],
      audience: [null, need.audience],
    })
    await tellMatched(trx, context, person, code)
    return code
  })
}

/** A need of one's own organisation, locked. @throws {NotFoundError} where it is another's */
export async function lockOwn(trx: Db, accountId: string, code: string) {
  const row = await findMine(trx, accountId, code)
  const locked = row && (await trx('need').where({ id: row.id }).forUpdate().first('closed_at'))
  if (!row || !locked) throw noNeed()
  return { ...row, closedAt: locked.closed_at as Date | null }
}

/** Says that a need is no longer looked for; closing it again changes nothing. */
export async function closeNeed({ db }: Context, person: Person, code: string): Promise<void> {
  await db.transaction(async (trx) => {
    const { id, closedAt } = await lockOwn(trx, person.account.id, code)
    if (closedAt) return
    const now = await databaseNow(trx)
    await trx('need').where({ id }).update({ closed_at: now })
    await recordNeed(trx, person, code, 'close', { closedAt: [null, now.toISOString()] })
  })
}
