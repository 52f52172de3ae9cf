import { type Static, type TProperties, Type } from 'typebox'
import { nullOr, oneOf } from '../http/schema.ts'
import { Criteria } from './criteria.ts'
import { EligibilityQuestion } from './questions.ts'
import { instruments, procedures } from './words.ts'

const object = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })
const line = (maxLength = 200) => Type.String({ maxLength })
const euros = (description: string) =>
  Type.Number({ minimum: 0, maximum: 100_000_000, multipleOf: 0.01, description })
const Day = Type.String({ format: 'date' })
const Code = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{0,39}$' })

/** A printed time in Italy, to the minute; it holds no zone, because it is what the act says. */
export const PrintedTime = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$',
  description: 'date and time of the clocks of Italy, such as 2027-03-31T12:00',
})

const contentActKinds = ['guidelines', 'approval', 'other'] as const

/** An act the call rests on, and its days on the notice board (albo pretorio). */
export const CallAct = object({
  kind: oneOf(contentActKinds, 'what it decides'),
  number: line(80),
  date: Day,
  title: nullOr(line()),
  boardFrom: nullOr(Day),
  boardUntil: nullOr(Day),
})
export type CallAct = Static<typeof CallAct>

/** A share taken off the rent, with the act or article that allows it. */
const RentReduction = object({
  code: Code,
  label: line(),
  labelEn: line(),
  rate: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }),
  legalBasis: line(400),
})

/** The sum behind the rent of a lot. */
export const LotRent = Type.Object({
  baseEurYear: Type.Number({ description: 'EUR per year before the reductions' }),
  reductions: Type.Array(
    Type.Object({
      ...RentReduction.properties,
      amountEurYear: Type.Number({ description: 'taken off what the one before has left' }),
    }),
  ),
  eurYear: Type.Number({ description: 'EUR per year asked; bids start here' }),
})
export type LotRent = Static<typeof LotRent>

/** A purpose the Municipio suggests for a lot, and the points it brings. */
export const Purpose = object({
  code: Code,
  text: line(400),
  textEn: nullOr(line(400)),
  points: Type.Number({ minimum: 0, maximum: 1000, multipleOf: 0.01 }),
  district: nullOr(line(20)),
  uses: Type.Optional(
    Type.Array(line(80), {
      maxItems: 12,
      description: 'codes of the uses it accepts, where it was taken over',
    }),
  ),
  proposal: Type.Optional(
    Type.String({ format: 'uuid', description: 'the proposal of the Municipio it was taken over from' }),
  ),
})

const DraftLot = object({
  title: line(),
  spaces: Type.Array(Type.String({ minLength: 1, maxLength: 80, description: 'code' }), {
    maxItems: 50,
    uniqueItems: true,
  }),
  rent: nullOr(
    object({
      baseEurYear: euros('EUR per year before the reductions'),
      reductions: Type.Array(RentReduction, { maxItems: 10 }),
    }),
  ),
  purposes: Type.Array(Purpose, { maxItems: 20 }),
  note: nullOr(line(1000)),
})
export type DraftLot = Static<typeof DraftLot>

/** What a request must bring. */
export const RequiredDocument = object({
  code: Code,
  label: line(),
  labelEn: nullOr(line()),
  reference: line(),
})

/** A document of the call: its text, annexes, answers. */
export const CallDocument = object({
  title: line(),
  titleEn: Type.Optional(line()),
  url: Type.String({ maxLength: 500, pattern: '^(https://|/)' }),
  sha256: Type.Optional(
    Type.String({ pattern: '^[0-9a-f]{64}$', description: 'of the bytes, where they lie here' }),
  ),
})

/** Everything a call says, as it is prepared, published and kept version by version. The Italian is authentic. */
export const CallContent = object({
  title: line(),
  titleEn: nullOr(line()),
  summary: nullOr(line(2000)),
  summaryEn: nullOr(line(2000)),
  text: nullOr(Type.String({ maxLength: 100_000, description: 'the call itself, in Italian' })),
  procedure: oneOf(procedures, 'how the call is held'),
  standing: Type.Boolean({ description: 'requests are read and answered as they come' }),
  instrument: oneOf(instruments, 'contract'),
  termYears: nullOr(Type.Integer({ minimum: 1, maximum: 99 })),
  termMonths: nullOr(Type.Integer({ minimum: 1, maximum: 600 })),
  acts: Type.Array(CallAct, { maxItems: 20 }),
  caseOfficer: nullOr(line()),
  office: object({ name: line(), phone: line(80), hours: line(), email: nullOr(line()) }),
  opensAt: nullOr(PrintedTime),
  closesAt: nullOr(PrintedTime),
  lots: Type.Array(DraftLot, { maxItems: 100, description: 'numbered from 1 in this order' }),
  eligibility: Type.Array(
    Type.Object({ ...EligibilityQuestion.properties, code: Code }, { additionalProperties: false }),
    { maxItems: 30 },
  ),
  requiredDocuments: Type.Array(RequiredDocument, { maxItems: 30 }),
  documents: Type.Array(CallDocument, { maxItems: 50 }),
  excludedActivities: Type.Array(Type.String({ maxLength: 80 }), { maxItems: 60, uniqueItems: true }),
  criteria: nullOr(Criteria),
  reviewDays: Type.Integer({ minimum: 1, maximum: 60, description: 'to ask for a review of a ranking' }),
  visits: nullOr(line(2000)),
  questionsUntil: nullOr(PrintedTime),
})
export type CallContent = Static<typeof CallContent>
