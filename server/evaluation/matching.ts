import type { LotAllocation } from '../calls/criteria.ts'

/** A request among those that compete for the lots of a call. */
export interface Contender {
  requestId: string
  /** Who counts as one for the most lots somebody may get, see `groupApplicants`. */
  applicant: string
  /** Ids of the lots it asks for, the preferred first. */
  preferences: readonly number[]
}

/** A lot and the requests ranked for it, the first first. */
export interface RankedLot {
  lotId: number
  ranked: readonly string[]
}

/** Lot to the request that gets it; null where nobody does. */
export type LotResult = Map<number, string | null>

interface Market {
  lots: Map<number, readonly string[]>
  contenders: Map<string, Contender>
  /** What each applicant may be offered, the dearest first: by preference, then as the requests came in. */
  wishes: Map<string, Wish[]>
  most: number
}

interface Wish {
  lotId: number
  requestId: string
}

/**
 * Gives each lot to at most one request, each applicant at most `most` lots.
 *
 * `byRank`: every lot goes to who is first on it; who is first on more than `most` keeps the ones they
 * prefer, and the others pass to the next in their ranking, until nothing moves (deferred acceptance in which
 * the lots propose). `deferredAcceptance`: the applicants propose in the order of their preferences, and each
 * lot keeps the best ranked so far. Both are stable: nobody could have a lot they prefer to one they got, or
 * a further one, without outranking who has it. The second is the best stable outcome for every applicant at
 * once and, with one lot each, nobody gains by misstating preferences (Gale and Shapley 1962; Dubins and
 * Freedman 1981; Roth 1982).
 *
 * Where an applicant asks for one lot by two requests, the better ranked counts.
 * @param contenders in the order in which they were received
 */
export function allocateLots(
  lots: readonly RankedLot[],
  contenders: readonly Contender[],
  { allocation, most }: { allocation: LotAllocation; most: number },
): LotResult {
  const market = prepare(lots, contenders, most)
  return allocation === 'byRank' ? lotsPropose(market) : applicantsPropose(market)
}

function prepare(lots: readonly RankedLot[], contenders: readonly Contender[], most: number): Market {
  const byId = new Map(contenders.map((contender) => [contender.requestId, contender]))
  const asksFor = (requestId: string, lotId: number) =>
    byId.get(requestId)?.preferences.includes(lotId) ?? false
  const counting = new Map(
    lots.map(({ lotId, ranked }) => {
      const seen = new Set<string>()
      const first = ranked.filter((requestId) => {
        const applicant = byId.get(requestId)?.applicant
        if (applicant === undefined || !asksFor(requestId, lotId) || seen.has(applicant)) return false
        seen.add(applicant)
        return true
      })
      return [lotId, first] as const
    }),
  )
  return { lots: counting, contenders: byId, wishes: wishesOf(contenders, counting), most }
}

function wishesOf(
  contenders: readonly Contender[],
  lots: ReadonlyMap<number, readonly string[]>,
): Map<string, Wish[]> {
  const wishes = new Map<string, (Wish & { place: number })[]>()
  for (const { requestId, applicant, preferences } of contenders) {
    const mine = wishes.get(applicant) ?? []
    wishes.set(applicant, mine)
    for (const [place, lotId] of preferences.entries()) {
      if (lots.get(lotId)?.includes(requestId)) mine.push({ lotId, requestId, place })
    }
  }
  for (const mine of wishes.values()) mine.sort((a, b) => a.place - b.place)
  return wishes
}

const emptyResult = ({ lots }: Market): LotResult => new Map([...lots.keys()].map((lotId) => [lotId, null]))

