import { type Static, type TProperties, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { officeActions, planActions, planRefusals } from './moves.ts'
import { planKinds, planStatuses, planWarnings, submissionKinds } from './words.ts'

const strict = { additionalProperties: false }
const Day = Type.String({ format: 'date' })
const Version = Type.Integer({
  minimum: 1,
  description: 'of the plan as it was read; another is refused with 409',
})
const line = (maxLength = 200) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })
const RowId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const Code = Type.String({ minLength: 1, maxLength: 40, pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]*$' })

/** What a plan says of itself. */
export const PlanFacts = Type.Object(
  {
    title: line(300),
    titleEn: nullOr(line(300)),
    summary: nullOr(line(4000)),
    summaryEn: nullOr(line(4000)),
    kind: oneOf(planKinds),
    versionName: nullOr(line(120)),
    registry: line(40),
    office: line(200),
    officePhone: line(60),
    officeHours: line(200),
    officeEmail: nullOr(Type.String({ format: 'email', maxLength: 254 })),
    caseOfficer: nullOr(line(200)),
    initiatedOn: nullOr(Day),
    adoptedOn: nullOr(Day),
    adoptedAct: nullOr(line(120)),
    depositFrom: nullOr(Day),
    depositUntil: nullOr(Day),
    termDays: Type.Integer({ minimum: 1, maximum: 400 }),
    inForceOn: nullOr(Day),
  },
  strict,
)
export type PlanFacts = Static<typeof PlanFacts>

const PrintedTime = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$',
  description: 'date and time on the clocks of Italy',
})

const DeskWindow = Type.Object(
  {
    kind: oneOf(submissionKinds),
    opensAt: PrintedTime,
    closesAt: PrintedTime,
    actNumber: nullOr(line(120)),
    actDate: nullOr(Day),
  },
  strict,
)

/** Lists of a plan; an entry without an id is new, one that is left out is taken away where nothing aims at it. */
const known = { id: Type.Optional(RowId) }
export const DocumentEntry = Type.Object(
  { ...known, code: Code, title: line(), titleEn: nullOr(line()), versionName: line(80) },
  strict,
)
export type DocumentEntry = Static<typeof DocumentEntry>
export const SheetEntry = Type.Object({ ...known, documentId: RowId, code: Code, title: line() }, strict)
export type SheetEntry = Static<typeof SheetEntry>
export const ThemeEntry = Type.Object(
  {
    ...known,
    parent: nullOr(Code),
    code: Code,
    title: line(),
    titleEn: nullOr(line()),
    retired: Type.Boolean(),
  },
  strict,
)
export type ThemeEntry = Static<typeof ThemeEntry>
export const PlaceEntry = Type.Object(
  {
    ...known,
    code: Code,
    title: line(),
    titleEn: nullOr(line()),
    locks: Type.Boolean({ description: 'points there are changed by nobody but who moves them back' }),
    solved: Type.Boolean(),
  },
  strict,
)
export type PlaceEntry = Static<typeof PlaceEntry>
export const TemplateEntry = Type.Object(
  { ...known, code: Code, title: line(), text: line(8000), retired: Type.Boolean() },
  strict,
)
export type TemplateEntry = Static<typeof TemplateEntry>

const facts = {
  code: Type.String(),
  title: Type.String(),
  status: oneOf(planStatuses),
  observationsUntil: orNull(Type.String({ format: 'date-time' })),
  lastDay: orNull(Day),
  submissions: Type.Integer({ description: 'that were received' }),
  warnings: Type.Array(
    Type.Object({
      code: oneOf(planWarnings),
      days: orNull(Type.Integer()),
      step: orNull(Type.String()),
    }),
  ),
}

export const DeskPlanItem = Type.Object(facts)
export type DeskPlanItem = Static<typeof DeskPlanItem>
export const DeskPlanList = Type.Object({ total: Type.Integer(), items: Type.Array(DeskPlanItem) })
export type DeskPlanList = Static<typeof DeskPlanList>

const Term = Type.Object({ counted: Day, lastDay: Day })

