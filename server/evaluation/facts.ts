import type { Judging } from './judging.ts'
import { inOffice } from './members.ts'
import type { OpenTie } from './ranking.ts'
import type { RankingContent } from './rankingSchema.ts'
import type { EvaluationRecords } from './records.ts'
import { isUndecided } from './requests.ts'
import { type EvaluationFacts, majorityOf } from './stages.ts'
import { rankingHash, type StoredRanking } from './steps.ts'

/** What follows from the records by computing. */
export interface Derived {
  judgings: readonly Judging[]
  ties: readonly { step: OpenTie['step']; underWay: boolean }[]
  bidsToOpen: readonly unknown[]
  drawsRunning: number
  technical: RankingContent
  ranking: RankingContent
}

/** Where the proposals stand, and whether they say what the records give now. */
function rankingFacts(
  rankings: readonly StoredRanking[],
  technical: RankingContent,
  ranking: RankingContent,
): Pick<EvaluationFacts, 'technical' | 'provisional' | 'provisionalHolds' | 'final' | 'proposalHolds'> {
  const newest = (kind: StoredRanking['kind']) =>
    rankings.find((one) => one.kind === kind && one.state !== 'none')
  const holds = (one: StoredRanking) =>
    one.hash === rankingHash(one.kind === 'technical' ? technical : ranking)
  const underWay = rankings.find(
    ({ kind, state }) => state === 'proposed' || (state === 'signed' && kind !== 'technical'),
  )
  const published = rankings.find(({ kind, state }) => kind === 'provisional' && state === 'published')
  const state = newest('technical')?.state ?? 'none'
  return {
    technical: state === 'published' ? 'signed' : state,
    provisional: newest('provisional')?.state ?? 'none',
    provisionalHolds: published !== undefined && holds(published),
    final: newest('final')?.state ?? 'none',
    proposalHolds: underWay === undefined || holds(underWay),
  }
}

const count = <Item>(items: readonly Item[], counts: (item: Item) => boolean) => items.filter(counts).length

/** What decides how far an evaluation has come, at an instant by the clock of the database. */
export function factsOf(records: EvaluationRecords, derived: Derived, now: Date): EvaluationFacts {
  const { call, members, requests, rounds, rankings, reviews, opening } = records
  const { judgings, ties, bidsToOpen, drawsRunning } = derived
  const sitting = inOffice(members)
  const scored = call.criteria.technical.length > 0
  const waiting = (step: OpenTie['step']) => count(ties, (tie) => tie.step === step && !tie.underWay)
  return {
    status: call.status,
    deadlinePassed: call.closesAt !== null && now > call.closesAt,
    unsealed: call.unsealedAt !== null,
    hasPrice: call.criteria.price !== null,
    commission: sitting.length,
    declared: count(sitting, ({ declaredAt }) => declaredAt !== null),
    undecided: count(requests, isUndecided),
    admitted: judgings.length,
    due: scored ? judgings.reduce((sum, { judges }) => sum + judges.length, 0) : 0,
    given: scored ? judgings.reduce((sum, { submitted }) => sum + submitted.length, 0) : 0,
    tooFewJudges: scored ? count(judgings, ({ judges }) => judges.length < majorityOf(sitting.length)) : 0,
    revealed: count(judgings, ({ revealed }) => revealed),
    bidsToOpen: bidsToOpen.length,
    bidsOpened: opening !== null,
    tiesForOffers: waiting('improvedOffers'),
    tiesForDraw: waiting('draw'),
    roundsRunning: count(rounds, ({ state }) => state !== 'over'),
    drawsRunning,
    reviewRunning: rankings.some(({ reviewUntil }) => reviewUntil !== null && now <= reviewUntil),
    reviewsUnanswered: count(reviews, ({ answeredAt }) => answeredAt === null),
    ...rankingFacts(rankings, derived.technical, derived.ranking),
  }
}
