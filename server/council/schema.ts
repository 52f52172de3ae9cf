import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { planStatuses } from '../plans/words.ts'
import { Day, Id, Outcome, Version, words } from '../points/parts.ts'
import { subjectKinds, votingStates } from './words.ts'

export * from './editionSchema.ts'
export * from './words.ts'

const strict = { additionalProperties: false }
const planCode = Type.String({ minLength: 1, maxLength: 40 })
export const CouncilPath = Type.Object({ code: planCode })
export const SubjectPath = Type.Object({ code: planCode, kind: oneOf(subjectKinds), id: Id })
export const SittingPath = Type.Object({ code: planCode, id: Id })

const counts = {
  points: Type.Integer({ description: 'that count: neither withdrawn nor late and unexamined' }),
  toVote: Type.Integer({ description: 'points by themselves and groups that wait for their vote' }),
  voted: Type.Integer(),
  notProposed: Type.Integer({ description: 'without a proposal of the Giunta' }),
}

const CouncilPlanItem = Type.Object({
  code: Type.String(),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  status: oneOf(planStatuses),
  ...counts,
})

/** Plans the Council reads and votes on. */
export const CouncilPlans = Type.Object({ total: Type.Integer(), items: Type.Array(CouncilPlanItem) })
export type CouncilPlans = Static<typeof CouncilPlans>

const Counted = { count: Type.Integer() }

/** A plan before the Council, with what its edition and its order of voting can be narrowed by. */
export const CouncilPlan = Type.Object({
  ...CouncilPlanItem.properties,
  themes: Type.Array(
    Type.Object({
      id: Type.Integer(),
      parentId: orNull(Type.Integer()),
      title: Type.String(),
      titleEn: orNull(Type.String()),
      ...Counted,
    }),
  ),
  articles: Type.Array(Type.Object({ id: Type.Integer(), label: Type.String(), ...Counted })),
  groups: Type.Array(Type.Object({ id: Type.Integer(), title: Type.String(), ...Counted })),
})
export type CouncilPlan = Static<typeof CouncilPlan>

const Councillors = Type.Array(words(120, 'name of a councillor'), {
  minItems: 1,
  maxItems: 200,
  uniqueItems: true,
})

/** A sitting of the Council: its day, its act, who was there. */
export const Sitting = Type.Object({
  id: Type.Integer(),
  heldOn: Day,
  actNumber: Type.String(),
  councillors: Type.Array(Type.String()),
  votes: Type.Integer({ description: 'recorded in it, corrected ones too' }),
  version: Type.Integer(),
})
export type Sitting = Static<typeof Sitting>
export const Sittings = Type.Object({ items: Type.Array(Sitting) })
export type Sittings = Static<typeof Sittings>

const sittingGiven = { heldOn: Day, actNumber: words(80), councillors: Councillors }
export const NewSitting = Type.Object(sittingGiven, strict)
export type NewSitting = Static<typeof NewSitting>
export const SaveSitting = Type.Object({ version: Version, ...sittingGiven }, strict)
export type SaveSitting = Static<typeof SaveSitting>

const narrowing = {
  state: Type.Optional(oneOf(votingStates)),
  theme: Type.Optional(Id),
  article: Type.Optional(Id),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'in title, synthesis, number' })),
}

/** A page of the order of voting. */
export const VoteQuery = Type.Object(
  {
    ...narrowing,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  strict,
)
export type VoteQuery = Static<typeof VoteQuery>
/** The same beside one of them; the sitting tells which councillors may have an interest. */
export const SubjectQuery = Type.Object({ ...narrowing, sitting: Type.Optional(Id) }, strict)
export type SubjectQuery = Static<typeof SubjectQuery>

const subject = {
  kind: oneOf(subjectKinds),
  id: Type.Integer(),
  title: Type.String({ description: 'of the group, or the number of the point' }),
  synthesis: orNull(Type.String()),
  provision: orNull(Type.String()),
  size: Type.Integer(),
  state: oneOf(votingStates),
  proposed: orNull(Outcome),
  decided: orNull(Outcome),
}

/** What is voted on, in the order of voting: by document and article, then by when it was received. */
export const VoteList = Type.Object({
  total: Type.Integer(),
  toVote: Type.Integer(),
  voted: Type.Integer(),
  notProposed: Type.Integer(),
  items: Type.Array(Type.Object(subject)),
})
export type VoteList = Static<typeof VoteList>

const figure = Type.Integer({ minimum: 0, maximum: 1000 })
const figures = { present: figure, inFavour: figure, against: figure, abstained: figure }

const Vote = Type.Object({
  id: Type.Integer(),
  sitting: orNull(Type.Integer()),
  heldOn: Day,
  actNumber: Type.String(),
  ...figures,
  left: Type.Array(Type.String(), { description: 'under TUEL art. 78' }),
  amendments: orNull(Type.String()),
  outcome: Outcome,
  reason: orNull(Type.String()),
  correction: orNull(Type.String({ description: 'why it took the place of the vote before it' })),
  stands: Type.Boolean(),
})
export type Vote = Static<typeof Vote>

const Neighbour = orNull(Type.Object({ kind: oneOf(subjectKinds), id: Type.Integer() }))

/** One thing to vote on, with what is proposed and every vote on it. */
export const VoteSubject = Type.Object({
  ...subject,
  points: Type.Array(
    Type.Object({ id: Type.Integer(), reference: Type.String(), synthesis: orNull(Type.String()) }),
  ),
  proposal: orNull(
    Type.Object({
      outcome: Outcome,
      reason: orNull(Type.String()),
      actNumber: Type.String(),
      decidedOn: Day,
    }),
  ),
  votes: Type.Array(Vote, { description: 'the newest first' }),
  interests: Type.Array(
    Type.Object({ councillor: Type.String(), name: Type.String(), reference: Type.String() }),
    { description: 'councillors of the sitting whose name is among who wrote: a hint, never a judgement' },
  ),
  position: orNull(Type.Integer({ description: 'in the list of the same filter, from 1' })),
  total: Type.Integer(),
  previous: Neighbour,
  next: Neighbour,
})
export type VoteSubject = Static<typeof VoteSubject>

/** A vote as it is recorded: on one point or one group, never on several (TAR Lombardia 1623/2018). */
export const NewVote = Type.Object(
  {
    kind: oneOf(subjectKinds),
    id: Id,
    sitting: Id,
    ...figures,
    left: Type.Array(words(120), { maxItems: 200 }),
    amendments: Type.Optional(nullOr(words(6000))),
    outcome: Outcome,
    reason: Type.Optional(nullOr(Type.String({ maxLength: 20_000 }))),
    replaces: Type.Optional(nullOr(Id)),
    correction: Type.Optional(nullOr(Type.String({ maxLength: 2000 }))),
  },
  strict,
)
export type NewVote = Static<typeof NewVote>

const open = <Item extends Parameters<typeof Type.Array>[0]>(item: Item) =>
  Type.Object({ total: Type.Integer(), first: Type.Array(item) })

/** What keeps a plan from being approved: how many, and the first of them. */
export const Approval = Type.Object({
  points: open(
    Type.Object({
      id: Type.Integer(),
      reference: Type.String(),
      groupId: orNull(Type.Integer()),
      stage: orNull(Type.String({ description: 'the last that was taken' })),
    }),
  ),
  submissions: open(Type.Object({ id: Type.String(), number: Type.String() })),
  lastVoteOn: orNull(Day),
})
export type Approval = Static<typeof Approval>

export const Approving = Type.Object({ version: Version, approvedOn: Day, approvedAct: words(120) }, strict)
export type Approving = Static<typeof Approving>
