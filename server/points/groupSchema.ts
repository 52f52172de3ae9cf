import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { Id, Outcome, PlanCode, provision, Stage, words } from './parts.ts'
import { alarmKinds, twinReasons } from './words.ts'

export const PlanQuery = Type.Object({ plan: PlanCode }, { additionalProperties: false })
export const PlanBody = Type.Object({ plan: PlanCode }, { additionalProperties: false })
export type PlanBody = Static<typeof PlanBody>

const Twin = Type.Object({
  id: Type.Integer(),
  reference: Type.String(),
  submitterKind: Type.String(),
  synthesis: orNull(Type.String()),
  excerpt: Type.String(),
  groupId: orNull(Type.Integer()),
  outcome: orNull(Outcome),
})

/** Why points look like twins: how alike their words are (0 to 1), or what they share. */
const TwinReason = Type.Object({
  kind: oneOf(twinReasons),
  least: Type.Optional(Type.Number({ description: 'of the pair that is least alike' })),
  label: Type.Optional(Type.String({ description: 'the provision they share' })),
})
export type TwinReason = Static<typeof TwinReason>

/** Points that look like twins, until a person says so or not. */
const Suggestion = Type.Object({
  id: Type.Integer(),
  reasons: Type.Array(TwinReason),
  foundAt: Type.String({ format: 'date-time' }),
  size: Type.Integer(),
  points: Type.Array(Twin, { description: 'the first of them' }),
  pointIds: Type.Array(Type.Integer()),
})
export const Suggestions = Type.Object({ total: Type.Integer(), items: Type.Array(Suggestion) })
export type Suggestions = Static<typeof Suggestions>
export type Suggestion = Static<typeof Suggestion>

/** Points somebody proposes as a group. */
export const Proposal = Type.Object(
  { plan: PlanCode, points: Type.Array(Id, { minItems: 2, maxItems: 1000, uniqueItems: true }) },
  { additionalProperties: false },
)
export type Proposal = Static<typeof Proposal>

/** The group that becomes of a suggestion, of all its points or some. */
export const Confirmation = Type.Object(
  {
    title: words(200),
    points: Type.Array(Id, { minItems: 2, maxItems: 5000, uniqueItems: true }),
  },
  { additionalProperties: false },
)
export type Confirmation = Static<typeof Confirmation>

const groupHead = {
  id: Type.Integer(),
  title: Type.String(),
  size: Type.Integer(),
  stage: orNull(Stage),
  outcome: orNull(Outcome),
}
export const GroupList = Type.Object({ total: Type.Integer(), items: Type.Array(Type.Object(groupHead)) })
export type GroupList = Static<typeof GroupList>

/** A group with one target, one reason and one outcome. */
export const Group = Type.Object({
  ...groupHead,
  plan: Type.String(),
  ...provision,
  provision: orNull(Type.String()),
  points: Type.Array(Twin),
})
export type Group = Static<typeof Group>

export const Joining = Type.Object({ point: Id }, { additionalProperties: false })
export type Joining = Static<typeof Joining>

/** Something that does not fit together. */
const Alarm = Type.Object({
  kind: oneOf(alarmKinds),
  provision: orNull(Type.String()),
  reason: orNull(Type.String({ description: 'the words given more than once' })),
  points: Type.Array(
    Type.Object({
      id: Type.Integer(),
      reference: Type.String(),
      groupId: orNull(Type.Integer()),
      outcome: orNull(Outcome),
    }),
  ),
})
export type Alarm = Static<typeof Alarm>
export const Alarms = Type.Object({ total: Type.Integer(), items: Type.Array(Alarm) })
export type Alarms = Static<typeof Alarms>
