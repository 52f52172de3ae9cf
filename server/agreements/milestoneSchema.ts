import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { body, Day, page, words } from './awardSchema.ts'
import { instruments, lightReasons, lights, milestoneKinds } from './words.ts'

const Instant = Type.String({ format: 'date-time' })

/** What was found about a milestone, where from, and what the holder says to it. */
const Fact = Type.Object({
  id: Type.Integer(),
  met: Type.Boolean(),
  value: orNull(Type.Number()),
  observedOn: Day,
  source: Type.String(),
  note: orNull(Type.String()),
  replyUntil: orNull(
    Type.String({ description: 'until then one that is not met is not shown to the public' }),
  ),
  reply: orNull(Type.Object({ text: Type.String(), receivedAt: Instant })),
})

/** Something promised by a day, with its light. */
export const Milestone = Type.Object({
  id: Type.Integer(),
  kind: oneOf(milestoneKinds, 'what was promised'),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  target: orNull(Type.Number()),
  unit: orNull(Type.String()),
  dueOn: Day,
  source: Type.String({ description: 'where it was promised' }),
  light: oneOf(lights, 'grey: not due yet'),
  reason: oneOf(lightReasons, 'why'),
  facts: Type.Array(Fact, { description: 'in the order they were found' }),
})
export type Milestone = Static<typeof Milestone>

export const NewMilestone = body({
  kind: oneOf(milestoneKinds, 'what was promised'),
  title: words(3, 200),
  titleEn: Type.Optional(nullOr(words(3, 200))),
  target: Type.Optional(nullOr(Type.Number({ minimum: 0, maximum: 1e9 }))),
  unit: Type.Optional(nullOr(words(1, 40))),
  dueOn: Day,
  source: words(3, 200),
})
export type NewMilestone = Static<typeof NewMilestone>

export const MilestonePath = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) })
export const NewFact = body({
  met: Type.Boolean(),
  value: Type.Optional(nullOr(Type.Number({ minimum: 0, maximum: 1e9 }))),
  observedOn: Day,
  source: words(3, 200),
  note: Type.Optional(nullOr(words(1))),
})
export type NewFact = Static<typeof NewFact>

const Id = Type.String({ format: 'uuid' })
export const FactPath = Type.Object({
  id: Id,
  agreement: Id,
  fact: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
})
export const NewReply = body({ text: words(10, 4000) })
export const MyAgreementPath = Type.Object({ id: Id, agreement: Id })
export const NewReport = body({
  year: Type.Integer({ minimum: 2000, maximum: 2200 }),
  jobs: Type.Number({ minimum: 0, maximum: 10_000 }),
  openingHoursWeek: Type.Number({ minimum: 0, maximum: 168 }),
  residentHours: Type.Number({ minimum: 0, maximum: 8784, description: 'free for residents, in the year' }),
  text: words(10, 4000),
})
export type NewReport = Static<typeof NewReport>

/** An agreement as everybody may read it; a natural person is never named. */
export const PublicAgreement = Type.Object({
  number: Type.String(),
  holder: orNull(Type.String({ description: 'null for a natural person: "assigned"' })),
  instrument: oneOf(instruments, 'contract'),
  spaces: Type.Array(
    Type.Object({ code: Type.String(), name: orNull(Type.String()), district: orNull(Type.String()) }),
  ),
  from: Day,
  until: Day,
  rentEurYear: Type.Number(),
  isOver: Type.Boolean(),
  handedOverOn: orNull(Day),
  milestones: Type.Array(Milestone),
})
export type PublicAgreement = Static<typeof PublicAgreement>
export const PublicAgreements = Type.Object({ total: Type.Integer(), items: Type.Array(PublicAgreement) })
export type PublicAgreements = Static<typeof PublicAgreements>
export const PublicQuery = Type.Object(
  {
    space: Type.Optional(Type.String({ minLength: 1, maxLength: 80, description: 'code' })),
    district: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
    light: Type.Optional(oneOf(lights, 'of one of its milestones')),
    ...page,
  },
  { additionalProperties: false },
)
export type PublicQuery = Static<typeof PublicQuery>
export const NumberPath = Type.Object({ number: Type.String({ minLength: 1, maxLength: 40 }) })
