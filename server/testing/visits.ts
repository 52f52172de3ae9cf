import type { Db } from '../db/index.ts'
import { insertCall } from './requests.ts'

/** A visit of a call, tomorrow where it is not said; returns its id. */
export async function insertSlot(
  db: Db,
  code: string,
  columns: Record<string, unknown> = {},
): Promise<number> {
  const call = await db('call').where({ code }).first('id')
  const [slot] = await db('visit_slot')
    .insert({
      call_id: call.id,
      starts_at: db.raw("clock_timestamp() + interval '24 hours'"),
      ends_at: db.raw("clock_timestamp() + interval '25 hours'"),
      capacity: 1,
      meeting_point: 'via Prova 1',
      ...columns,
    })
    .returning('id')
  return slot.id
}

/** A call of its own with a visit and a place on it for an account; returns the id of the booking. */
export async function insertBooking(db: Db, accountId: string, code: string): Promise<string> {
  await insertCall(db, code, [])
  const [booking] = await db('visit_booking')
    .insert({ slot_id: await insertSlot(db, code), account_id: accountId, visitor_name: 'Prova' })
    .returning('id')
  return booking.id
}
