import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull, Position } from '../http/schema.ts'
import { Day, Examiner, Id, Outcome, PlanCode, Stage, TargetKind, Version } from './parts.ts'
import { changeRefusals, outcomes, stages, targetKinds } from './words.ts'

const list = (pattern: string, description: string) =>
  Type.Array(Type.String({ maxLength: 60, pattern }), { minItems: 1, maxItems: 100, description })
const idOrNone = '^(none|[1-9][0-9]{0,8})$'
const codeOrNone = '^(none|[\\w.-]{1,40})$'
const yesNo = (description: string) => Type.Boolean({ description })

/** What narrows the points of a plan: the same for table, map, counters, neighbours and bulk changes. */
export const filterProperties = {
  q: Type.String({ minLength: 1, maxLength: 200, description: 'in number, words and synthesis' }),
  theme: list(idOrNone, 'ids of themes, those below them included; none'),
  target: Type.Array(oneOf(targetKinds), { minItems: 1 }),
  document: list(idOrNone, 'ids of documents; none'),
  article: list(idOrNone, 'ids of articles; none'),
  sheet: list(idOrNone, 'ids of sheets; none'),
  district: list(codeOrNone, 'codes of Municipi; none'),
  neighbourhood: list(codeOrNone, 'codes of NIL; none'),
  assignee: list('^(me|none|[0-9a-f-]{36})$', 'me, none, or ids of accounts'),
  place: list('^[1-9][0-9]{0,8}$', 'ids of places of the workflow'),
  group: list('^(none|any|[1-9][0-9]{0,8})$', 'none, any, or ids of groups'),
  outcome: Type.Array(oneOf([...outcomes, 'none'] as const), { minItems: 1 }),
  stage: Type.Array(oneOf([...stages, 'none'] as const), { minItems: 1 }),
  open: yesNo('not in a place of the workflow that counts as solved'),
  overdue: yesNo('with a day that has passed'),
  prescription: yesNo('marked as a prescription of an opinion'),
  vas: yesNo('flagged as concerning the VAS'),
  manufacturing: yesNo('asks for production space, temporary use, labs as a service'),
  late: yesNo('received after the window'),
  opinion: yesNo('waits for the opinion of an office'),
  submission: Type.String({ format: 'uuid' }),
}
const optional = Object.fromEntries(
  Object.entries(filterProperties).map(([name, schema]) => [name, Type.Optional(schema)]),
) as {
  [Name in keyof typeof filterProperties]: ReturnType<typeof Type.Optional<(typeof filterProperties)[Name]>>
}

export const pointSorts = [
  'number',
  'due',
  'assignee',
  'place',
  'provision',
  'district',
  'outcome',
  'group',
  'synthesis',
] as const
export type PointSort = (typeof pointSorts)[number]

const query = {
  plan: PlanCode,
  ...optional,
  sort: Type.Optional(oneOf(pointSorts)),
  descending: Type.Optional(Type.Boolean()),
}
const PointFilters = Type.Object({ plan: PlanCode, ...optional }, { additionalProperties: false })
export type PointFilters = Static<typeof PointFilters>

