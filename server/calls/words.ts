export const callStatuses = [
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
export const callPhases = ['upcoming', 'open', 'closed', 'concluded', 'revoked'] as const
export type CallPhase = (typeof callPhases)[number]

export const procedures = ['publicCall', 'publicAuction', 'competingOffersNotice'] as const
export const instruments = ['lease', 'concession', 'loanForUse', 'temporaryConcession'] as const

/** What made a version of a call. */
export const versionChanges = ['published', 'corrected', 'extended', 'reopened', 'opened'] as const
export type VersionChange = (typeof versionChanges)[number]
