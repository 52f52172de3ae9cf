import { instruments as callInstruments } from '../calls/schema.ts'

export const instruments = callInstruments
export type Instrument = (typeof instruments)[number]

export const awardAnswers = ['accepted', 'declined'] as const
export type AwardAnswer = (typeof awardAnswers)[number]

/** Why an award was taken back. After the first three the next in the ranking is proposed. */
export const revocationReasons = ['declined', 'forfeited', 'checkFailed', 'annulled'] as const
export type RevocationReason = (typeof revocationReasons)[number]

export const checkOutcomes = ['pending', 'passed', 'failed', 'notApplicable'] as const

export const agreementStatuses = [
  'prepared',
  'signed',
  'handedOver',
  'ended',
  'terminated',
  'cancelled',
] as const
export type AgreementStatus = (typeof agreementStatuses)[number]

/** What can be done to an agreement; `expire` is done by the clock. */
export const agreementActions = [
  'save',
  'sign',
  'cancel',
  'handOver',
  'extend',
  'expire',
  'terminate',
  'takeBack',
] as const
export type AgreementAction = (typeof agreementActions)[number]

/** Why an agreement ended; `term` where its last day was over. */
export const endReasons = ['term', 'withdrawal', 'agreed', 'breach', 'idle', 'publicInterest'] as const
export type EndReason = (typeof endReasons)[number]

export const guaranteeKinds = ['deposit', 'bankGuarantee', 'insurancePolicy'] as const

export const milestoneKinds = ['opening', 'residentHours', 'jobs', 'investment', 'other'] as const

export const lights = ['green', 'amber', 'red', 'grey'] as const
export type Light = (typeof lights)[number]

/** Why a light has its colour. */
export const lightReasons = ['met', 'notYetDue', 'noFact', 'behind', 'inReview', 'missed'] as const
export type LightReason = (typeof lightReasons)[number]

/** What the office has to do about awards and agreements, the most pressing first. */
export const dueKinds = [
  'awardNext',
  'askAnswer',
  'checks',
  'prepare',
  'sign',
  'handOver',
  'ending',
  'takeBack',
  'guarantee',
  'milestone',
  'report',
] as const
export type DueKind = (typeof dueKinds)[number]
