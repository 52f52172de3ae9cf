import { type Static, Type } from 'typebox'
import { scanStates } from '../files/schema.ts'
import { oneOf, orNull } from '../http/schema.ts'
import { PartyData, partyKinds, WrittenParty } from '../parties/schema.ts'
import { declarationCodes, declarationVersions } from './declarations.ts'
import { completionItems } from './reasons.ts'
import { atecoVersions, filePurposes, noiseLevels, stampExemptions } from './words.ts'

const text = (maxLength: number, description?: string) =>
  Type.Optional(Type.String({ maxLength, ...(description ? { description } : {}) }))
const count = (maximum: number, description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum, description }))

const applicant = (data: typeof PartyData) =>
  Type.Object(
    { kind: Type.Optional(oneOf(partyKinds, 'who asks')), ...data.properties },
    { additionalProperties: false },
  )

/** What the applicant writes. Everything may be missing in a draft; `checkContent` says what is needed to send. */
export const DraftContent = Type.Object(
  {
    applicant: Type.Optional(applicant(WrittenParty)),
    makes: text(500, 'what is made, in the words of who makes it'),
    use: text(80, 'code of a use in the city pack'),
    atecoCode: text(10),
    atecoVersion: Type.Optional(oneOf(atecoVersions, 'edition of the classification')),
    people: count(10_000, 'who work there'),
    jobs: count(10_000, 'of which new'),
    hours: text(200, 'days and hours of work'),
    powerKw: Type.Optional(Type.Number({ minimum: 0, maximum: 10_000, description: 'kW needed' })),
    noise: Type.Optional(oneOf(noiseLevels, 'noise of the work')),
    startOn: Type.Optional(Type.String({ format: 'date' })),
    durationMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 1188 })),
    text: text(8000, 'the project'),
    stamp: Type.Optional(
      Type.Object(
        {
          number: text(20, '14 digits of the revenue stamp (marca da bollo)'),
          exemption: Type.Optional(oneOf(stampExemptions, 'why none is due')),
        },
        { additionalProperties: false },
      ),
    ),
    deMinimisEur: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 100_000_000,
        description: 'EUR of de minimis aid received in the last three years (Reg. UE 2023/2831)',
      }),
    ),
    eligibilityAnswers: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z0-9_.-]{1,60}$' }), Type.Boolean(), {
        maxProperties: 50,
        description: 'code of the question → answer',
      }),
    ),
  },
  { additionalProperties: false },
)
export type DraftContent = Static<typeof DraftContent>

/** What the sender declared, as codes of one version of the texts in `declarations.ts`. */
const Declared = Type.Object(
  {
    version: oneOf(declarationVersions, 'of the texts'),
    accepted: Type.Array(oneOf(declarationCodes, 'declaration'), { uniqueItems: true }),
    by: Type.String({ description: 'name of the person who sent the request' }),
  },
  { additionalProperties: false },
)

/** What was received: what the applicant wrote, and what was declared in sending it. */
export const RequestContent = Type.Object(
  {
    ...DraftContent.properties,
    applicant: Type.Optional(applicant(PartyData)),
    declarations: Type.Optional(Declared),
    consents: Type.Optional(
      Type.Record(Type.String(), Type.Boolean(), {
        description: 'instead of declarations, in requests sent before each had a text of its own',
      }),
    ),
  },
  { additionalProperties: false },
)
export type RequestContent = Static<typeof RequestContent>

export const Version = Type.Integer({ minimum: 1, description: 'the version the change was made on' })

export const RequestFile = Type.Object({
  id: Type.String(),
  name: Type.String(),
  mediaType: Type.String(),
  sizeBytes: Type.Integer(),
  sha256: Type.String(),
  purpose: oneOf(filePurposes, 'what it is for'),
  document: orNull(Type.String({ description: 'code of the document of the call it is' })),
  addedAt: Type.String(),
  scanState: oneOf(scanStates, 'what the antivirus said; who did not send it cannot open one that waits'),
  hasThumbnail: Type.Boolean(),
})
export type RequestFile = Static<typeof RequestFile>

/** A lot of the call or a space outside any, in order of preference. */
export const Target = Type.Object({
  preference: Type.Integer(),
  lotId: orNull(Type.Integer()),
  lotNumber: orNull(Type.Integer()),
  title: Type.String({ description: 'title of the lot, name of the space' }),
  priceHash: orNull(
    Type.String({
      description: 'SHA-256 of the sealed price; null where there is none, or it is not one’s own',
    }),
  ),
  spaces: Type.Array(
    Type.Object({
      id: Type.Integer(),
      code: Type.String(),
      name: Type.String(),
      address: orNull(Type.String()),
      district: orNull(Type.String()),
      areaM2: orNull(Type.Number()),
      status: Type.String(),
    }),
  ),
})
export type Target = Static<typeof Target>

export const RequestCall = Type.Object({
  code: Type.String(),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  standing: Type.Boolean(),
  procedure: Type.String(),
  closesAt: orNull(Type.String({ format: 'date-time' })),
})
export const GivenReason = Type.Object({
  code: Type.String({ description: 'exclusion or closing reason' }),
  text: Type.String({ description: 'in the words of the office' }),
})

/** What the office asked to complete, and what was sent; kept apart from what was first received. */
export const Completion = Type.Object({
  id: Type.String(),
  items: Type.Array(
    oneOf(
      completionItems.map((item) => item.code),
      'what is missing',
    ),
  ),
  message: Type.String(),
  askedAt: Type.String(),
  termDays: Type.Integer({ description: 'days from the delivery of the notice' }),
  dueOn: orNull(
    Type.String({ format: 'date', description: 'null until the delivery of the notice is known' }),
  ),
  pausedAt: orNull(Type.String({ description: 'since when the term does not run; null while it does' })),
  pauseReason: orNull(Type.String()),
  answer: orNull(Type.String()),
  answeredAt: orNull(Type.String()),
  late: Type.Boolean({ description: 'answered after the end of that day' }),
  files: Type.Array(RequestFile),
})
export type Completion = Static<typeof Completion>

export const RequestAward = Type.Object({
  spaceCode: Type.String(),
  from: Type.String({ format: 'date' }),
  until: Type.String({ format: 'date', description: 'last day' }),
  procedure: Type.String(),
  legalBasis: orNull(Type.String()),
  actNumber: Type.String(),
  actDate: Type.String({ format: 'date' }),
})
export type RequestAward = Static<typeof RequestAward>
