import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { CallDocument, LotRent, Purpose, RequiredDocument } from './contentSchema.ts'
import { Criteria } from './criteria.ts'
import { EligibilityQuestion } from './questions.ts'
import { CallVersion } from './versionSchema.ts'
import { callPhases, callStatuses, instruments, procedures } from './words.ts'

export type { CallAct, CallContent, DraftLot, LotRent } from './contentSchema.ts'
export { lotAllocations, priceFormulas } from './criteria.ts'
export * from './deskSchema.ts'
export * from './questionSchema.ts'
export { EligibilityQuestion } from './questions.ts'
export type { CallChange, CallVersion } from './versionSchema.ts'
export * from './visitSchema.ts'
export type { CallPhase, CallStatus, VersionChange } from './words.ts'
export { callStatuses, instruments, procedures } from './words.ts'

export const Lot = Type.Object({
  id: Type.Integer({ description: 'what a request names' }),
  number: Type.Integer(),
  title: Type.String(),
  baseRentEurYear: orNull(Type.Number()),
  rent: orNull(LotRent),
  purposes: Type.Array(Purpose),
  note: orNull(Type.String()),
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
  text: orNull(Type.String({ description: 'the call itself, in Italian' })),
  termMonths: orNull(Type.Integer()),
  requiredDocuments: Type.Array(RequiredDocument),
  criteria: orNull(Criteria),
  criteriaHash: orNull(Type.String({ description: 'of the version the public reads' })),
  bidKey: orNull(
    Type.String({
      description: 'X25519 public key that prices are sealed for, as base64; null where it takes none',
    }),
  ),
  reviewDays: Type.Integer(),
  versions: Type.Array(CallVersion, { description: 'the newest first' }),
  eligibility: Type.Array(EligibilityQuestion),
  documents: Type.Array(CallDocument),
  excludedActivities: Type.Array(Type.String()),
  maxAwardsPerApplicant: Type.Integer(),
  visits: orNull(Type.String()),
})
export type Call = Static<typeof Call>

export const CallPath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) })
