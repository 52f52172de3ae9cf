import { type Static, Type } from 'typebox'
import { oneOf } from '../http/schema.ts'
import { DraftContent } from './parts.ts'

const strict = { additionalProperties: false }
const LotIds = (description: string, minItems: number) =>
  Type.Array(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), {
    minItems,
    maxItems: 20,
    uniqueItems: true,
    description,
  })

/** How a request can reach the office beside this site. */
export const arrivalChannels = ['pec', 'paper'] as const

/** Something that arrived, closed as it is. */
export const NewArrival = Type.Object(
  {
    channel: oneOf(arrivalChannels, 'how it came'),
    receivedAt: Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$',
      description: 'by the clocks of Italy: of the receipt of the PEC, or of the stamp of the counter',
    }),
    note: Type.String({
      minLength: 3,
      maxLength: 500,
      pattern: '\\S',
      description: 'protocol number, state of the envelope; not who sent it',
    }),
  },
  strict,
)
export type NewArrival = Static<typeof NewArrival>

export const Arrival = Type.Object({
  id: Type.String(),
  number: Type.String(),
  channel: oneOf(arrivalChannels, 'how it came'),
  receivedAt: Type.String({ format: 'date-time' }),
  isLate: Type.Boolean({ description: 'after the deadline; kept, and marked' }),
  note: Type.String(),
  enteredAt: Type.String({ format: 'date-time' }),
  enteredBy: Type.String(),
  hasContent: Type.Boolean({ description: 'what is in it has been written down' }),
})
export type Arrival = Static<typeof Arrival>

export const ArrivalList = Type.Object({
  call: Type.Object({ code: Type.String(), title: Type.String() }),
  mayEnter: Type.Boolean({ description: 'the call takes requests, or took them' }),
  mayOpen: Type.Boolean({
    description: 'the requests of the call have been opened: contents can be written',
  }),
  takesPrice: Type.Boolean(),
  lots: Type.Array(Type.Object({ id: Type.Integer(), number: Type.Integer(), title: Type.String() })),
  items: Type.Array(Arrival, { description: 'in the order of their arrival' }),
})
export type ArrivalList = Static<typeof ArrivalList>

/** What is in it, as far as it says; what is missing is asked for in the formal check. */
export const ArrivalContent = Type.Object(
  {
    lots: LotIds('ids of lots of the call, the preferred first', 1),
    content: DraftContent,
    paperPrices: Type.Optional(LotIds('lots with a closed envelope for the price, which stays closed', 0)),
  },
  strict,
)
export type ArrivalContent = Static<typeof ArrivalContent>