/** Which points, in which order. */
export const PointsQuery = Type.Object(query, { additionalProperties: false })
export type PointsQuery = Static<typeof PointsQuery>
/** The same, a page of them. */
export const PointPageQuery = Type.Object(
  {
    ...query,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  { additionalProperties: false },
)
export type PointPageQuery = Static<typeof PointPageQuery>

const pointRow = {
  id: Type.Integer(),
  reference: Type.String({ description: 'number of the submission and which of its points' }),
  receivedAt: Type.String({ format: 'date-time' }),
  isLate: Type.Boolean(),
  submitterKind: Type.String(),
  synthesis: orNull(Type.String()),
  excerpt: Type.String({ description: 'the beginning of its words' }),
  target: TargetKind,
  provision: orNull(Type.String({ description: 'document, article, paragraph, letter, or sheet' })),
  hasPlace: Type.Boolean(),
  district: orNull(Type.String({ description: 'code of the Municipio' })),
  neighbourhood: orNull(Type.String({ description: 'name of the NIL' })),
  themes: Type.Array(Type.Integer()),
  assignee: orNull(Examiner),
  placeId: Type.Integer({ description: 'of the workflow' }),
  dueOn: orNull(Type.String({ format: 'date' })),
  groupId: orNull(Type.Integer()),
  groupSize: Type.Integer({ description: '0 outside a group' }),
  stage: orNull(Stage),
  outcome: orNull(Outcome),
  concernsVas: Type.Boolean(),
  prescription: Type.Boolean({ description: 'of an opinion' }),
  opinionsWaiting: Type.Integer(),
  version: Type.Integer(),
}
export const PointRow = Type.Object(pointRow)
export type PointRow = Static<typeof PointRow>
export const rowProperties = pointRow

const counts = Type.Array(Type.Object({ value: orNull(Type.String()), count: Type.Integer() }))

export const PointList = Type.Object({
  total: Type.Integer(),
  places: counts,
  outcomes: counts,
  districts: counts,
  neighbourhoods: counts,
  items: Type.Array(PointRow),
})
export type PointList = Static<typeof PointList>

/** Where a point stands among those of the same filter and order. */
export const Around = Type.Object({
  total: Type.Integer(),
  position: orNull(Type.Integer({ description: 'from 1; null where the filter leaves it out' })),
  previous: orNull(Type.Integer()),
  next: orNull(Type.Integer()),
})
export type Around = Static<typeof Around>

/** Ids with their versions, to be changed together. */
export const Selection = Type.Object({
  total: Type.Integer(),
  items: Type.Array(Type.Object({ id: Type.Integer(), version: Type.Integer() })),
})
export type Selection = Static<typeof Selection>

/** Points as signs on a map; drawn shapes only where there are few. */
export const PointMap = Type.Object({
  total: Type.Integer(),
  withoutPlace: Type.Integer(),
  points: Type.Array(
    Type.Object({
      id: Type.Integer(),
      reference: Type.String(),
      outcome: orNull(Outcome),
      at: Position,
    }),
  ),
  shapes: Type.Array(
    Type.Object({ id: Type.Integer(), outcome: orNull(Outcome), geometry: Type.Unsafe<object>({}) }),
  ),
})
export type PointMap = Static<typeof PointMap>

/** What is changed in many points at once; what is left out stays. */
export const BulkChange = Type.Object(
  {
    assignee: Type.Optional(nullOr(Type.String({ format: 'uuid' }))),
    placeId: Type.Optional(Id),
    dueOn: Type.Optional(nullOr(Day)),
    addTheme: Type.Optional(Id),
    removeTheme: Type.Optional(Id),
    concernsVas: Type.Optional(Type.Boolean()),
    prescription: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type BulkChange = Static<typeof BulkChange>

/** Many points at a time. */
export const bulkLimit = 1000

export const Bulk = Type.Object(
  {
    preview: Type.Boolean({ description: 'only says what would become of each' }),
    points: Type.Array(Type.Object({ id: Id, version: Version }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: bulkLimit,
    }),
    change: BulkChange,
  },
  { additionalProperties: false },
)
export type Bulk = Static<typeof Bulk>

const BulkRow = Type.Object({
  id: Type.Integer(),
  reference: orNull(Type.String()),
  result: oneOf(['changed', 'same', 'refused'] as const),
  refusals: Type.Array(oneOf(changeRefusals)),
  differences: Type.Array(
    Type.Object({
      field: oneOf(['assignee', 'placeId', 'dueOn', 'themes', 'concernsVas', 'prescription'] as const),
      from: orNull(Type.String()),
      to: orNull(Type.String()),
    }),
  ),
})
export type BulkRow = Static<typeof BulkRow>
export const BulkResult = Type.Object({
  changed: Type.Integer(),
  same: Type.Integer(),
  refused: Type.Integer(),
  items: Type.Array(BulkRow),
})
export type BulkResult = Static<typeof BulkResult>
