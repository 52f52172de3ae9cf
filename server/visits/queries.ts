import { readCall } from '../calls/calling.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import type { BookingList, DeskVisits, VisitList, VisitProof } from './schema.ts'

/** SQL: people who hold a place on the visit `s`. */
export const placesTaken = `(SELECT coalesce(sum(b.people), 0)::integer FROM visit_booking b
  WHERE b.slot_id = s.id AND b.status IN ('booked', 'attended', 'missed'))`

/**
 * Visits of a call in order.
 * @throws {NotFoundError} where there is no such call
 */
export async function listVisits(db: Db, code: string): Promise<VisitList> {
  const call = await readCall(db, code)
  const rows = await db({ s: 'visit_slot' })
    .leftJoin({ l: 'lot' }, 'l.id', 's.lot_id')
    .where({ 's.call_id': call.id })
    .orderBy(['s.starts_at', 's.id'])
    .select({
      id: 's.id',
      startsAt: 's.starts_at',
      endsAt: 's.ends_at',
      meetingPoint: 's.meeting_point',
      lot: 'l.number',
      capacity: 's.capacity',
      free: db.raw(`s.capacity - ${placesTaken}`),
      cancelled: db.raw('s.cancelled_at IS NOT NULL'),
    })
  const items = rows.map((row) => ({
    ...row,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  }))
  return { items }
}

const bookings = (db: Db, code: string) =>
  db({ b: 'visit_booking' })
    .join({ s: 'visit_slot' }, 's.id', 'b.slot_id')
    .join({ c: 'call' }, 'c.id', 's.call_id')
    .where({ 'c.code': code })
    .orderBy(['s.starts_at', 'b.made_at', 'b.id'])
    .select({
      id: 'b.id',
      slot: 'b.slot_id',
      visitor: 'b.visitor_name',
      people: 'b.people',
      status: 'b.status',
      certificate: 'b.certificate',
    })

/** What an account has booked on the visits of a call. */
export async function listMyBookings(db: Db, code: string, accountId: string): Promise<BookingList> {
  return { items: await bookings(db, code).where({ 'b.account_id': accountId }) }
}

/** The visits of a call with who comes and who waits. */
export async function listDeskVisits(db: Db, code: string): Promise<DeskVisits> {
  const { items } = await listVisits(db, code)
  const all: BookingList['items'] = await bookings(db, code)
  return {
    items: items.map((visit) => ({ ...visit, bookings: all.filter(({ slot }) => slot === visit.id) })),
  }
}

/**
 * What the certificate of a visit proves, for anybody who has its code; no name.
 * @throws {NotFoundError} where no certificate has that code
 */
export async function readProof(db: Db, certificate: string): Promise<VisitProof> {
  const row = await db({ b: 'visit_booking' })
    .join({ s: 'visit_slot' }, 's.id', 'b.slot_id')
    .join({ c: 'call' }, 'c.id', 's.call_id')
    .leftJoin({ l: 'lot' }, 'l.id', 's.lot_id')
    .where({ 'b.certificate': certificate })
    .first({
      code: 'c.code',
      title: 'c.title',
      titleEn: 'c.title_en',
      lot: 'l.number',
      startsAt: 's.starts_at',
    })
  if (!row) throw new NotFoundError('There is no such certificate.')
  const { code, title, titleEn, lot, startsAt } = row
  return { certificate, call: { code, title, titleEn }, lot, startsAt: startsAt.toISOString() }
}
