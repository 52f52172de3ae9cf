import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { Id, PlanCode, Shape, ShapeRead, words } from './parts.ts'

/** A change to an article: its words after it; those before it are the plan's. */
const ArticleChange = Type.Object(
  {
    kind: Type.Literal('article'),
    plan: PlanCode,
    title: words(200),
    articleId: Id,
    paragraph: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    beforeText: Type.String({ maxLength: 20_000 }),
    afterText: words(20_000),
    points: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
  },
  { additionalProperties: false },
)
/** A change to an area: its shape before and after. */
const AreaChange = Type.Object(
  {
    kind: Type.Literal('area'),
    plan: PlanCode,
    title: words(200),
    before: Type.Optional(Shape),
    after: Shape,
    points: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
  },
  { additionalProperties: false },
)
export const NewPlanChange = Type.Union([ArticleChange, AreaChange])
export type NewPlanChange = Static<typeof NewPlanChange>

const PlanChange = Type.Object({
  id: Type.Integer(),
  kind: oneOf(['article', 'area'] as const),
  title: Type.String(),
  provision: orNull(Type.String()),
  beforeText: orNull(Type.String()),
  afterText: orNull(Type.String()),
  before: orNull(ShapeRead),
  after: orNull(ShapeRead),
  beforeM2: orNull(Type.Number()),
  afterM2: orNull(Type.Number()),
  points: Type.Array(Type.Object({ id: Type.Integer(), reference: Type.String() })),
})
export type PlanChange = Static<typeof PlanChange>
export const PlanChanges = Type.Object({ total: Type.Integer(), items: Type.Array(PlanChange) })
export type PlanChanges = Static<typeof PlanChanges>

/** Standard replies and where each is used. */
export const Replies = Type.Object({
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      id: Type.Integer(),
      code: Type.String(),
      title: Type.String(),
      text: Type.String(),
      checked: Type.Boolean({ description: 'somebody has looked at its words' }),
      uses: Type.Integer(),
      points: Type.Array(Type.Object({ id: Type.Integer(), reference: Type.String() }), {
        description: 'the first fifty it is used for, one of each group',
      }),
    }),
  ),
})
export type Replies = Static<typeof Replies>
