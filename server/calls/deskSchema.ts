import { type Static, type TProperties, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { CallContent, LotRent, PrintedTime } from './contentSchema.ts'
import { callProblems } from './faults.ts'
import { callActions, moveRefusals } from './moves.ts'
import { CallVersion } from './versionSchema.ts'
import { callPhases, callStatuses } from './words.ts'

const strict = { additionalProperties: false }
const Version = Type.Integer({
  minimum: 1,
  description: 'of the call as it was read; another is refused with 409',
})

const facts = {
  code: Type.String(),
  title: Type.String(),
  status: oneOf(callStatuses, 'state'),
  phase: oneOf(callPhases, 'by the clock of the database; `upcoming` for a draft'),
  standing: Type.Boolean(),
  opensAt: orNull(Type.String({ format: 'date-time' })),
  closesAt: orNull(Type.String({ format: 'date-time' })),
  unsealedAt: orNull(Type.String({ format: 'date-time' })),
  lots: Type.Integer(),
  requests: Type.Integer({
    description: 'sent and not withdrawn: while sealed the only number that is known',
  }),
}

export const DeskCallItem = Type.Object(facts)
export type DeskCallItem = Static<typeof DeskCallItem>

export const DeskCallList = Type.Object({ total: Type.Integer(), items: Type.Array(DeskCallItem) })
export type DeskCallList = Static<typeof DeskCallList>

const CallFault = Type.Object({
  pointer: Type.String({ description: 'JSON Pointer into the content' }),
  code: oneOf(callProblems, 'what is wrong there'),
})

/** A call with all that is needed to prepare it and to lead it. */
export const DeskCall = Type.Object({
  ...facts,
  version: Type.Integer(),
  content: CallContent,
  rents: Type.Array(orNull(LotRent), { description: 'the sum of each lot, in their order' }),
  spaces: Type.Array(
    Type.Object({
      code: Type.String(),
      name: orNull(Type.String()),
      areaM2: orNull(Type.Number()),
      status: Type.String(),
    }),
    { description: 'those of the lots that exist' },
  ),
  faults: Type.Array(CallFault, { description: 'what keeps it from being published; of a draft only' }),
  actions: Type.Array(
    Type.Object({
      action: oneOf(callActions, 'what may be done'),
      refusal: orNull(oneOf(moveRefusals, 'why not now')),
    }),
  ),
  versions: Type.Array(CallVersion, { description: 'the newest first' }),
})
export type DeskCall = Static<typeof DeskCall>

export const NewCall = Type.Object(
  {
    code: Type.String({
      pattern: '^[A-Z0-9][A-Z0-9-]{2,39}$',
      description: 'stands in the address of its page',
    }),
    title: Type.String({ minLength: 3, maxLength: 200, pattern: '\\S' }),
  },
  strict,
)
export type NewCall = Static<typeof NewCall>

const body = <Properties extends TProperties>(properties: Properties) =>
  Type.Object({ version: Version, ...properties }, strict)

/** The act a change rests on, and why it is made: both are published. */
const grounds = {
  reason: Type.String({ minLength: 10, maxLength: 2000, pattern: '\\S' }),
  actNumber: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
  actDate: Type.String({ format: 'date' }),
}
export interface Grounds {
  reason: string
  actNumber: string
  actDate: string
}

/** Bodies of `PUT /api/desk/calls/:code` and `POST /api/desk/calls/:code/<action>`. */
export const SaveCall = body({ content: CallContent })
export const MoveCall = body({})
export const CorrectCall = body({ content: CallContent, ...grounds })
export const ExtendCall = body({ closesAt: PrintedTime, ...grounds })
export const EndCall = body(grounds)