function applicantsPropose(market: Market): LotResult {
  const { lots, wishes, most } = market
  const held = emptyResult(market)
  const next = new Map([...wishes.keys()].map((applicant) => [applicant, 0]))
  const waiting = [...wishes.keys()]
  const holds = (applicant: string) =>
    [...held.values()].filter((id) => id !== null && market.contenders.get(id)?.applicant === applicant)
      .length
  for (let applicant = waiting.shift(); applicant !== undefined; applicant = waiting.shift()) {
    const mine = wishes.get(applicant) ?? []
    let at = next.get(applicant) ?? 0
    while (at < mine.length && holds(applicant) < most) {
      const wish = mine[at] as Wish
      at += 1
      const holder = held.get(wish.lotId) ?? null
      const order = lots.get(wish.lotId) ?? []
      if (holder !== null && order.indexOf(holder) < order.indexOf(wish.requestId)) continue
      held.set(wish.lotId, wish.requestId)
      const loser = holder === null ? undefined : market.contenders.get(holder)?.applicant
      if (loser !== undefined) waiting.push(loser)
    }
    next.set(applicant, at)
  }
  return held
}

function lotsPropose(market: Market): LotResult {
  const { lots, wishes, most, contenders } = market
  const result = emptyResult(market)
  const next = new Map([...lots.keys()].map((lotId) => [lotId, 0]))
  const kept = new Map<string, Wish[]>()
  const waiting = [...lots.keys()]
  for (let lotId = waiting.shift(); lotId !== undefined; lotId = waiting.shift()) {
    const order = lots.get(lotId) ?? []
    const at = next.get(lotId) ?? 0
    const requestId = order[at]
    if (requestId === undefined) continue
    next.set(lotId, at + 1)
    const applicant = contenders.get(requestId)?.applicant ?? ''
    const mine = wishes.get(applicant) ?? []
    const offered = [...(kept.get(applicant) ?? []), { lotId, requestId }]
    const dearest = mine.filter((wish) => offered.some((offer) => offer.lotId === wish.lotId)).slice(0, most)
    kept.set(applicant, dearest)
    for (const offer of offered) {
      const isKept = dearest.some((wish) => wish.lotId === offer.lotId)
      result.set(offer.lotId, isKept ? offer.requestId : null)
      if (!isKept) waiting.push(offer.lotId)
    }
  }
  return result
}

/** A request with everybody it stands for: codes of the party, of the members of a grouping, of who represents them. */
export interface Standing {
  requestId: string
  subjects: readonly string[]
}

/**
 * Which requests count as of one applicant: those that share a subject, and those linked through a third, so
 * that nobody gets more than the call allows by way of a grouping or of a common legal representative. The
 * applicant is named by the first request of its group.
 */
export function groupApplicants(requests: readonly Standing[]): Map<string, string> {
  const parent = new Map(requests.map(({ requestId }) => [requestId, requestId]))
  const rootOf = (id: string): string => {
    const above = parent.get(id) ?? id
    return above === id ? id : rootOf(above)
  }
  const firstWith = new Map<string, string>()
  for (const { requestId, subjects } of requests) {
    for (const subject of subjects) {
      const other = firstWith.get(subject)
      if (other === undefined) firstWith.set(subject, requestId)
      else parent.set(rootOf(requestId), rootOf(other))
    }
  }
  return new Map(requests.map(({ requestId }) => [requestId, rootOf(requestId)]))
}

/** Why a request did or did not get a lot it asked for. */
export type LotOutcome =
  | { outcome: 'won' }
  | { outcome: 'outranked'; rank: number; winner: string }
  | { outcome: 'keptPreferred' }
  | { outcome: 'notRanked' }

/**
 * What became of a request's wish for a lot, in the terms its applicant can check: it won; somebody ranked
 * above it has the lot; or it gave the lot up for ones the applicant prefers, as the most a call allows.
 */
export function explainLot(
  lots: readonly RankedLot[],
  result: LotResult,
  requestId: string,
  lotId: number,
): LotOutcome {
  const winner = result.get(lotId) ?? null
  if (winner === requestId) return { outcome: 'won' }
  const ranked = lots.find((lot) => lot.lotId === lotId)?.ranked ?? []
  const at = ranked.indexOf(requestId)
  if (at < 0) return { outcome: 'notRanked' }
  if (winner !== null && ranked.indexOf(winner) < at) return { outcome: 'outranked', rank: at + 1, winner }
  return { outcome: 'keptPreferred' }
}
