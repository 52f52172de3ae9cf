/** What the Council votes on: a point by itself, or a group of points that say the same. */
export const subjectKinds = ['point', 'group'] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** How something stands in the order of voting; `notProposed` waits for the Giunta. */
export const votingStates = ['toVote', 'voted', 'notProposed'] as const

/** Why a vote cannot be recorded. */
export const voteRefusals = [
  'notVoting',
  'notProposed',
  'alreadyVoted',
  'otherVoteStands',
  'correctionMissing',
  'nobodyVoted',
  'moreThanPresent',
  'moreThanThere',
  'leftNotThere',
  'leftTwice',
  'differsWithoutAmendment',
  'notPassed',
] as const
export type VoteRefusal = (typeof voteRefusals)[number]
