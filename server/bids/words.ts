/** Why there is no price where one should be. */
export const priceProblems = ['unreadable', 'notANumber', 'otherLot', 'missing'] as const
export type PriceProblem = (typeof priceProblems)[number]

/** Why prices cannot be opened now, or not by this person. */
export const openingRefusals = [
  'noPrice',
  'noKey',
  'sealed',
  'technicalNotSigned',
  'roundUnknown',
  'roundOpen',
  'alreadyOpened',
  'notCustodian',
  'ownRequest',
] as const
export type OpeningRefusal = (typeof openingRefusals)[number]

export const outageSources = ['heartbeat', 'office'] as const
