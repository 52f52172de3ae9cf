import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'

export * from './questionSchema.ts'
export * from './visitSchema.ts'

const callStatuses = [
  'draft',
  'published',
  'open',
  'closed',
  'evaluating',
  'provisionalRanking',
  'finalRanking',
  'awarded',
  'concluded',
  'noBids',
  'revoked',
] as const
export type CallStatus = (typeof callStatuses)[number]

/** Where a call stands at an instant, whatever its stored status has been moved to yet. */
const callPhases = ['upcoming', 'open', 'closed', 'concluded', 'revoked'] as const
export type CallPhase = (typeof callPhases)[number]

const procedures = ['publicCall', 'publicAuction', 'competingOffersNotice'] as const
const instruments = ['lease', 'concession', 'loanForUse', 'temporaryConcession'] as const

/** A yes/no question asked before the form; it needs no sign-in and its answer is not stored. */
export const EligibilityQuestion = Type.Object({
  code: Type.String(),
  text: Type.String(),
  textEn: Type.String(),
  expected: Type.Boolean({ description: 'the answer that lets you apply' }),
  rule: Type.String({ description: 'said to whom answers otherwise: which rule, and what to do' }),
  ruleEn: Type.String(),
  reference: Type.String({ description: 'article or point of the call' }),
})
export type EligibilityQuestion = Static<typeof EligibilityQuestion>

/** A document of the call: its text, annexes, answers. */
const CallDocument = Type.Object({
  title: Type.String(),
  titleEn: Type.Optional(Type.String()),
  url: Type.String(),
})

export const Lot = Type.Object({
  id: Type.Integer({ description: 'what a request names' }),
  number: Type.Integer(),
  title: Type.String(),
  baseRentEurYear: orNull(Type.Number()),
  spaces: Type.Array(
    Type.Object({
      code: Type.String(),
      name: orNull(Type.String()),
      areaM2: orNull(Type.Number()),
      district: orNull(Type.String({ description: 'code' })),
    }),
    { description: 'those the public may see' },
  ),
})
export type Lot = Static<typeof Lot>

export const CallItem = Type.Object({
  code: Type.String(),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  summary: orNull(Type.String()),
  summaryEn: orNull(Type.String()),
  status: oneOf(callStatuses, 'state'),
  phase: oneOf(callPhases, 'by the clock of the database'),
  standing: Type.Boolean({ description: 'requests are read and answered as they come' }),
  procedure: oneOf(procedures, 'how the call is held'),
  instrument: oneOf(instruments, 'contract'),
  termYears: orNull(Type.Integer()),
  technicalWeight: orNull(Type.Integer()),
  priceWeight: orNull(Type.Integer()),
  actNumber: orNull(Type.String()),
  actDate: orNull(Type.String({ format: 'date' })),
  opensAt: orNull(Type.String({ format: 'date-time' })),
  closesAt: orNull(Type.String({ format: 'date-time', description: 'one second later is late' })),
  office: Type.Object({
    name: Type.String(),
    phone: Type.String(),
    hours: Type.String(),
    email: orNull(Type.String()),
  }),
  caseOfficer: orNull(Type.String({ description: 'responsabile del procedimento' })),
  lots: Type.Array(Lot),
  source: orNull(Type.String()),
})
export type CallItem = Static<typeof CallItem>

export const CallList = Type.Object({ total: Type.Integer(), items: Type.Array(CallItem) })
export type CallList = Static<typeof CallList>

export const Call = Type.Object({
  ...CallItem.properties,
  eligibility: Type.Array(EligibilityQuestion),
  documents: Type.Array(CallDocument),
  excludedActivities: Type.Array(Type.String()),
  maxAwardsPerApplicant: Type.Integer(),
  visits: orNull(Type.String()),
})
export type Call = Static<typeof Call>

export const CallPath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) })
