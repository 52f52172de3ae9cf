import { type Criteria, type TieStep } from '../calls/criteria.ts'
import { pricePoints, sumPoints } from './points.ts'

/** What is known of a request for one lot once it is scored. */
export interface ScoredRequest {
  requestId: string
  /** Points of each technical criterion, means of the commission. */
  points: Readonly<Record<string, number>>
  /** EUR a year; null where the call takes none, or none was opened. */
  bidEurYear: number | null
  /** EUR a year of an offer improved after a tie; it counts only among those tied. */
  improvedEurYear?: number | null
}

/** Why a request is not in the ranking of a lot. */
type NotRankedReason = 'belowCriterion' | 'belowTechnical' | 'noBid' | 'bidBelowBase'

interface RankedRequest {
  requestId: string
  /** 1 is first; equal ranks are ties that wait for their next step. */
  rank: number
  technicalPoints: number
  pricePoints: number
  totalPoints: number
  bidEurYear: number | null
  /** The step that parted it from a request with the same total; null where the total did. */
  partedBy: TieStep | null
}

interface UnrankedRequest {
  requestId: string
  reason: NotRankedReason
  /** The criterion whose threshold it misses. */
  criterion: string | null
  technicalPoints: number
}

/** Requests with equal points that no step done so far can part. */
export interface OpenTie {
  requestIds: string[]
  /** What has to be done next. */
  step: Exclude<TieStep, 'technicalPoints'>
}

export interface LotRanking {
  ranked: RankedRequest[]
  unranked: UnrankedRequest[]
  openTies: OpenTie[]
}

/** What is measured a lot's ranking by. */
export interface LotRules {
  criteria: Criteria
  /** The rent asked for the lot, EUR a year. */
  baseEurYear: number
  /** Rounds of improved offers that are over: ids of the requests that were asked. */
  improvedRounds: readonly (readonly string[])[]
  /** Orders drawn so far: ids of requests, the first drawn first. */
  draws: readonly (readonly string[])[]
}

/** The threshold a request misses; null where it misses none. */
function missedThreshold(
  criteria: Criteria,
  points: ScoredRequest['points'],
): Pick<UnrankedRequest, 'reason' | 'criterion'> | null {
  const missed = criteria.technical.find(
    ({ code, threshold }) => threshold !== null && (points[code] ?? 0) < threshold,
  )
  if (missed) return { reason: 'belowCriterion', criterion: missed.code }
  const total = technicalTotal(criteria, points)
  const isBelow = criteria.technicalThreshold !== null && total < criteria.technicalThreshold
  return isBelow ? { reason: 'belowTechnical', criterion: null } : null
}

/** Technical points of a request, to the hundredth. */
const technicalTotal = (criteria: Criteria, points: ScoredRequest['points']): number =>
  sumPoints(criteria.technical.map(({ code }) => points[code] ?? 0))

function whyUnranked(
  { criteria, baseEurYear }: LotRules,
  { points, bidEurYear }: ScoredRequest,
): Pick<UnrankedRequest, 'reason' | 'criterion'> | null {
  const missed = missedThreshold(criteria, points)
  if (missed || criteria.price === null) return missed
  if (bidEurYear === null) return { reason: 'noBid', criterion: null }
  return bidEurYear < baseEurYear ? { reason: 'bidBelowBase', criterion: null } : null
}

/**
 * The ranking of one lot by the criteria of its call. Who misses a threshold, bids nothing or less than the
 * base is left out, and its bid sets no measure for the others. Equal totals are parted by the steps of the
 * call in their order, as far as they have been done; where one has yet to be done, the ranks are equal and
 * the tie is told.
 */
