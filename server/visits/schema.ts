import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'

const Instant = Type.String({ format: 'date-time' })
const SlotId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

const bookingStatuses = ['booked', 'waiting', 'cancelled', 'attended', 'missed'] as const
export type BookingStatus = (typeof bookingStatuses)[number]

/** A visit made at the desk. */
export const NewVisit = Type.Object(
  {
    startsAt: Instant,
    endsAt: Instant,
    capacity: Type.Integer({ minimum: 1, maximum: 200, description: 'people, not bookings' }),
    meetingPoint: Type.String({ minLength: 3, maxLength: 300, pattern: '\\S' }),
    lot: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: 'number of the lot' })),
  },
  { additionalProperties: false },
)
export type NewVisit = Static<typeof NewVisit>

export const NewBooking = Type.Object(
  {
    people: Type.Integer({ minimum: 1, maximum: 5 }),
    party: Type.Optional(
      Type.String({ format: 'uuid', description: 'for whom; oneself where it is not said' }),
    ),
  },
  { additionalProperties: false },
)
export type NewBooking = Static<typeof NewBooking>

export const Attendance = Type.Object({ attended: Type.Boolean() }, { additionalProperties: false })
export type Attendance = Static<typeof Attendance>

export const VisitPath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }), slot: SlotId })
export type VisitPath = Static<typeof VisitPath>
export const BookingPath = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const CertificatePath = Type.Object({ certificate: Type.String({ minLength: 1, maxLength: 80 }) })

const slot = {
  id: Type.Integer(),
  startsAt: Instant,
  endsAt: Instant,
  meetingPoint: Type.String(),
  lot: orNull(Type.Integer({ description: 'number of the lot; null for all of them' })),
  capacity: Type.Integer(),
  free: Type.Integer({ description: 'places left' }),
  cancelled: Type.Boolean(),
}
/** Visits of a call, as everybody sees them. */
export const VisitList = Type.Object({ items: Type.Array(Type.Object(slot)) })
export type VisitList = Static<typeof VisitList>

const booking = {
  id: Type.String(),
  slot: Type.Integer(),
  visitor: Type.String(),
  people: Type.Integer(),
  status: oneOf(bookingStatuses, 'what became of it'),
  certificate: orNull(Type.String({ description: 'code that anybody can check' })),
}
export const BookingList = Type.Object({ items: Type.Array(Type.Object(booking)) })
export type BookingList = Static<typeof BookingList>

/** Visits with who comes, for the desk. */
export const DeskVisits = Type.Object({
  items: Type.Array(Type.Object({ ...slot, bookings: BookingList.properties.items })),
})
export type DeskVisits = Static<typeof DeskVisits>

/** What a certificate proves: that a visit took place, not whose it was. */
export const VisitProof = Type.Object({
  certificate: Type.String(),
  call: Type.Object({ code: Type.String(), title: Type.String(), titleEn: orNull(Type.String()) }),
  lot: orNull(Type.Integer()),
  startsAt: Instant,
})
export type VisitProof = Static<typeof VisitProof>
