import { randomBytes } from 'node:crypto'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { findMembership } from '../parties/queries.ts'
import { holdCall } from './calling.ts'
import { actorOf } from './preparing.ts'
import { tellOfCall } from './tellingOne.ts'
import { bookedVisit, cancelledVisit } from './visitLetters.ts'
import type { Attendance, BookingStatus, NewBooking, NewVisit, VisitPath } from './visitSchema.ts'
import { placesTaken } from './visits.ts'

interface Slot {
  id: number
  callCode: string
  startsAt: Date
  meetingPoint: string
  capacity: number
  cancelledAt: Date | null
}

/** A visit held, so that places are given one after another; @throws where there is none */
async function lockSlot(trx: Db, id: number, code?: string): Promise<Slot> {
  const slot = await trx({ s: 'visit_slot' })
    .join({ c: 'call' }, 'c.id', 's.call_id')
    .where({ 's.id': id, ...(code !== undefined && { 'c.code': code }) })
    .forUpdate('s')
    .first({
      id: 's.id',
      callCode: 'c.code',
      startsAt: 's.starts_at',
      meetingPoint: 's.meeting_point',
      capacity: 's.capacity',
      cancelledAt: 's.cancelled_at',
    })
  if (!slot) throw new NotFoundError('There is no such visit.')
  return slot
}

interface Booking {
  id: string
  accountId: string | null
  people: number
  status: BookingStatus
}

const bookingColumns = { id: 'id', accountId: 'account_id', people: 'people', status: 'status' }

/** A booking with its visit, the visit held first: so two who race come one after the other. */
async function lockBooking(
  trx: Db,
  id: string,
  accountId?: string,
): Promise<{ slot: Slot; booking: Booking }> {
  const where = { id, ...(accountId !== undefined && { account_id: accountId }) }
  const found = await trx('visit_booking').where(where).first('slot_id')
  if (!found) throw new NotFoundError('There is no such booking.')
  const slot = await lockSlot(trx, found.slot_id)
  const booking = await trx('visit_booking').where({ id }).forUpdate().first(bookingColumns)
  return { slot, booking }
}

async function freePlaces(trx: Db, slot: Slot): Promise<number> {
  const { taken } = await trx({ s: 'visit_slot' })
    .where({ 's.id': slot.id })
    .first(trx.raw(`${placesTaken} AS taken`))
  return slot.capacity - taken
}

const closed = () =>
  new ConflictError('This visit can no longer be booked or cancelled.', '/problems/visit-closed')

async function refuseClosed(trx: Db, slot: Slot): Promise<void> {
  if (slot.cancelledAt || slot.startsAt <= (await databaseNow(trx))) throw closed()
}

type Act = { id: string | null; role: string }

const recordBooking = (trx: Db, actor: Act, action: string, id: string, was: string | null, is: string) =>
  recordEvent(trx, {
    actor,
    action,
    objectKind: 'visitBooking',
    objectId: id,
    changes: { booking: { class: 'internal', old: was, new: is } },
  })

/** In whose name one visits: oneself, or a party one acts for. */
async function visitorOf(trx: Db, { account }: Person, party: string | undefined): Promise<string> {
  if (!party) return account.name
  if (!(await findMembership(trx, account.id, party))) throw new NotFoundError('There is no such party.')
  return (await trx('party').where({ id: party }).first('name')).name
}

/**
 * Takes a place on a visit, or one on its waiting list where too few are left.
 * @throws {ConflictError} where the visit has begun or was called off, or one has a booking
 */
export async function bookVisit(
  { db, config }: Context,
  person: Person,
  { code, slot: slotId }: VisitPath,
  { people, party }: NewBooking,
): Promise<void> {
  await db.transaction(async (trx) => {
    const call = await holdCall(trx, code)
    const slot = await lockSlot(trx, slotId, code)
    await refuseClosed(trx, slot)
    if (call.phase !== 'open' && call.phase !== 'upcoming') throw closed()
    const visitor = await visitorOf(trx, person, party)
    const status = (await freePlaces(trx, slot)) >= people ? 'booked' : 'waiting'
    const { id: accountId } = person.account
    const [row] = await trx('visit_booking')
      .insert({
        slot_id: slot.id,
        account_id: accountId,
        party_id: party ?? null,
        visitor_name: visitor,
        people,
        status,
      })
      .onConflict(
        trx.raw(
          "(slot_id, coalesce(party_id, account_id)) WHERE status IN ('booked', 'waiting', 'attended')",
        ),
      )
      .ignore()
      .returning('id')
    if (!row) throw new ConflictError('There is a booking already.', '/problems/visit-booked')
    await recordBooking(trx, { id: accountId, role: 'applicant' }, 'bookVisit', row.id, null, status)
    if (status === 'booked') await tellOfCall(trx, config, call, accountId, bookedVisit(slot, false))
  })
}

/** Gives free places to who waits, in the order they came; whom too few places are left for is passed over. */
async function moveUp(trx: Db, { config }: Context, slot: Slot): Promise<void> {
  const call = await holdCall(trx, slot.callCode)
  let free = await freePlaces(trx, slot)
  const waiting: Booking[] = await trx('visit_booking')
    .where({ slot_id: slot.id, status: 'waiting' })
    .orderBy(['made_at', 'id'])
    .select(bookingColumns)
  for (const { id, people, accountId } of waiting) {
    if (people > free) continue
    free -= people
    await trx('visit_booking').where({ id }).update({ status: 'booked' })
    await recordBooking(trx, { id: null, role: 'program' }, 'moveUp', id, 'waiting', 'booked')
    await tellOfCall(trx, config, call, accountId, bookedVisit(slot, true))
  }
}

/**
 * Gives up one's place; it goes to who waits.
 * @throws {ConflictError} where the visit has begun, or there is no place to give up
 */
export async function cancelBooking(context: Context, person: Person, id: string): Promise<void> {
  await context.db.transaction(async (trx) => {
    const { slot, booking } = await lockBooking(trx, id, person.account.id)
    await refuseClosed(trx, slot)
    if (booking.status !== 'booked' && booking.status !== 'waiting') throw closed()
    await trx('visit_booking').where({ id }).update({ status: 'cancelled' })
    const actor = { id: person.account.id, role: 'applicant' }
    await recordBooking(trx, actor, 'cancelBooking', id, booking.status, 'cancelled')
    await moveUp(trx, context, slot)
  })
}

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
