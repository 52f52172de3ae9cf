import { randomBytes } from 'node:crypto'
import type { Person } from '../accounts/queries.ts'
import { holdCall } from '../calls/calling.ts'
import { actorOf } from '../calls/preparing.ts'
import { tellOfCall } from '../calls/tellingOne.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { ConflictError, UnprocessableError } from '../http/problem.ts'
import { cancelledVisit } from './letters.ts'
import { type Booking, lockBooking, lockSlot, recordBooking, refuseClosed } from './places.ts'
import type { Attendance, NewVisit, VisitPath } from './schema.ts'

/**
 * Adds a visit to a call.
 * @throws {UnprocessableError} where it ends before it begins, or the call has no such lot
 */
export async function addVisit(
  { db }: Context,
  person: Person,
  code: string,
  visit: NewVisit,
): Promise<void> {
  const { startsAt, endsAt, capacity, meetingPoint, lot: number } = visit
  if (new Date(endsAt) <= new Date(startsAt)) throw new UnprocessableError('It ends before it begins.')
  await db.transaction(async (trx) => {
    const call = await holdCall(trx, code)
    const lot = number === undefined ? null : await trx('lot').where({ call_id: call.id, number }).first('id')
    if (lot === undefined) throw new UnprocessableError(`The call has no lot ${number}.`)
    const [slot] = await trx('visit_slot')
      .insert({
        call_id: call.id,
        lot_id: lot?.id ?? null,
        starts_at: startsAt,
        ends_at: endsAt,
        capacity,
        meeting_point: meetingPoint.trim(),
      })
      .returning('id')
    await recordEvent(trx, {
      actor: actorOf(person),
      action: 'addVisit',
      objectKind: 'visitSlot',
      objectId: String(slot.id),
      changes: {
        call: { class: 'public', old: null, new: code },
        startsAt: { class: 'public', old: null, new: startsAt },
        endsAt: { class: 'public', old: null, new: endsAt },
        capacity: { class: 'public', old: null, new: capacity },
        meetingPoint: { class: 'public', old: null, new: meetingPoint.trim() },
      },
    })
  })
}

/**
 * Calls a visit off; everybody with a place or waiting for one is told by letter.
 * @throws {ConflictError} where it has begun, or was called off already
 */
export async function cancelVisit({ db, config }: Context, person: Person, path: VisitPath): Promise<void> {
  await db.transaction(async (trx) => {
    const call = await holdCall(trx, path.code)
    const slot = await lockSlot(trx, path.slot, path.code)
    await refuseClosed(trx, slot)
    await trx('visit_slot')
      .where({ id: slot.id })
      .update({ cancelled_at: trx.raw('clock_timestamp()') })
    const gone: Pick<Booking, 'accountId'>[] = await trx('visit_booking')
      .where({ slot_id: slot.id })
      .whereIn('status', ['booked', 'waiting'])
      .select({ accountId: 'account_id' })
    await trx('visit_booking')
      .where({ slot_id: slot.id })
      .whereIn('status', ['booked', 'waiting'])
      .update({ status: 'cancelled' })
    await recordEvent(trx, {
      actor: actorOf(person),
      action: 'cancelVisit',
      objectKind: 'visitSlot',
      objectId: String(slot.id),
      changes: { count: { class: 'internal', old: null, new: gone.length } },
    })
    for (const { accountId } of gone) await tellOfCall(trx, config, call, accountId, cancelledVisit(slot))
  })
}

/**
 * Records who came; whoever did gets the code of a certificate, kept where it is recorded again.
 * @throws {ConflictError} before the visit begins, or where there was no place
 */
export async function recordAttendance(
  { db }: Context,
  person: Person,
  id: string,
  { attended }: Attendance,
): Promise<string> {
  return db.transaction(async (trx) => {
    const { slot, booking } = await lockBooking(trx, id)
    const status = attended ? 'attended' : 'missed'
    if (booking.status === status) return slot.callCode
    const hadPlace = ['booked', 'attended', 'missed'].includes(booking.status)
    if (!hadPlace || slot.startsAt > (await databaseNow(trx))) {
      throw new ConflictError('There is no attendance to record.', '/problems/visit-attendance')
    }
    await trx('visit_booking')
      .where({ id })
      .update({
        status,
        certificate: attended ? randomBytes(12).toString('hex').toUpperCase() : null,
        decided_by: person.account.id,
        decided_at: trx.raw('clock_timestamp()'),
      })
    await recordBooking(trx, actorOf(person), 'recordAttendance', id, booking.status, status)
    return slot.callCode
  })
}
