import type { Person } from '../accounts/queries.ts'
import { holdCall } from '../calls/calling.ts'
import { tellOfCall } from '../calls/tellingOne.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import { findMembership } from '../parties/queries.ts'
import { bookedVisit } from './letters.ts'
import {
  freePlaces,
  lockBooking,
  lockSlot,
  moveUp,
  recordBooking,
  refuseClosed,
  visitClosed,
} from './places.ts'
import type { NewBooking, VisitPath } from './schema.ts'

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
    if (call.phase !== 'open' && call.phase !== 'upcoming') throw visitClosed()
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

/**
 * Gives up one's place; it goes to who waits.
 * @throws {ConflictError} where the visit has begun, or there is no place to give up
 */
export async function cancelBooking(context: Context, person: Person, id: string): Promise<void> {
  await context.db.transaction(async (trx) => {
    const { slot, booking } = await lockBooking(trx, id, person.account.id)
    await refuseClosed(trx, slot)
    if (booking.status !== 'booked' && booking.status !== 'waiting') throw visitClosed()
    await trx('visit_booking').where({ id }).update({ status: 'cancelled' })
    const actor = { id: person.account.id, role: 'applicant' }
    await recordBooking(trx, actor, 'cancelBooking', id, booking.status, 'cancelled')
    await moveUp(trx, context, slot)
  })
}
