import { type Static, type TProperties, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { actsFor, criteria, needAudiences, reasonCodes, verdicts } from './words.ts'

export * from './words.ts'

const Day = Type.String({ format: 'date' })
const body = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })
const words = (minLength: number, maxLength: number) => Type.String({ minLength, maxLength, pattern: '\\S' })
const text = (maxLength: number) => nullOr(words(1, maxLength))
const Millimetres = nullOr(Type.Integer({ minimum: 1, maximum: 100_000 }))
const code = words(1, 60)

/** What a firm needs made, as it is written. */
export const NewNeed = body({
  party: Type.String({ format: 'uuid' }),
  actsFor: oneOf(actsFor, 'for whom'),
  firmName: text(200),
  firmShown: Type.Boolean({ description: 'whether labs and everybody may know the name of the firm' }),
  title: words(3, 160),
  description: words(10, 4000),
  process: code,
  material: nullOr(code),
  sizeXMm: Millimetres,
  sizeYMm: Millimetres,
  sizeZMm: Millimetres,
  quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  dueOn: Day,
  endsOn: Day,
  place: nullOr(code),
  audience: oneOf(needAudiences, 'who may read of it'),
})
export type NewNeed = Static<typeof NewNeed>

const need = {
  code: Type.String(),
  askedBy: Type.String({ description: 'the firm, or the accelerator that speaks for one' }),
  actsFor: oneOf(actsFor, 'for whom'),
  firmName: orNull(Type.String({ description: 'null where it is not told' })),
  title: Type.String(),
  description: Type.String(),
  process: Type.String(),
  material: orNull(Type.String()),
  sizeXMm: orNull(Type.Integer()),
  sizeYMm: orNull(Type.Integer()),
  sizeZMm: orNull(Type.Integer()),
  quantity: Type.Integer(),
  dueOn: Day,
  endsOn: Day,
  place: orNull(Type.String()),
  audience: oneOf(needAudiences, 'who may read of it'),
  isOpen: Type.Boolean(),
  madeAt: Type.String(),
}
export const Need = Type.Object(need)
export type Need = Static<typeof Need>

const Reason = Type.Object({
  criterion: oneOf(criteria, 'what was looked at'),
  verdict: oneOf(verdicts, 'what is known'),
  code: oneOf(reasonCodes, 'why'),
  machine: orNull(Type.String({ description: 'code of the machine it is said of' })),
  metres: orNull(Type.Number({ description: 'of a distance, straight line' })),
})
export type Reason = Static<typeof Reason>

/** A lab and whether it can do what is needed, with the reasons. */
export const RankedLab = Type.Object({
  lab: Type.String(),
  name: Type.String(),
  district: orNull(Type.String()),
  verdict: oneOf(verdicts, 'what is known on the whole'),
  reasons: Type.Array(Reason),
  canBeWritten: Type.Boolean({ description: 'whether there is an address to write to' }),
  website: orNull(Type.String()),
  said: orNull(Type.Object({ can: Type.Boolean(), note: orNull(Type.String()), at: Type.String() })),
})
export type RankedLab = Static<typeof RankedLab>

const Place = Type.Object({ code: Type.String(), it: Type.String(), en: Type.String() })
export const NeedList = Type.Object({
  total: Type.Integer(),
  items: Type.Array(Need),
  places: Type.Array(Place, { description: 'where a firm can be, beside the districts' }),
})
export type NeedList = Static<typeof NeedList>

export const NeedFile = Type.Object({
  id: Type.String(),
  name: Type.String(),
  mediaType: Type.String(),
  sizeBytes: Type.Integer(),
})
export type NeedFile = Static<typeof NeedFile>
export const needFileLimit = 5

/** A need everybody may read of, with the labs that could do it. */
export const PublicNeed = Type.Object({ ...need, labs: Type.Array(RankedLab) })
export type PublicNeed = Static<typeof PublicNeed>

const Contact = Type.Object({
  lab: Type.String(),
  labName: Type.String(),
  message: Type.String(),
  sentAt: Type.String(),
})

/** The same for who asks, or keeps a lab that could do it. */
export const MyNeed = Type.Object({
  ...PublicNeed.properties,
  isMine: Type.Boolean(),
  replyTo: orNull(Type.String({ description: 'for who asks' })),
  firmShown: Type.Boolean(),
  files: Type.Array(NeedFile),
  contacts: Type.Array(Contact, { description: 'for who asks, all; for a lab, those to it' }),
  keptLabs: Type.Array(Type.String(), { description: 'labs one keeps that may say whether they can' }),
})
export type MyNeed = Static<typeof MyNeed>

export const MyNeeds = Type.Object({
  mine: Type.Array(Need),
  forMyLabs: Type.Array(Need, { description: 'open ones that a lab one keeps could do' }),
})
export type MyNeeds = Static<typeof MyNeeds>

export const NeedPath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) })
export const NeedFilePath = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 40 }),
  fileId: Type.String({ format: 'uuid' }),
})
export const NewContact = body({ lab: words(1, 80), message: words(10, 4000) })
export type NewContact = Static<typeof NewContact>
export const NewAnswer = body({ lab: words(1, 80), can: Type.Boolean(), note: text(1000) })
export type NewAnswer = Static<typeof NewAnswer>

/** Needs that one person may enter in a day: each tells the labs that could do it. */
export const needsOfPersonADay = 10

/** Letters to labs in a day: for one need, and of one person. */
export const contactsOfNeedADay = 5
export const contactsOfPersonADay = 15
