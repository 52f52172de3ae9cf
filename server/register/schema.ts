import { type Static, Type } from 'typebox'
import { oneOf, orNull, Position } from '../http/schema.ts'
import { submissionKinds } from '../plans/words.ts'
import { outcomes, targetKinds } from '../points/words.ts'

export * from './statisticsSchema.ts'

const Day = Type.String({ format: 'date' })
const Outcome = orNull(oneOf(outcomes, 'as the Council decided'))
const Shape = Type.Object({ type: Type.String(), coordinates: Type.Array(Type.Unknown()) })

const list = (pattern: string, description: string) =>
  Type.Array(Type.String({ maxLength: 60, pattern }), { minItems: 1, maxItems: 100, description })
const code = (what: string) => list('^[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}$', `codes of ${what}; none`)
const id = (what: string) => list('^(none|[1-9][0-9]{0,8})$', `ids of ${what}; none`)

/** What narrows a register: the same for list, map, statistics, counters and files. */
export const filterProperties = {
  q: Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'every word of it is in the public words or the reply, or it is in the number',
  }),
  theme: code('themes, those below them included'),
  outcome: Type.Array(oneOf([...outcomes, 'none'] as const), { minItems: 1 }),
  district: code('Municipi'),
  neighbourhood: code('NIL'),
  document: id('documents'),
  article: id('articles'),
  kind: Type.Array(oneOf(submissionKinds), { minItems: 1 }),
  group: list('^(none|any|[1-9][0-9]{0,8})$', 'none, any, or ids of groups that were decided as one'),
  bbox: Type.String({ maxLength: 120, description: 'west,south,east,north in EPSG:4326' }),
}
const optional = Object.fromEntries(
  Object.entries(filterProperties).map(([name, schema]) => [name, Type.Optional(schema)]),
) as {
  [Name in keyof typeof filterProperties]: ReturnType<typeof Type.Optional<(typeof filterProperties)[Name]>>
}

export const registerSorts = ['number', 'provision', 'district', 'outcome'] as const
export type RegisterSort = (typeof registerSorts)[number]
const order = {
  sort: Type.Optional(oneOf(registerSorts)),
  descending: Type.Optional(Type.Boolean()),
}

/** Which points of a register. */
export const RegisterFilters = Type.Object(optional, { additionalProperties: false })
export type RegisterFilters = Static<typeof RegisterFilters>
/** Which, in which order. */
export const RegisterQuery = Type.Object({ ...optional, ...order }, { additionalProperties: false })
export type RegisterQuery = Static<typeof RegisterQuery>
/** The same, a page of them. */
export const RegisterPageQuery = Type.Object(
  {
    ...optional,
    ...order,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  { additionalProperties: false },
)
export type RegisterPageQuery = Static<typeof RegisterPageQuery>

export const RegisterPath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) })
export type RegisterPath = Static<typeof RegisterPath>
export const RegisterPointPath = Type.Object({
  ...RegisterPath.properties,
  reference: Type.String({
    minLength: 1,
    maxLength: 80,
    description: 'number of the submission and which of its points: O-2026-000123-1',
  }),
})
export type RegisterPointPath = Static<typeof RegisterPointPath>

/** The plan a register is of. */
export const RegisterPlan = Type.Object({
  code: Type.String(),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  example: Type.Boolean({ description: 'invented, for trying out' }),
  publishedOn: Day,
  approvedOn: orNull(Day),
  approvedAct: orNull(Type.String()),
})
export type RegisterPlan = Static<typeof RegisterPlan>

/** The columns that are narrowed by a choice; each is counted with all other filters applied. */
export const facetNames = [
  'theme',
  'outcome',
  'district',
  'neighbourhood',
  'document',
  'article',
  'kind',
] as const
export type FacetName = (typeof facetNames)[number]

export const Choice = Type.Object({
  value: Type.String({ description: 'as the filter takes it; none where there is no such thing' }),
  label: orNull(Type.String({ description: 'its title in the plan; null where its value says all' })),
  labelEn: orNull(Type.String()),
  count: Type.Integer(),
})
export type Choice = Static<typeof Choice>
const choices = Type.Array(Choice)

const Theme = Type.Object({ code: Type.String(), title: Type.String(), titleEn: orNull(Type.String()) })

const entry = {
  reference: Type.String({ description: 'number of the submission and which of its points' }),
  kind: oneOf(submissionKinds),
  submitter: orNull(Type.String({ description: 'named where it is a public body or a Municipio' })),
  receivedOn: Day,
  themes: Type.Array(Theme),
  target: oneOf(targetKinds, 'what it is aimed at'),
  provision: orNull(Type.String({ description: 'document, article, paragraph, letter, or sheet' })),
  district: orNull(Type.String({ description: 'code of the Municipio' })),
  neighbourhood: orNull(Type.Object({ code: Type.String(), name: Type.String() })),
  synthesis: orNull(Type.String({ description: 'null while its public copy is revised' })),
  outcome: Outcome,
  groupId: orNull(Type.Integer({ description: 'of the points that were decided as one' })),
  groupSize: Type.Integer({ description: '0 outside a group' }),
}
export const RegisterEntry = Type.Object(entry)
export type RegisterEntry = Static<typeof RegisterEntry>

/** A page of a register. */
export const Register = Type.Object({
  plan: RegisterPlan,
  total: Type.Integer(),
  withoutPlace: Type.Integer({ description: 'of them, without a place that is public' }),
  facets: Type.Object({
    theme: choices,
    outcome: choices,
    district: choices,
    neighbourhood: choices,
    document: choices,
    article: choices,
    kind: choices,
  }),
  items: Type.Array(RegisterEntry),
})
export type Register = Static<typeof Register>

const Mention = Type.Object({
  reference: Type.String(),
  synthesis: orNull(Type.String()),
  outcome: Outcome,
})

/** A point as everybody reads it. */
export const RegisterPoint = Type.Object({
  ...entry,
  plan: RegisterPlan,
  text: orNull(
    Type.String({
      description: 'its words, with [omissis] on what is personal; null while its copy is revised',
    }),
  ),
  place: oneOf(['exact', 'neighbourhood', 'hidden'] as const, 'how near its place is public'),
  geometry: orNull(Shape),
  article: orNull(Type.Object({ id: Type.Integer(), number: Type.String(), title: orNull(Type.String()) })),
  reply: orNull(Type.String({ description: 'the reason of the Council' })),
  replyRevised: Type.Boolean({ description: 'there is a reply whose public copy is revised' }),
  decidedOn: orNull(Day),
  act: orNull(Type.String({ description: 'of the Council' })),
  group: Type.Array(Mention, { description: 'other points that were decided with it, a hundred at most' }),
  siblings: Type.Array(Mention, { description: 'other points of the same submission' }),
})
export type RegisterPoint = Static<typeof RegisterPoint>

/** Points of a register as signs on a map; those known by their NIL alone are counted there. */
export const RegisterMap = Type.Object({
  total: Type.Integer(),
  withoutPlace: Type.Integer(),
  points: Type.Array(
    Type.Object({ id: Type.Integer(), reference: Type.String(), outcome: Outcome, at: Position }),
  ),
  areas: Type.Array(
    Type.Object({ code: Type.String(), name: Type.String(), at: Position, count: Type.Integer() }),
  ),
  shapes: Type.Array(
    Type.Object({ id: Type.Integer(), outcome: Outcome, geometry: Type.Unsafe<object>({}) }),
    {
      description: 'drawn places that are no points, where few are left',
    },
  ),
})
export type RegisterMap = Static<typeof RegisterMap>
