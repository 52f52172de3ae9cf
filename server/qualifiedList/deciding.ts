import type { Person } from '../accounts/queries.ts'
import { addDays } from '../city/rules.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { type Acting, actOn, moveTo, recordAct, refuseEarlier, refuseObstacles } from './examining.ts'
import { validUntil } from './rules.ts'
import type { Listing, Refusal, Suspending } from './schema.ts'
import { tellLab } from './telling.ts'

/** Whether the lab is in the list on some of these days already. */
async function overlaps(trx: Db, labId: number, from: string, until: string): Promise<boolean> {
  const other = await trx('lab_list_application')
    .where({ lab_id: labId })
    .whereRaw("validity && daterange(?::date, ?::date, '[]')", [from, until])
    .first('id')
  return other !== undefined
}

/** The first day a listing can begin on: a renewal follows the entry it renews. */
async function firstDay({ trx, application, today }: Acting): Promise<string> {
  if (!application.renewsId) return today
  const renewed = await trx('lab_list_application')
    .where({ id: application.renewsId })
    .first(trx.raw("to_char(upper(validity), 'YYYY-MM-DD') AS next"))
  return renewed.next > today ? renewed.next : today
}

/**
 * Puts a lab in the list by an act, for the years of the edition.
 * @throws {ConflictError} where a mandatory requirement is not met, or it is in the list on some of the days
 */
export const listLab = (context: Context, person: Person, id: string, given: Listing) =>
  actOn(context, person, { id, version: given.version, action: 'list' }, async (acting) => {
    const { trx, application } = acting
    const { actNumber, actDate, from } = given
    refuseEarlier(from, await firstDay(acting), '/from')
    const edition = await trx('lab_list_edition').where({ id: application.editionId }).first('validity_years')
    const until = validUntil(from, edition.validity_years)
    await trx('lab').where({ id: application.labId }).forNoKeyUpdate().first('id')
    if (await overlaps(trx, application.labId, from, until)) refuseObstacles(['overlaps'])
    await moveTo(acting, 'listed', {
      validity: trx.raw("daterange(?::date, ?::date, '[]')", [from, until]),
      act_number: actNumber,
      act_date: actDate,
      decided_by: person.account.id,
      decided_at: trx.raw('clock_timestamp()'),
    })
    await recordAct(acting, 'listLab', {
      status: ['examining', 'listed'],
      actNumber: [null, actNumber],
      actDate: [null, actDate],
      validFrom: [null, from],
      validUntil: [null, until],
    })
    await tellLab(trx, context, application, 'list', { from, until, act: actNumber })
  })

/**
 * Refuses an application by an act with its reasons, after the grounds were notified and answered, or ten days are over.
 * @see L. 241/1990 art. 10-bis
 */
export const refuseLab = (context: Context, person: Person, id: string, given: Refusal) =>
  actOn(context, person, { id, version: given.version, action: 'refuse' }, async (acting) => {
    const { trx, application } = acting
    const { actNumber, actDate, reasons } = given
    await moveTo(acting, 'refused', {
      reasons,
      act_number: actNumber,
      act_date: actDate,
      decided_by: person.account.id,
      decided_at: trx.raw('clock_timestamp()'),
    })
    await recordAct(acting, 'refuseLab', {
      status: ['examining', 'refused'],
      actNumber: [null, actNumber],
      actDate: [null, actDate],
      reasons: [null, reasons],
    })
    await tellLab(trx, context, application, 'refuse', { message: reasons, act: actNumber })
  })

/** Suspends an entry from a day on, until another or until it is lifted. */
export const suspendLab = (context: Context, person: Person, id: string, given: Suspending) =>
  actOn(context, person, { id, version: given.version, action: 'suspend' }, async (acting) => {
    const { trx, application } = acting
    const { from, until, reason } = given
    refuseEarlier(from, acting.today, '/from')
    if (until) refuseEarlier(until, from, '/until')
    await trx('lab_list_suspension').insert({
      application_id: id,
      from_on: from,
      until_on: until,
      reason,
      ordered_by: person.account.id,
    })
    await moveTo(acting, 'suspended')
    await recordAct(acting, 'suspendListing', {
      status: ['listed', 'suspended'],
      from: [null, from],
      until: [null, until],
      reasons: [null, reason],
    })
    await tellLab(trx, context, application, 'suspend', { message: reason, from, until })
  })

/** Ends a suspension before its day, or one without. */
export const liftSuspension = (
  context: Context,
  person: Person,
  id: string,
  { version, reason }: { version: number; reason: string },
) =>
  actOn(context, person, { id, version, action: 'lift' }, async (acting) => {
    const { trx, application, today } = acting
    await trx('lab_list_suspension')
      .where({ application_id: id })
      .whereNull('lifted_on')
      .update({ lifted_on: today, lifted_by: person.account.id, lift_reason: reason })
    await moveTo(acting, 'listed')
    await recordAct(acting, 'liftSuspension', {
      status: ['suspended', 'listed'],
      liftedOn: [null, today],
      reasons: [null, reason],
    })
    await tellLab(trx, context, application, 'lift', { message: reason })
  })

/** Takes a lab off the list from today on. */
export const cancelLab = (
  context: Context,
  person: Person,
  id: string,
  { version, reason }: { version: number; reason: string },
) =>
  actOn(context, person, { id, version, action: 'cancel' }, async (acting) => {
    const { trx, application, today } = acting
    const first = application.validFrom ?? today
    const last = today > first ? addDays(today, -1) : first
    await moveTo(acting, 'cancelled', {
      validity: trx.raw("daterange(?::date, ?::date, '[]')", [first, last]),
      ended_on: today,
      end_reason: reason,
    })
    await recordAct(acting, 'cancelListing', {
      status: [application.status, 'cancelled'],
      endedOn: [null, today],
      reasons: [null, reason],
    })
    await tellLab(trx, context, application, 'cancel', { message: reason })
  })
