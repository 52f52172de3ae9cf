import type { RevocationReason } from './words.ts'

/** A request in the final ranking of a lot. */
export interface RankedRequest {
  requestId: string
  /** Null where a threshold or the price keeps it out. */
  rank: number | null
  wins: boolean
}

/** An award of a lot that was made; `reason` null while it stands. */
export interface MadeAward {
  lotId: number
  requestId: string
  reason: RevocationReason | null
}

export interface CallSituation {
  /** In the order of their numbers. */
  lots: readonly { lotId: number; entries: readonly RankedRequest[] }[]
  /** In the order they were made. */
  awards: readonly MadeAward[]
  /** Requests that are withdrawn or excluded. */
  out: ReadonlySet<string>
  /** Requests behind which stands the same applicant, alone or in a grouping; each is among its own. */
  sameApplicant: (requestId: string) => readonly string[]
  /** How many lots one applicant may get. */
  most: number
}

/** A request that lost an award for a reason of its own gets none of the others either. */
const lostFor: readonly (RevocationReason | null)[] = ['forfeited', 'checkFailed']

/**
 * Whom each lot without an award goes to: the winner of the ranking, or the next in it where the winner has
 * declined or lost it. Lots are gone through by number, so that one applicant is not proposed for more lots than
 * the call allows.
 * @returns the request by lot; null where nobody is left, no entry where an award stands
 */
export function proposals(situation: CallSituation): Map<number, string | null> {
  const { lots, awards, out, most } = situation
  const lost = new Set(
    awards.filter(({ reason }) => lostFor.includes(reason)).map(({ requestId }) => requestId),
  )
  const held = awards.filter(({ reason }) => reason === null).map(({ requestId }) => requestId)
  const open = lots.filter(
    ({ lotId }) => !awards.some((award) => award.lotId === lotId && award.reason === null),
  )
  const isRefused = (lotId: number, requestId: string) =>
    out.has(requestId) ||
    lost.has(requestId) ||
    awards.some(
      (award) => award.lotId === lotId && award.requestId === requestId && award.reason === 'declined',
    )
  const hasRoom = (requestId: string) => {
    const same = situation.sameApplicant(requestId)
    return held.filter((holder) => same.includes(holder)).length < most
  }
  const found = new Map<number, string | null>()
  const give = (lotId: number, requestId: string) => {
    held.push(requestId)
    found.set(lotId, requestId)
  }
  for (const { lotId, entries } of open) {
    const winner = entries.find(({ wins }) => wins)?.requestId
    if (winner && !isRefused(lotId, winner) && hasRoom(winner)) give(lotId, winner)
  }
  for (const { lotId, entries } of open) {
    if (found.has(lotId)) continue
    const next = entries
      .filter(({ rank, requestId }) => rank !== null && !isRefused(lotId, requestId) && hasRoom(requestId))
      .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))[0]
    if (next) give(lotId, next.requestId)
    else found.set(lotId, null)
  }
  return found
}
