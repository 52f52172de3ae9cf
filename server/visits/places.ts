import { holdCall } from '../calls/calling.ts'
import { tellOfCall } from '../calls/tellingOne.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { eachInTurn } from '../db/eachInTurn.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import { bookedVisit } from './letters.ts'
import { placesTaken } from './queries.ts'
import type { BookingStatus } from './schema.ts'

/** A visit whose places are being given. */
export interface Slot {
  id: number
  callCode: string
  startsAt: Date
  meetingPoint: string
  capacity: number
  cancelledAt: Date | null
}

/** A visit held, so that places are given one after another; @throws where there is none */
export async function lockSlot(trx: Db, id: number, code?: string): Promise<Slot> {
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

export interface Booking {
  id: string
  accountId: string | null
  people: number
  status: BookingStatus
}

const bookingColumns = { id: 'id', accountId: 'account_id', people: 'people', status: 'status' }

/** A booking with its visit, the visit held first: so two who race come one after the other. */
export async function lockBooking(
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

export async function freePlaces(trx: Db, slot: Slot): Promise<number> {
  const { taken } = await trx({ s: 'visit_slot' })
    .where({ 's.id': slot.id })
    .first(trx.raw(`${placesTaken} AS taken`))
  return slot.capacity - taken
}

export const visitClosed = () =>
  new ConflictError('This visit can no longer be booked or cancelled.', '/problems/visit-closed')

export async function refuseClosed(trx: Db, slot: Slot): Promise<void> {
  if (slot.cancelledAt || slot.startsAt <= (await databaseNow(trx))) throw visitClosed()
}

type Act = { id: string | null; role: string }

export const recordBooking = (
  trx: Db,
  actor: Act,
  action: string,
  id: string,
  was: string | null,
  is: string,
) =>
  recordEvent(trx, {
    actor,
    action,
    objectKind: 'visitBooking',
    objectId: id,
    changes: { booking: { class: 'internal', old: was, new: is } },
  })

/** Gives free places to who waits, in the order they came; whom too few places are left for is passed over. */
export async function moveUp(trx: Db, { config }: Context, slot: Slot): Promise<void> {
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
 * Gives places that became free without anybody giving them up, as when an account was erased, to who waits.
 * Several servers may do it at once: each visit is locked and counted again.
 */
export async function fillVisits(context: Context): Promise<void> {
  const { db } = context
  const slots: number[] = await db({ s: 'visit_slot' })
    .join({ w: 'visit_booking' }, 'w.slot_id', 's.id')
    .where({ 'w.status': 'waiting' })
    .whereNull('s.cancelled_at')
    .whereRaw(`s.starts_at > clock_timestamp() AND w.people <= s.capacity - ${placesTaken}`)
    .distinct('s.id')
    .pluck('s.id')
  await eachInTurn(slots, (id) =>
    db.transaction(async (trx) => moveUp(trx, context, await lockSlot(trx, id))),
  )
}
