import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { YearlyReport } from './agreementSchema.ts'
import { Day } from './awardSchema.ts'
import { Milestone } from './milestoneSchema.ts'
import { agreementStatuses, awardAnswers, instruments, revocationReasons } from './words.ts'

export * from './agreementSchema.ts'
export * from './awardSchema.ts'
export * from './impactSchema.ts'
export * from './milestoneSchema.ts'
export * from './words.ts'

const Id = Type.String({ format: 'uuid' })

/** An agreement as its holder sees it. */
export const MyAgreement = Type.Object({
  id: Id,
  number: Type.String(),
  status: oneOf(agreementStatuses, 'state'),
  instrument: oneOf(instruments, 'contract'),
  from: Day,
  until: Day,
  rentEurYear: Type.Number(),
  obligations: Type.Array(Type.String()),
  signedOn: orNull(Day),
  handedOverOn: orNull(Day),
  endedOn: orNull(Day),
  milestones: Type.Array(Milestone),
  reports: Type.Array(YearlyReport),
  missingReports: Type.Array(Type.Integer({ description: 'years that are over' })),
})
export type MyAgreement = Static<typeof MyAgreement>

/** An award as the applicant sees it, and the agreement made of it. */
export const MyAward = Type.Object({
  id: Id,
  lot: orNull(Type.Object({ number: Type.Integer(), title: Type.String() })),
  spaces: Type.Array(Type.String({ description: 'code' })),
  from: Day,
  until: Day,
  actNumber: Type.String(),
  actDate: Day,
  answer: orNull(oneOf(awardAnswers, 'given')),
  mayAnswer: Type.Boolean({ description: 'the answer is awaited, and one represents who asked' }),
  mayReport: Type.Boolean({ description: 'one represents the holder' }),
  revoked: orNull(Type.Object({ reason: oneOf(revocationReasons, 'why'), note: orNull(Type.String()) })),
  agreement: orNull(MyAgreement),
})
export type MyAward = Static<typeof MyAward>
export const MyAwards = Type.Object({ total: Type.Integer(), items: Type.Array(MyAward) })
export type MyAwards = Static<typeof MyAwards>
