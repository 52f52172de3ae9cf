import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { planKinds, planStatuses, submissionKinds, windowStates } from './words.ts'

export * from './deskSchema.ts'
export * from './words.ts'

const Day = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })

/** A time in which people write to a plan. */
export const PublicWindow = Type.Object({
  kind: oneOf(submissionKinds, 'what is written in it'),
  opensAt: Instant,
  closesAt: Type.String({
    format: 'date-time',
    description: 'as printed in the notice; one second later is late',
  }),
  state: oneOf(windowStates, 'by the clock of the database'),
  actNumber: orNull(Type.String()),
  actDate: orNull(Day),
})
export type PublicWindow = Static<typeof PublicWindow>

const item = {
  code: Type.String(),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  summary: orNull(Type.String()),
  summaryEn: orNull(Type.String()),
  kind: oneOf(planKinds),
  versionName: orNull(Type.String()),
  status: oneOf(planStatuses, 'where it stands on its road'),
  example: Type.Boolean({ description: 'invented, for trying out' }),
  published: Type.Boolean({ description: 'its register of replies can be read' }),
  windows: Type.Array(PublicWindow),
}

export const PlanItem = Type.Object(item)
export type PlanItem = Static<typeof PlanItem>

export const PlanList = Type.Object({ total: Type.Integer(), items: Type.Array(PlanItem) })
export type PlanList = Static<typeof PlanList>

const PublicArticle = Type.Object({
  id: Type.Integer(),
  number: Type.String(),
  title: orNull(Type.String()),
})

/** A document of a plan with what can be aimed at in it: art. 11 exists in two of them. */
export const PublicDocument = Type.Object({
  id: Type.Integer(),
  code: Type.String({ description: 'DdP, PdS, PdR or VAS' }),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  versionName: Type.String(),
  articles: Type.Array(PublicArticle),
  sheets: Type.Array(Type.Object({ id: Type.Integer(), code: Type.String(), title: Type.String() })),
})
export type PublicDocument = Static<typeof PublicDocument>

const Timeline = Type.Array(
  Type.Object({
    code: Type.String(),
    on: Day,
    computed: Type.Boolean({ description: 'follows from the law; the others stand in acts' }),
  }),
)

/** A plan as everybody reads it. */
export const Plan = Type.Object({
  ...item,
  office: Type.Object({
    name: Type.String(),
    phone: Type.String(),
    hours: Type.String(),
    email: orNull(Type.String()),
  }),
  caseOfficer: orNull(Type.String()),
  adoptedAct: orNull(Type.String()),
  approvedAct: orNull(Type.String()),
  termDays: Type.Integer({ description: 'days to decide after the window (LR 12/2005 art. 13 c. 7)' }),
  publishedAt: orNull(Type.String({ format: 'date-time', description: 'of the register of replies' })),
  timeline: Timeline,
  documents: Type.Array(PublicDocument),
})
export type Plan = Static<typeof Plan>

export const PlanArticle = Type.Object({
  id: Type.Integer(),
  document: Type.String(),
  number: Type.String(),
  title: orNull(Type.String()),
  text: orNull(Type.String()),
})
export type PlanArticle = Static<typeof PlanArticle>

export const PlanPath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) })
const rowId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
export const ArticlePath = Type.Object({ ...PlanPath.properties, articleId: rowId })