export function rankLot(requests: readonly ScoredRequest[], rules: LotRules): LotRanking {
  const judged = requests.map((request) => ({ request, why: whyUnranked(rules, request) }))
  const entries = judged.flatMap(({ request, why }) => (why ? [] : [request]))
  const highest = Math.max(0, ...entries.map(({ bidEurYear }) => bidEurYear ?? 0))
  const scored = entries.map((request) => score(request, rules, highest))
  const openTies: OpenTie[] = []
  const groups = groupEqual(scored, (a, b) => b.totalPoints - a.totalPoints).flatMap((group) =>
    part(group, rules.criteria.ties, rules, openTies),
  )
  return {
    ranked: withRanks(groups),
    unranked: judged.flatMap(({ request: { requestId, points }, why }) =>
      why ? [{ requestId, ...why, technicalPoints: technicalTotal(rules.criteria, points) }] : [],
    ),
    openTies,
  }
}

type Scored = Omit<RankedRequest, 'rank' | 'partedBy'> & { improvedEurYear: number | null }
type Parted = Scored & { partedBy: TieStep | null }

function score(request: ScoredRequest, rules: LotRules, highestEurYear: number): Scored {
  const { criteria, baseEurYear } = rules
  const { requestId, points, bidEurYear, improvedEurYear = null } = request
  const technicalPoints = technicalTotal(criteria, points)
  const price =
    criteria.price && bidEurYear !== null
      ? pricePoints(bidEurYear, { ...criteria.price, baseEurYear, highestEurYear })
      : 0
  return {
    requestId,
    technicalPoints,
    pricePoints: price,
    totalPoints: sumPoints([technicalPoints, price]),
    bidEurYear,
    improvedEurYear,
  }
}

/** Groups of equal ones, in order; inside a group by id, so that the outcome never hangs on the input's order. */
function groupEqual<Item extends { requestId: string }>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Item[][] {
  const sorted = [...items].sort((a, b) => compare(a, b) || (a.requestId < b.requestId ? -1 : 1))
  const groups: Item[][] = []
  for (const item of sorted) {
    const last = groups.at(-1)
    if (last?.[0] && compare(last[0], item) === 0) last.push(item)
    else groups.push([item])
  }
  return groups
}

/**
 * Parts a group of equal totals, step by step, into groups of those that stay equal; stops at the first step
 * that has yet to be done for them, and adds it to `openTies`.
 */
function part(
  group: readonly Scored[],
  [step, ...later]: readonly TieStep[],
  rules: LotRules,
  openTies: OpenTie[],
): Parted[][] {
  const whole = [group.map((one) => ({ ...one, partedBy: null }))]
  if (group.length === 1 || !step) return whole
  const compare = comparisons[step](group, rules)
  if (!compare) {
    openTies.push({ requestIds: group.map(({ requestId }) => requestId), step: step as OpenTie['step'] })
    return whole
  }
  const groups = groupEqual(group, compare)
  const parted = groups.flatMap((equal) => part(equal, later, rules, openTies))
  if (groups.length === 1) return parted
  return parted.map((equal) => equal.map((one) => ({ ...one, partedBy: one.partedBy ?? step })))
}

type Compare = (a: Scored, b: Scored) => number

/** How each step parts equal ones; null where it has yet to be done for them. */
const comparisons: Record<TieStep, (group: readonly Scored[], rules: LotRules) => Compare | null> = {
  technicalPoints: () => (a, b) => b.technicalPoints - a.technicalPoints,
  improvedOffers: (group, { improvedRounds }) =>
    improvedRounds.some((asked) => holdsAll(asked, group))
      ? (a, b) => (b.improvedEurYear ?? b.bidEurYear ?? 0) - (a.improvedEurYear ?? a.bidEurYear ?? 0)
      : null,
  draw: (group, { draws }) => {
    const drawn = draws.find((order) => holdsAll(order, group))
    return drawn ? (a, b) => drawn.indexOf(a.requestId) - drawn.indexOf(b.requestId) : null
  },
}

const holdsAll = (ids: readonly string[], group: readonly Scored[]) =>
  group.every(({ requestId }) => ids.includes(requestId))

/** Ranks as in sport: two seconds are followed by a fourth; only those still equal share one. */
function withRanks(groups: readonly Parted[][]): RankedRequest[] {
  let before = 0
  return groups.flatMap((group) => {
    const rank = before + 1
    before += group.length
    return group.map(({ improvedEurYear: _, ...one }) => ({ ...one, rank }))
  })
}
