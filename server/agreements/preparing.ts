import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, UnprocessableError } from '../http/problem.ts'
import { actorOf } from './awarding.ts'
import { type Changed, changesOf } from './fieldClasses.ts'
import { type LockedAgreement, lockAwardToDecide, refuseRevoked } from './locking.ts'
import { lastDayOf, latestEnd } from './rules.ts'
import type { AgreementTerms } from './schema.ts'

export const refusedTerm = (pointer: string, detail: string) =>
  new UnprocessableError(`The agreement cannot be like this: ${detail}.`, '/problems/agreement', [
    { pointer, detail },
  ])

/** @throws {UnprocessableError} where a date is a slip of the pen, or the law sets an earlier end */
function checkTerms(terms: AgreementTerms, today: string, { city }: Pick<Context, 'city'>): void {
  const { from, until, actDate, guarantee } = terms
  if (actDate > today) throw refusedTerm('/actDate', 'lies in the future')
  if (until < from) throw refusedTerm('/until', 'lies before the first day')
  if (until > lastDayOf(from, 99)) throw refusedTerm('/until', 'lies more than 99 years after the first day')
  const latest = latestEnd(terms, false, city.awards.temporaryUse)
  if (latest && until > latest) throw refusedTerm('/until', `must not be after ${latest}`)
  if (guarantee?.expiresOn && guarantee.expiresOn < from)
    throw refusedTerm('/guarantee/expiresOn', 'lies before the first day')
}

/**
 * An agreement keeps what a ranked call was won by: its instrument, no longer a term, and no less than the rent that was
 * bid or, where the call takes no bids, asked (R.D. 2440/1923 art. 16: the award is what binds).
 * @throws {UnprocessableError} naming the term that is another
 */
async function checkWon(
  trx: Db,
  awardId: string,
  { instrument, rentEurYear, from, until }: AgreementTerms,
): Promise<void> {
  const won = await trx({ a: 'award' })
    .join({ l: 'lot' }, 'l.id', 'a.lot_id')
    .join({ c: 'call' }, 'c.id', 'l.call_id')
    .where({ 'a.id': awardId, 'c.standing': false })
    .first({
      instrument: 'c.instrument',
      longest: trx.raw(
        `CASE WHEN coalesce(c.term_years, c.term_months) IS NOT NULL THEN (?::date + make_interval(
          years => coalesce(c.term_years, 0), months => coalesce(c.term_months, 0)) - interval '1 day')::date::text END`,
        [from],
      ),
      leastEurYear: trx.raw(`coalesce((SELECT e.price_eur_year FROM ranking_entry e
        WHERE e.ranking_id = a.ranking_id AND e.lot_id = a.lot_id AND e.request_id = a.request_id),
        l.base_rent_eur_year, 0)::float8`),
    })
  if (!won) return
  if (won.instrument !== null && instrument !== won.instrument)
    throw refusedTerm('/instrument', `must be ${won.instrument}, as the call says`)
  if (won.longest !== null && until > won.longest)
    throw refusedTerm('/until', `must not be after ${won.longest}, as the call says`)
  if (rentEurYear < won.leastEurYear)
    throw refusedTerm('/rentEurYear', `must not be less than ${won.leastEurYear}`)
}

/**
 * @throws {ConflictError} where another agreement holds one of the spaces in the period; the exclusion constraint of
 *   the database stands behind
 */
export async function refuseOverlap(
  trx: Db,
  spaceIds: readonly number[],
  { from, until }: { from: string; until: string },
  besides: string | null = null,
): Promise<void> {
  const taken = await trx({ x: 'agreement_space' })
    .join({ g: 'agreement' }, 'g.id', 'x.agreement_id')
    .join({ s: 'space' }, 's.id', 'x.space_id')
    .whereIn('x.space_id', [...spaceIds])
    .where('x.is_live', true)
    .whereRaw("x.period && daterange(?::date, ?::date, '[]')", [from, until])
    .whereRaw('g.id IS DISTINCT FROM ?::uuid', [besides])
    .first({ code: 's.code', number: 'g.number' })
  if (!taken) return
  throw new ConflictError(
    `${taken.code} is held by agreement ${taken.number} in that period.`,
    '/problems/agreement-overlap',
    [{ pointer: '/from', detail: taken.number }],
  )
}

