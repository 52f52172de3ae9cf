import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { Day, Id, Outcome, PlanCode, span, Version, words } from '../points/parts.ts'
import { copyParts, copyRefusals, copyStates, publicPlaces, suggestionKinds } from './words.ts'

export * from './publicationSchema.ts'
export * from './words.ts'

const strict = { additionalProperties: false }
const Instant = Type.String({ format: 'date-time' })
const State = oneOf(copyStates)

export const CopyPath = Type.Object({ id: Id })
export type CopyPath = Static<typeof CopyPath>

/** What of the queue is shown; `toSign`: made by somebody else, of what somebody else wrote. */
const queueFilters = {
  plan: PlanCode,
  part: oneOf(copyParts),
  state: Type.Optional(oneOf([...copyStates, 'toSign'] as const)),
  group: Type.Optional(Id),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
}
export const QueueQuery = Type.Object(queueFilters, strict)
export type QueueQuery = Static<typeof QueueQuery>
export const QueuePageQuery = Type.Object(
  {
    ...queueFilters,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  strict,
)
export type QueuePageQuery = Static<typeof QueuePageQuery>

/** How many copies of a part stand where. */
export const CopyCounts = Type.Object({
  total: Type.Integer(),
  missing: Type.Integer(),
  withdrawn: Type.Integer(),
  outdated: Type.Integer(),
  made: Type.Integer(),
  signed: Type.Integer(),
  toSign: Type.Integer({ description: 'made by somebody else, of what somebody else wrote' }),
})
export type CopyCounts = Static<typeof CopyCounts>

/** Points whose copies are made and signed; a reply of a group stands at the first of its points. */
export const Queue = Type.Object({
  plan: Type.Object({ code: Type.String(), title: Type.String(), published: Type.Boolean() }),
  text: CopyCounts,
  reply: CopyCounts,
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      id: Type.Integer(),
      reference: Type.String(),
      submitterKind: Type.String(),
      synthesis: orNull(Type.String()),
      excerpt: Type.String(),
      group: orNull(Type.Object({ id: Type.Integer(), title: Type.String(), size: Type.Integer() })),
      state: State,
      madeBy: orNull(Type.String()),
      madeAt: orNull(Instant),
      signedBy: orNull(Type.String()),
      signedAt: orNull(Instant),
    }),
  ),
})
export type Queue = Static<typeof Queue>

/** The next to be done of a queue, and how many it holds beside this one. */
export const Onward = Type.Object({
  next: orNull(Type.Integer()),
  previous: orNull(Type.Integer()),
  others: Type.Integer(),
})
export type Onward = Static<typeof Onward>

const Covers = Type.Array(Type.Object(span), { description: 'in characters of the words' })
const refusals = Type.Array(oneOf(copyRefusals))

const copy = {
  state: State,
  words: Type.String({ description: 'what the copy is made of' }),
  sourceHash: Type.String({ description: 'SHA-256 of the words' }),
  suggestions: Type.Array(
    Type.Object({
      ...span,
      kind: oneOf(suggestionKinds),
      required: Type.Boolean({ description: 'tells who a person is: it cannot be kept' }),
    }),
  ),
  revision: orNull(Type.Integer({ description: 'of the current copy; null where there is none' })),
  hash: orNull(Type.String({ description: 'SHA-256 of the current copy: what whoever signs it has seen' })),
  covers: Covers,
  kept: Type.Array(Type.Object(span), { description: 'suggestions that were looked at and kept' }),
  public: orNull(Type.String({ description: 'the words as the public reads them' })),
  madeBy: orNull(Type.String()),
  madeAt: orNull(Instant),
  signedBy: orNull(Type.String()),
  signedAt: orNull(Instant),
  refusals: Type.Object({ make: refusals, sign: refusals, withdraw: refusals }),
}
const Reply = Type.Object({ ...copy, outcome: Outcome, decidedOn: Day })

/** A point with its original words beside its public copies. */
export const CopyDetail = Type.Object({
  id: Type.Integer(),
  reference: Type.String(),
  plan: Type.Object({ code: Type.String(), title: Type.String(), published: Type.Boolean() }),
  submissionId: Type.String(),
  submitterKind: Type.String(),
  submitterName: orNull(Type.String()),
  natural: Type.Boolean({ description: 'a person: never named in public' }),
  named: Type.Boolean({ description: 'a body or Municipio: its name stands in the register' }),
  provision: orNull(Type.String()),
  hasPlace: Type.Boolean(),
  neighbourhood: orNull(Type.String()),
  district: orNull(Type.String()),
  group: orNull(
    Type.Object({
      id: Type.Integer(),
      title: Type.String(),
      size: Type.Integer(),
      same: Type.Integer({ description: 'others of its points with the same words' }),
    }),
  ),
  text: Type.Object({
    ...copy,
    synthesis: Type.String({ description: 'of the copy; that of the office where there is none' }),
    place: oneOf(publicPlaces),
  }),
  reply: orNull(Reply),
})
export type CopyDetail = Static<typeof CopyDetail>

const Span = Type.Object(
  {
    start: Type.Integer({ minimum: 0, maximum: 10_000_000 }),
    end: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
  },
  strict,
)
const SourceHash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'of the words as they were seen' })
const making = {
  revision: nullOr(Version),
  sourceHash: SourceHash,
  covers: Type.Array(Span, { maxItems: 1000 }),
  kept: Type.Array(Span, { maxItems: 1000, description: 'suggestions looked at and kept' }),
}
export const NewText = Type.Object(
  {
    ...making,
    synthesis: words(1000),
    place: oneOf(publicPlaces),
    notHome: Type.Optional(
      nullOr(
        Type.String({
          minLength: 10,
          maxLength: 1000,
          pattern: '\\S',
          description: 'why the exact place of a person is not their home',
        }),
      ),
    ),
  },
  strict,
)
export type NewText = Static<typeof NewText>
export const NewReply = Type.Object(making, strict)
export type NewReply = Static<typeof NewReply>

/** Signing names what was seen. */
export const Signing = Type.Object({ revision: Version, hash: SourceHash }, strict)
export type Signing = Static<typeof Signing>
export const Withdrawing = Type.Object(
  { revision: Version, reason: Type.String({ minLength: 10, maxLength: 2000, pattern: '\\S' }) },
  strict,
)
export type Withdrawing = Static<typeof Withdrawing>

/** The copy of one point for the others of its group with the same words. */
export const SameQuery = Type.Object(
  { preview: Type.Boolean({ description: 'only says what would become of each' }), revision: Version },
  strict,
)
export type SameQuery = Static<typeof SameQuery>
export const SameResult = Type.Object({
  done: Type.Integer(),
  same: Type.Integer(),
  refused: Type.Integer(),
  items: Type.Array(
    Type.Object({
      id: Type.Integer(),
      reference: Type.String(),
      result: oneOf(['done', 'same', 'refused'] as const),
      refusals,
    }),
  ),
})
export type SameResult = Static<typeof SameResult>
