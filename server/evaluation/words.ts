export const positions = ['president', 'member'] as const
export type Position = (typeof positions)[number]

/** How a commissioner is tied to somebody (DPR 62/2013 art. 7, art. 51 c.p.c.). */
export const relationKinds = ['family', 'work', 'business', 'dispute', 'other'] as const
export type RelationKind = (typeof relationKinds)[number]

export const conflictSources = ['declared', 'recognised'] as const
export type ConflictSource = (typeof conflictSources)[number]

export const rankingKinds = ['technical', 'provisional', 'final'] as const
export type RankingKind = (typeof rankingKinds)[number]

/** How far a ranking has come; `none` where there is no proposal that was not taken back. */
export const rankingStates = ['none', 'proposed', 'signed', 'published'] as const
export type RankingState = (typeof rankingStates)[number]

export const reviewOutcomes = ['accepted', 'partlyAccepted', 'rejected', 'inadmissible'] as const
export type ReviewOutcome = (typeof reviewOutcomes)[number]

export const sessionKinds = ['opening', 'formal', 'technical', 'prices', 'ranking'] as const
export type SessionKind = (typeof sessionKinds)[number]

export const notRankedReasons = ['belowCriterion', 'belowTechnical', 'noBid', 'bidBelowBase'] as const

/** Where a request stands for one commissioner. */
export const fileStates = ['toDo', 'begun', 'submitted', 'revealed'] as const
export type FileState = (typeof fileStates)[number]

/** What can be done on the way from the commission to the final ranking. */
export const moves = [
  'appoint',
  'replace',
  'declare',
  'score',
  'revise',
  'proposeTechnical',
  'signTechnical',
  'dropTechnical',
  'openBids',
  'askImproved',
  'freezeDraw',
  'enterSeed',
  'proposeProvisional',
  'signProvisional',
  'publishProvisional',
  'dropRanking',
  'answerReview',
  'proposeFinal',
  'signFinal',
  'publishFinal',
] as const
export type Move = (typeof moves)[number]

/** Why something cannot be done now. */
export const refusals = [
  'callEnded',
  'finalPublished',
  'deadlineNotPassed',
  'stillSealed',
  'commissionMissing',
  'commissionAppointed',
  'declarationsMissing',
  'requestsUndecided',
  'nothingAdmitted',
  'tooFewJudges',
  'scoresMissing',
  'notRevealed',
  'technicalUnderWay',
  'technicalMissing',
  'technicalSigned',
  'technicalUnsigned',
  'noPrice',
  'nothingToOpen',
  'bidsClosed',
  'bidsOpened',
  'noTieForOffers',
  'noTieForDraw',
  'roundRunning',
  'drawRunning',
  'noDrawRunning',
  'tiesOpen',
  'provisionalUnderWay',
  'provisionalMissing',
  'provisionalUnsigned',
  'provisionalUnpublished',
  'provisionalStands',
  'provisionalOutdated',
  'reviewRunning',
  'reviewsUnanswered',
  'noReview',
  'finalUnderWay',
  'finalMissing',
  'finalUnsigned',
  'nothingUnderWay',
  'recordsChanged',
] as const
export type Refusal = (typeof refusals)[number]

/** The steps of an evaluation as the office sees them, in order. */
export const stages = [
  'commission',
  'formalCheck',
  'scores',
  'technical',
  'opening',
  'ties',
  'provisional',
  'review',
  'final',
] as const
export type Stage = (typeof stages)[number]
