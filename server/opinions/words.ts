export { silences } from '../city/councils.ts'

/** What an opinion is about. */
export const objectKinds = ['space', 'call', 'plan', 'free'] as const
export type ObjectKind = (typeof objectKinds)[number]

export const audiences = ['public', 'internal'] as const

/** What a Municipio can say; `waived`: it leaves the matter to the office, and needs no sitting for it. */
export const outcomes = [
  'favourable',
  'favourableWithConditions',
  'unfavourable',
  'unfavourableWithConditions',
  'noObjection',
  'waived',
] as const
export type OpinionOutcome = (typeof outcomes)[number]

/** How what was asked of one Municipio stands; `silent`: the due day went by, an opinion is still taken. */
export const askedStates = ['waiting', 'given', 'silent', 'withdrawn'] as const

export const priorities = ['high', 'medium', 'low'] as const

/** Whether a call takes a purpose over: as points, as words in the lot, or not. */
export const takings = ['points', 'text', 'no'] as const
export type Taking = (typeof takings)[number]

/** Whether who won wants to do there what the Municipio proposed. */
export const matches = ['matched', 'notMatched', 'noPurposes', 'notDeclared'] as const
export type Match = (typeof matches)[number]

/** Why an opinion, or a purpose, cannot be given like this. */
export const opinionRefusals = [
  'sittingMissing',
  'sittingNotForWaived',
  'sittingAhead',
  'nobodyVoted',
  'moreThanMembers',
  'noQuorum',
  'notPassed',
  'conditionsMissing',
  'conditionsNotForOutcome',
  'publicInThePast',
  'publicTooLate',
  'correctionMissing',
  'alreadyGiven',
  'otherStands',
  'withdrawn',
  'submissionUnknown',
  'submissionNeedsPlan',
] as const
export type OpinionRefusal = (typeof opinionRefusals)[number]

/** Why an opinion cannot be asked for like this. */
export const askingRefusals = [
  'dueTooSoon',
  'dueTooLate',
  'silenceNotAllowed',
  'districtUnknown',
  'objectUnknown',
  'objectNotYours',
  'alreadyWithdrawn',
] as const
export type AskingRefusal = (typeof askingRefusals)[number]
