export const spaceStatuses = [
  'reported',
  'surveyed',
  'available',
  'inCall',
  'awarded',
  'inUse',
  'expiring',
  'released',
  'withdrawn',
] as const
/** In order of openness to who looks for a space; the public never sees the other two. */
export const publicSpaceStatuses = [
  'available',
  'inCall',
  'expiring',
  'released',
  'surveyed',
  'awarded',
  'inUse',
] as const
export const ownerships = [
  'municipal',
  'publicHousing',
  'otherPublic',
  'confiscated',
  'private',
  'unknown',
] as const
export const conditions = ['excellent', 'good', 'fair', 'mediocre', 'poor', 'unfit'] as const
export const threePhases = ['yes', 'activatable', 'no'] as const
export const extractions = ['yes', 'possible', 'no'] as const
export const adviceLevels = [
  'usuallyCompatible',
  'toVerify',
  'needsAgreement',
  'usuallyIncompatible',
  'notDeterminable',
] as const
export const publicPositions = ['exact', 'neighbourhood', 'hidden'] as const
export const spaceSorts = [
  'relevance',
  'areaAscending',
  'areaDescending',
  'rentAscending',
  'near',
  'code',
] as const

export type PublicSpaceStatus = (typeof publicSpaceStatuses)[number]
export type AdviceLevel = (typeof adviceLevels)[number]
export type SpaceSort = (typeof spaceSorts)[number]