/** The next number of an agreement, such as A-2026-00012: of the year in Italy, never given twice. */
async function nextNumber(trx: Db, today: string): Promise<string> {
  const { rows } = await trx.raw<{ rows: { value: string }[] }>("SELECT nextval('agreement_number') AS value")
  return `A-${today.slice(0, 4)}-${String(rows[0]?.value).padStart(5, '0')}`
}

const columnsOf = (trx: Db, terms: AgreementTerms) => ({
  instrument: terms.instrument,
  period: trx.raw("daterange(?::date, ?::date, '[]')", [terms.from, terms.until]),
  rent_eur_year: terms.rentEurYear,
  deposit_eur: terms.depositEur,
  guarantee: terms.guarantee === null ? null : JSON.stringify(terms.guarantee),
  obligations: JSON.stringify(terms.obligations.map((text) => text.trim())),
  act_number: terms.actNumber.trim(),
  act_date: terms.actDate,
})

const termChanges = (terms: AgreementTerms): Changed => ({
  instrument: [null, terms.instrument],
  from: [null, terms.from],
  until: [null, terms.until],
  rentEurYear: [null, terms.rentEurYear],
  depositEur: [null, terms.depositEur],
  guarantee: [null, terms.guarantee],
  obligations: [null, terms.obligations],
  actNumber: [null, terms.actNumber],
  actDate: [null, terms.actDate],
})

/** Writes what somebody did to an agreement into the log. */
export const recordAgreement = (
  trx: Db,
  actor: { id: string | null; role: string },
  id: string,
  action: string,
  changes: Changed,
) => recordEvent(trx, { actor, action, objectKind: 'agreement', objectId: id, changes: changesOf(changes) })

/**
 * Prepares the agreement of an accepted award, for its spaces.
 * @returns its id
 * @throws {ConflictError} where the award is not accepted, has one already, or a space is held in that period
 */
export async function prepareAgreement(
  context: Context,
  person: Person,
  awardId: string,
  terms: AgreementTerms,
): Promise<string> {
  return context.db.transaction(async (trx) => {
    const award = await lockAwardToDecide(trx, person.account.id, awardId)
    refuseRevoked(award)
    if (award.answer !== 'accepted')
      throw new ConflictError('The award has not been accepted.', '/problems/award-not-accepted')
    const existing = await trx('agreement')
      .where({ award_id: awardId })
      .whereNot({ status: 'cancelled' })
      .first('number')
    if (existing) throw new ConflictError(`There is agreement ${existing.number}.`, '/problems/award-agreed')
    const today = romeDate(await databaseNow(trx))
    checkTerms(terms, today, context)
    await checkWon(trx, awardId, terms)
    await refuseOverlap(trx, award.spaceIds, terms)
    const number = await nextNumber(trx, today)
    const [{ id }] = await trx('agreement')
      .insert({
        ...columnsOf(trx, terms),
        number,
        award_id: awardId,
        request_id: award.requestId,
        lot_id: award.lotId,
        party_id: award.partyId,
        made_by: person.account.id,
      })
      .returning('id')
    for (const space_id of award.spaceIds)
      await trx('agreement_space').insert({
        agreement_id: id,
        space_id,
        period: trx.raw("daterange(?::date, ?::date, '[]')", [terms.from, terms.until]),
      })
    await recordAgreement(trx, actorOf(person), id, 'create', {
      number: [null, number],
      ...termChanges(terms),
    })
    return id
  })
}

/** Writes the terms of an agreement that is being prepared again. */
export async function saveTerms(
  { trx, context, person, agreement, now }: Parameters<AgreementWork>[0],
  terms: AgreementTerms,
): Promise<Changed> {
  checkTerms(terms, romeDate(now), context)
  await checkWon(trx, agreement.awardId, terms)
  await refuseOverlap(trx, agreement.spaceIds, terms, agreement.id)
  await trx('agreement')
    .where({ id: agreement.id })
    .update({ ...columnsOf(trx, terms), made_by: person.account.id })
  return termChanges(terms)
}

/** An agreement that somebody does something to, locked. */
export type AgreementWork = (doing: {
  trx: Db
  context: Context
  person: Person
  agreement: LockedAgreement
  now: Date
}) => Promise<Changed>
