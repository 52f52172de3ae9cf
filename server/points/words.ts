import type { pointOutcomes, targetKinds } from '../observations/words.ts'

/** What a point can be aimed at, and how it, or the group it is in, is decided: as who wrote it reads them. */
export { pointOutcomes as outcomes, targetKinds } from '../observations/words.ts'
export type TargetKind = (typeof targetKinds)[number]
export type Outcome = (typeof pointOutcomes)[number]

/** Who decides, one after the other; each with a date of its own, and the Council may differ. */
export const stages = ['technical', 'giunta', 'council'] as const
export type Stage = (typeof stages)[number]

export const relationKinds = ['examinedTogether', 'identical', 'integrates', 'duplicate'] as const

export const opinionAnswers = ['favourable', 'unfavourable'] as const

/** Code of the theme for what asks for production space, temporary use or labs as a service. */
export const manufacturingTheme = 'manufacturing'

/** Why a decision cannot be taken. */
export type DecisionRefusal =
  | 'planClosed'
  | 'removed'
  | 'shutOut'
  | 'inGroup'
  | 'locked'
  | 'earlierStageMissing'
  | 'laterStageTaken'
  | 'reasonMissing'
  | 'reasonShort'
  | 'placeholderLeft'
  | 'actMissing'
  | 'dateAhead'
  | 'dateBeforeEarlier'

/** Why a point, or one of its fields, cannot be changed. */
export const changeRefusals = [
  'planClosed',
  'removed',
  'shutOut',
  'locked',
  'inGroup',
  'decided',
  'undecided',
  'notOpinion',
  'samePlace',
  'version',
  'notFound',
] as const
export type ChangeRefusal = (typeof changeRefusals)[number]

/** Why points make no group, a point does not enter or leave one. */
export const groupRefusals = [
  'planClosed',
  'tooFew',
  'otherPlan',
  'removed',
  'shutOut',
  'locked',
  'inGroup',
  'notInGroup',
  'decided',
  'councilDecided',
  'dissolved',
] as const
export type GroupRefusal = (typeof groupRefusals)[number]

/** Why a submission is not shut out of the examination, put into another, or taken back. */
export const shutOutRefusals = [
  'planClosed',
  'notExamined',
  'notShutOut',
  'hasMerged',
  'pointDecided',
  'pointGrouped',
  'reasonMissing',
  'reasonShort',
  'intoItself',
  'intoOtherPlan',
  'intoNotExamined',
  'intoOtherSubmitter',
] as const

/** What makes points look like twins. */
export const twinReasons = ['words', 'trigrams', 'provision', 'place', 'person'] as const

export const alarmKinds = ['oppositeOutcomes', 'identicalReasons'] as const
