import type { Outcome } from '../points/words.ts'
import type { VoteRefusal } from './words.ts'

/** Councillors in one vote, by what they did. */
export interface Figures {
  present: number
  inFavour: number
  against: number
  abstained: number
}

/** What is decided, and why. */
interface Reply {
  outcome: Outcome
  reason: string | null
}

/** A vote as somebody would record it. */
export interface VoteGiven extends Figures, Reply {
  /** Names of those who left because of an interest of theirs (TUEL art. 78 c. 2). */
  left: readonly string[]
  amendments: string | null
  /** The vote it corrects, and why. */
  replaces: number | null
  correction: string | null
}

/** What it would be recorded on. */
export interface VotedOn {
  planStatus: string
  /** Of the Giunta; the Council votes on nothing else. */
  proposal: Reply | null
  /** The vote that stands already. */
  standing: number | null
  /** Who was at the sitting, by name. */
  councillors: readonly string[]
}

const shortestCorrection = 10

/**
 * Whether the proposal passed: more in favour than against. Who abstains is present and does not vote; a city whose
 * statute asks for more records what the Council decided as an amendment, or as not passed.
 */
export const isPassed = ({ inFavour, against }: Figures): boolean => inFavour > against

const sameWords = (one: string | null, other: string | null) => (one ?? '').trim() === (other ?? '').trim()

/** Whether two replies are the same, blanks at their ends aside. */
const isSameReply = (one: Reply, other: Reply): boolean =>
  one.outcome === other.outcome && sameWords(one.reason, other.reason)

function figureRefusals(vote: VoteGiven, there: number): VoteRefusal[] {
  const { present, inFavour, against, abstained, left } = vote
  return [
    ...(inFavour + against + abstained === 0 ? (['nobodyVoted'] as const) : []),
    ...(inFavour + against + abstained > present ? (['moreThanPresent'] as const) : []),
    ...(present + left.length > there ? (['moreThanThere'] as const) : []),
  ]
}

function leavingRefusals({ left }: VoteGiven, councillors: readonly string[]): VoteRefusal[] {
  return [
    ...(left.some((name) => !councillors.includes(name)) ? (['leftNotThere'] as const) : []),
    ...(new Set(left).size < left.length ? (['leftTwice'] as const) : []),
  ]
}

function standingRefusals({ replaces, correction }: VoteGiven, standing: number | null): VoteRefusal[] {
  if (replaces === null) return standing === null ? [] : ['alreadyVoted']
  if (replaces !== standing) return ['otherVoteStands']
  return (correction?.trim() ?? '').length < shortestCorrection ? ['correctionMissing'] : []
}

function replyRefusals(vote: VoteGiven, proposal: Reply | null): VoteRefusal[] {
  if (proposal === null) return ['notProposed']
  if (!isPassed(vote)) return vote.outcome === proposal.outcome ? ['notPassed'] : []
  return isSameReply(vote, proposal) || vote.amendments?.trim() ? [] : ['differsWithoutAmendment']
}

/**
 * Why a vote cannot be recorded; empty where it can. The Council decides what the Giunta proposes; it decides
 * otherwise with an amendment, or where the proposal did not pass. Those who left are not among those present.
 */
export function voteRefusalsOf(vote: VoteGiven, on: VotedOn): VoteRefusal[] {
  return [
    ...(on.planStatus === 'voting' ? [] : (['notVoting'] as const)),
    ...standingRefusals(vote, on.standing),
    ...figureRefusals(vote, on.councillors.length),
    ...leavingRefusals(vote, on.councillors),
    ...replyRefusals(vote, on.proposal),
  ]
}

const wordsOf = (name: string): string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]{2,}/gu) ?? []

/**
 * Councillors whose name, in whatever order of its words, stands in the name of somebody: a namesake, or an interest
 * for which they leave the vote (TUEL art. 78 c. 2). A hint for a person, never a judgement.
 */
export function namesakesOf<Somebody extends { name: string }>(
  councillors: readonly string[],
  people: readonly Somebody[],
): { councillor: string; somebody: Somebody }[] {
  const known = people.map((somebody) => ({ somebody, words: new Set(wordsOf(somebody.name)) }))
  return councillors.flatMap((councillor) => {
    const name = wordsOf(councillor)
    const found = known.find(({ words }) => name.length > 1 && name.every((word) => words.has(word)))
    return found ? [{ councillor, somebody: found.somebody }] : []
  })
}
