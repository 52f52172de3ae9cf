export const labKinds = ['fablab', 'makerspace', 'hub', 'coworking', 'school'] as const
export const labActivities = ['planned', 'active', 'suspended', 'closed'] as const

/** Days of the week, Monday first; a weekday in hours is its place here, from 1. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
export const dayParts = ['morning', 'afternoon', 'evening'] as const
export type DayPart = (typeof dayParts)[number]

/** `null` where nobody has said. */
export const machineStates = ['working', 'outOfOrder'] as const

/** Per what a price is; the words of SpaceAPI v15. */
export const billingIntervals = [
  'yearly',
  'quarterly',
  'monthly',
  'weekly',
  'daily',
  'hourly',
  'other',
] as const

export const grantStates = ['granted', 'paid', 'revoked'] as const
export const claimStates = ['waiting', 'granted', 'refused'] as const

/** What keeps a profile from being kept as it is written. */
export const labProblems = [
  'hoursEmpty',
  'hoursOverlap',
  'exceptionBackwards',
  'exceptionsOverlap',
  'unknownMachine',
  'unknownMaterial',
  'labelMissing',
  'notAnAddress',
  'outsideReach',
] as const
export type LabProblem = (typeof labProblems)[number]
