import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { factsOf } from './facts.ts'
import { type Judging, judge } from './judging.ts'
import type { JudgedCall } from './locking.ts'
import {
  competing,
  type EvaluationInput,
  openTies,
  rankingContent,
  rankingOutcome,
  technicalContent,
  technicalOutcome,
} from './outcome.ts'
import { pointsOf } from './panel.ts'
import type { OpenTie } from './ranking.ts'
import type { RankingContent } from './rankingSchema.ts'
import { type EvaluationRecords, readRecords } from './records.ts'
import { isCompeting } from './requests.ts'
import type { EvaluationFacts } from './stages.ts'
import { drawnOrder, type StoredDraw } from './steps.ts'

/** A tie that the steps done so far leave open; there is none before the technical ranking is signed. */
export interface WaitingTie extends OpenTie {
  lotId: number
  underWay: boolean
}

/** All that is known of an evaluation, read at one go: what is shown, what may be done, what a ranking says. */
export interface Evaluation extends EvaluationRecords {
  judgings: Judging[]
  ties: WaitingTie[]
  /** Requests and lots whose bids take part in the opening; none before the technical ranking is signed. */
  bidsToOpen: { requestId: string; lotId: number }[]
  /** What a technical ranking, and a ranking, would say now. */
  technical: RankingContent
  ranking: RankingContent
  facts: EvaluationFacts
}

/** Draws part ties of the technical ranking in force, not of one that was taken back. */
function drawsInForce({ rankings, draws }: EvaluationRecords): StoredDraw[] {
  const technical = rankings.find(({ kind, state }) => kind === 'technical' && state === 'signed')
  const since = technical?.signedAt
  return since ? draws.filter(({ frozenAt }) => frozenAt > since) : []
}

function inputOf(records: EvaluationRecords, judgings: readonly Judging[]): EvaluationInput {
  const { call, lots, requests, marks, rounds } = records
  const { criteria, code, version, criteriaHash } = call
  const judgesOf = (id: string) => judgings.find(({ requestId }) => requestId === id)?.judges ?? []
  return {
    call: code,
    version,
    criteriaHash,
    criteria,
    lots,
    requests: requests.filter(isCompeting).map(({ id, number, subjects, lots: asked }) => {
      const own = marks.filter(({ requestId }) => requestId === id)
      return {
        id,
        number,
        subjects,
        lots: asked.map(({ lotId, bidEurYear, improvedEurYear }) => ({
          lotId,
          points: pointsOf(criteria, lotId, own, judgesOf(id)),
          bidEurYear,
          improvedEurYear,
        })),
      }
    }),
    rounds: rounds.filter(({ state }) => state === 'over'),
    draws: drawsInForce(records)
      .filter(({ seed }) => seed !== null)
      .map((draw) => ({ lotId: draw.lotId, order: drawnOrder(draw), listHash: draw.listHash })),
  }
}

function waitingTies(
  records: EvaluationRecords,
  ties: readonly (OpenTie & { lotId: number })[],
): WaitingTie[] {
  const steps = {
    improvedOffers: records.rounds.filter(({ state }) => state !== 'over'),
    draw: drawsInForce(records).filter(({ seed }) => seed === null),
  }
  return ties.map((tie) => ({
    ...tie,
    underWay: steps[tie.step].some(
      ({ lotId, requestIds }) => lotId === tie.lotId && tie.requestIds.every((id) => requestIds.includes(id)),
    ),
  }))
}

/** Reads an evaluation whole. To decide by it, in the transaction that has locked the call. */
export async function readEvaluation(db: Db, call: JudgedCall): Promise<Evaluation> {
  const records = await readRecords(db, call)
  const judgings = judge(records)
  const input = inputOf(records, judgings)
  const outcome = rankingOutcome(input)
  const hasBid = ({ requestId, lotId }: { requestId: string; lotId: number }) =>
    records.requests.find(({ id }) => id === requestId)?.lots.find((lot) => lot.lotId === lotId)?.hasBid
  const isSigned = records.rankings.some(({ kind, state }) => kind === 'technical' && state === 'signed')
  const derived = {
    judgings,
    // Before the signature both would tell what single commissioners have given.
    ties: isSigned ? waitingTies(records, openTies(outcome)) : [],
    bidsToOpen: isSigned && call.criteria.price ? competing(technicalOutcome(input)).filter(hasBid) : [],
    drawsRunning: drawsInForce(records).filter(({ seed }) => seed === null).length,
    technical: technicalContent(input),
    ranking: rankingContent(input, outcome),
  }
  return { ...records, ...derived, facts: factsOf(records, derived, await databaseNow(db)) }
}