/** A plan with all that is needed to prepare and to lead it. */
export const DeskPlan = Type.Object({
  ...facts,
  version: Type.Integer(),
  isPublic: Type.Boolean(),
  example: Type.Boolean(),
  facts: PlanFacts,
  windows: Type.Array(DeskWindow),
  terms: Type.Object({
    deposit: orNull(Term),
    window: orNull(Term),
    decision: orNull(Term),
  }),
  timeline: Type.Array(Type.Object({ code: Type.String(), on: Day, computed: Type.Boolean() })),
  steps: Type.Array(
    Type.Object({ code: Type.String(), dueOn: Day, doneOn: orNull(Day), note: orNull(Type.String()) }),
  ),
  documents: Type.Array(Type.Object({ ...DocumentEntry.properties, id: RowId, articles: Type.Integer() })),
  sheets: Type.Array(Type.Object({ ...SheetEntry.properties, id: RowId })),
  themes: Type.Array(Type.Object({ ...ThemeEntry.properties, id: RowId })),
  places: Type.Array(Type.Object({ ...PlaceEntry.properties, id: RowId })),
  templates: Type.Array(
    Type.Object({ ...TemplateEntry.properties, id: RowId, checkedBy: orNull(Type.String()) }),
  ),
  late: Type.Object({
    count: Type.Integer(),
    act: orNull(
      Type.Object({
        examined: Type.Boolean(),
        reason: Type.String(),
        actNumber: Type.String(),
        actDate: Day,
      }),
    ),
  }),
  actions: Type.Array(
    Type.Object({ action: oneOf(planActions), refusal: orNull(oneOf(planRefusals, 'why not now')) }),
  ),
})
export type DeskPlan = Static<typeof DeskPlan>

export const NewPlan = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{1,39}$', description: 'stands in its address' }),
    title: line(300),
    kind: oneOf(planKinds),
  },
  strict,
)
export type NewPlan = Static<typeof NewPlan>

const body = <Properties extends TProperties>(properties: Properties) =>
  Type.Object({ version: Version, ...properties }, strict)

/** Bodies of what the desk does to a plan; most name the version they were read at. */
export const SavePlan = body({ facts: PlanFacts })
export const SaveWindow = body({
  opensAt: PrintedTime,
  closesAt: PrintedTime,
  actNumber: nullOr(line(120)),
  actDate: nullOr(Day),
})
export type SaveWindow = Static<typeof SaveWindow>
export const MovePlan = body({
  action: oneOf(officeActions),
  reason: Type.Optional(Type.String({ minLength: 10, maxLength: 2000, pattern: '\\S' })),
})
export type MovePlan = Static<typeof MovePlan>
export const MarkStep = body({ doneOn: nullOr(Day), note: nullOr(line(1000)) })
export const SaveDocuments = body({ items: Type.Array(DocumentEntry, { maxItems: 50 }) })
export const SaveSheets = body({ items: Type.Array(SheetEntry, { maxItems: 500 }) })
export const SaveThemes = body({ items: Type.Array(ThemeEntry, { maxItems: 300 }) })
export const SavePlaces = body({ items: Type.Array(PlaceEntry, { minItems: 2, maxItems: 20 }) })
export const SaveTemplates = body({ items: Type.Array(TemplateEntry, { maxItems: 300 }) })
export const SaveArticles = body({
  text: Type.String({
    minLength: 1,
    maxLength: 900_000,
    description: 'pasted text, or CSV with number;title;text',
  }),
})

export const ArticlesSaved = Type.Object({
  added: Type.Integer(),
  changed: Type.Integer(),
  same: Type.Integer(),
  numbers: Type.Array(Type.String()),
})
export type ArticlesSaved = Static<typeof ArticlesSaved>

const planCode = Type.String({ minLength: 1, maxLength: 40 })
export const WindowPath = Type.Object({ code: planCode, kind: oneOf(submissionKinds) })
export const StepPath = Type.Object({ code: planCode, step: Type.String({ minLength: 1, maxLength: 40 }) })
export const DocumentPath = Type.Object({ code: planCode, documentId: RowId })
