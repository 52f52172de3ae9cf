import { type Static, type TProperties, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { requirementTypes } from './words.ts'

export const Day = Type.String({ format: 'date' })
export const body = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })
export const words = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: '\\S' })
export const text = (maxLength: number) => nullOr(words(1, maxLength))
export const Version = Type.Integer({
  minimum: 1,
  description: 'as it was read; another is refused with 409',
})
const days = Type.Integer({ minimum: 1, maximum: 365 })

const Option = body({
  code: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,39}$' }),
  label: words(1, 200),
  labelEn: text(200),
  accepted: Type.Boolean({ description: 'whether it meets the requirement' }),
})

/** What a lab must have to be in the list. */
export const Requirement = body({
  code: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,39}$' }),
  label: words(3, 300),
  labelEn: text(300),
  type: oneOf(requirementTypes, 'what is asked for'),
  unit: text(40),
  minimum: nullOr(Type.Number({ minimum: 0, maximum: 1_000_000 })),
  options: Type.Array(Option, { maxItems: 20 }),
  mandatory: Type.Boolean(),
  evidence: text(500),
  evidenceEn: text(500),
  source: words(2, 300),
})
export type Requirement = Static<typeof Requirement>

/** An edition of the qualified list; its requirements are frozen once it is published. */
export const EditionContent = body({
  title: words(3, 200),
  titleEn: text(200),
  act: words(2, 200),
  actDate: Day,
  opensOn: Day,
  closesOn: nullOr(Day),
  validityYears: Type.Integer({ minimum: 1, maximum: 20 }),
  takeDays: days,
  examineDays: days,
  answerDays: days,
  source: words(2, 300),
  requirements: Type.Array(Requirement, { maxItems: 60 }),
})
export type EditionContent = Static<typeof EditionContent>

const Code = Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{2,39}$' })
export const NewEdition = body({ code: Code, content: EditionContent })
export const SaveEdition = body({ version: Version, content: EditionContent })
export const Versioned = body({ version: Version })
export const CloseEdition = body({ version: Version, closesOn: Day })
export const EditionPath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) })

export const DeskEdition = Type.Object({
  code: Type.String(),
  version: Type.Integer(),
  publishedAt: orNull(Type.String()),
  content: EditionContent,
})
export type DeskEdition = Static<typeof DeskEdition>

/** Settings of the pack from which a new edition begins. */
export const EditionTemplate = Type.Object({
  validityYears: Type.Integer(),
  takeDays: Type.Integer(),
  examineDays: Type.Integer(),
  answerDays: Type.Integer(),
  source: Type.String(),
  requirements: Type.Array(Requirement),
})
export type EditionTemplate = Static<typeof EditionTemplate>
