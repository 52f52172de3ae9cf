import type { Criteria } from '../calls/criteria.ts'
import { allocateLots, explainLot, groupApplicants, type LotOutcome, type RankedLot } from './matching.ts'
import { type LotRanking, type OpenTie, rankLot, type ScoredRequest } from './ranking.ts'
import type { RankedLotContent, RankingContent, RankingEntry } from './rankingSchema.ts'

/** What a request brings to one of the lots it asks for. */
interface LotInput {
  lotId: number
  /** Mean of the commission for each technical criterion. */
  points: Readonly<Record<string, number>>
  bidEurYear: number | null
  improvedEurYear: number | null
}

interface RequestInput {
  id: string
  number: string
  /** Codes of everybody it stands for. */
  subjects: readonly string[]
  /** The preferred lot first. */
  lots: readonly LotInput[]
}

/** Everything a ranking follows from. */
export interface EvaluationInput {
  call: string
  version: number
  criteriaHash: string
  criteria: Criteria
  lots: readonly { id: number; number: number; title: string; baseRentEurYear: number | null }[]
  /** Those that compete, in the order in which they were received. */
  requests: readonly RequestInput[]
  /** Rounds of improved offers that are over. */
  rounds: readonly { lotId: number; requestIds: readonly string[] }[]
  /** Draws that were made: ids of requests, the first drawn first. */
  draws: readonly { lotId: number; order: readonly string[]; listHash: string }[]
}

export interface Outcome {
  lots: Map<number, LotRanking>
  /** Lot to the request that gets it. */
  winners: Map<number, string | null>
}

/** The same before prices: what they add is left aside, and equal technical points share a rank. */
const withoutPrices = (input: EvaluationInput): EvaluationInput => ({
  ...input,
  criteria: { ...input.criteria, price: null, ties: [] },
  requests: input.requests.map((request) => ({
    ...request,
    lots: request.lots.map((lot) => ({ ...lot, bidEurYear: null, improvedEurYear: null })),
  })),
  rounds: [],
  draws: [],
})

function rankLots(input: EvaluationInput): Map<number, LotRanking> {
  return new Map(
    input.lots.map(({ id, baseRentEurYear }) => {
      const scored = input.requests.flatMap(({ id: requestId, lots }): ScoredRequest[] =>
        lots.flatMap(({ lotId, ...brought }) => (lotId === id ? [{ requestId, ...brought }] : [])),
      )
      const ofLot = <Step extends { lotId: number }>(steps: readonly Step[]) =>
        steps.filter(({ lotId }) => lotId === id)
      return [
        id,
        rankLot(scored, {
          criteria: input.criteria,
          baseEurYear: baseRentEurYear ?? 0,
          improvedRounds: ofLot(input.rounds).map(({ requestIds }) => requestIds),
          draws: ofLot(input.draws).map(({ order }) => order),
        }),
      ]
    }),
  )
}

/** How requests stand by their projects alone, before any price is known. */
export const technicalOutcome = (input: EvaluationInput): Outcome => ({
  lots: rankLots(withoutPrices(input)),
  winners: new Map(),
})

/** The technical ranking as it is hashed and signed. */
export const technicalContent = (input: EvaluationInput): RankingContent =>
  rankingContent(withoutPrices(input), technicalOutcome(input))

/** The ranking of every lot, and who gets which; ties that are still open leave equal ranks. */
export function rankingOutcome(input: EvaluationInput): Outcome {
  const lots = rankLots(input)
  const applicants = groupApplicants(input.requests.map(({ id, subjects }) => ({ requestId: id, subjects })))
  const winners = allocateLots(
    [...lots].map(([lotId, { ranked }]) => ({ lotId, ranked: ranked.map(({ requestId }) => requestId) })),
    input.requests.map(({ id, lots: asked }) => ({
      requestId: id,
      applicant: applicants.get(id) ?? id,
      preferences: asked.map(({ lotId }) => lotId),
    })),
    { allocation: input.criteria.allocation, most: input.criteria.maxAwardsPerApplicant },
  )
  return { lots, winners }
}

/** Ties with the lot they are on, in the order of the lots. */
export const openTies = ({ lots }: Outcome): (OpenTie & { lotId: number })[] =>
  [...lots].flatMap(([lotId, ranking]) => ranking.openTies.map((tie) => ({ lotId, ...tie })))

/** Requests whose bid on a lot is opened: those no threshold keeps out. */
export const competing = ({ lots }: Outcome): { requestId: string; lotId: number }[] =>
  [...lots].flatMap(([lotId, { ranked }]) => ranked.map(({ requestId }) => ({ requestId, lotId })))

function entriesOf(input: EvaluationInput, lotId: number, { ranked, unranked }: LotRanking): RankingEntry[] {
  const hasPrice = ranked.some(({ bidEurYear }) => bidEurYear !== null)
  const brought = new Map(
    input.requests.flatMap(({ id, number, lots }) => {
      const lot = lots.find((one) => one.lotId === lotId)
      return lot ? [[id, { number, ...lot }] as const] : []
    }),
  )
  const base = (requestId: string) => {
    const {
      number = '',
      points = {},
      bidEurYear = null,
      improvedEurYear = null,
    } = brought.get(requestId) ?? {}
    return { number, points: { ...points }, bidEurYear, improvedEurYear }
  }
  const left = unranked.map(({ requestId, reason, criterion, technicalPoints }) => ({
    ...base(requestId),
    rank: null,
    reason,
    criterion,
    technicalPoints,
    pricePoints: null,
    totalPoints: null,
    partedBy: null,
  }))
  return [
    ...ranked.map(({ requestId, rank, technicalPoints, pricePoints, totalPoints, partedBy }) => ({
      ...base(requestId),
      rank,
      reason: null,
      criterion: null,
      technicalPoints,
      pricePoints: hasPrice ? pricePoints : null,
      totalPoints,
      partedBy,
    })),
    ...left.sort((a, b) => (a.number < b.number ? -1 : 1)),
  ]
}

/** An outcome as it is hashed and published, see `RankingContent`. */
export function rankingContent(input: EvaluationInput, outcome: Outcome): RankingContent {
  const numberOfLot = new Map(input.lots.map(({ id, number }) => [id, number]))
  const numberOfRequest = new Map(input.requests.map(({ id, number }) => [id, number]))
  return {
    call: input.call,
    version: input.version,
    criteriaHash: input.criteriaHash,
    allocation: input.criteria.allocation,
    maxAwardsPerApplicant: input.criteria.maxAwardsPerApplicant,
    requests: input.requests.map(({ number, lots }) => ({
      number,
      preferences: lots.map(({ lotId }) => numberOfLot.get(lotId) ?? 0),
    })),
    lots: input.lots.map(({ id, number, title, baseRentEurYear }) => {
      const ranking = outcome.lots.get(id) ?? { ranked: [], unranked: [], openTies: [] }
      const winner = outcome.winners.get(id) ?? null
      return {
        number,
        title,
        baseRentEurYear,
        winner: winner === null ? null : (numberOfRequest.get(winner) ?? null),
        entries: entriesOf(input, id, ranking),
        draws: input.draws.filter(({ lotId }) => lotId === id).map(({ listHash }) => listHash),
      }
    }),
  }
}

/** The price a request is bound by on a lot: what it bid, or offered after a tie. EUR a year. */
export const bindingPrice = ({
  bidEurYear,
  improvedEurYear,
}: Pick<RankingEntry, 'bidEurYear' | 'improvedEurYear'>): number | null => improvedEurYear ?? bidEurYear

const rankedIn = ({ number, entries }: RankedLotContent): RankedLot => ({
  lotId: number,
  ranked: entries.flatMap(({ number: request, rank }) => (rank === null ? [] : [request])),
})

/** What became of a request's wish for a lot, by what was published; requests and lots by their numbers. */
export function explainPublished({ lots }: RankingContent, request: string, lot: number): LotOutcome {
  return explainLot(
    lots.map(rankedIn),
    new Map(lots.map(({ number, winner }) => [number, winner])),
    request,
    lot,
  )
}
