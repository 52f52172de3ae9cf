import type { CallStatus } from '../calls/schema.ts'
import { type Move, moves, type RankingState, type Refusal, type Stage, stages } from './words.ts'

/** What decides how far the evaluation of a call has come; read in one place, `facts.ts`. */
export interface EvaluationFacts {
  status: CallStatus
  deadlinePassed: boolean
  unsealed: boolean
  hasPrice: boolean
  /** Commissioners in office, and those of them who have declared their relations. */
  commission: number
  declared: number
  /** Requests the formal check has not decided yet, and those it let through. */
  undecided: number
  admitted: number
  /** Judgements to be given, one for each request and commissioner who may judge it, and those given. */
  due: number
  given: number
  /** Requests that conflicts leave to less than the majority of the commission. */
  tooFewJudges: number
  /** Requests that everybody has judged who may: their marks are shown. */
  revealed: number
  technical: Exclude<RankingState, 'published'>
  /** Bids that take part in the opening. */
  bidsToOpen: number
  bidsOpened: boolean
  /** Ties that wait for improved offers or a draw, and those for which one is under way. */
  tiesForOffers: number
  tiesForDraw: number
  roundsRunning: number
  drawsRunning: number
  /** The newest provisional ranking; whether one was published that says what the records give now. */
  provisional: RankingState
  provisionalHolds: boolean
  reviewRunning: boolean
  reviewsUnanswered: number
  final: RankingState
  /** Whether the proposal under way, of whichever kind, says what the records give now. */
  proposalHolds: boolean
}

const isUnderWay = (state: RankingState) => state === 'proposed' || state === 'signed'
const ended: readonly CallStatus[] = ['draft', 'awarded', 'concluded', 'noBids', 'revoked']

/** Where each refusal holds. */
const holds: Record<Refusal, (facts: EvaluationFacts) => boolean> = {
  callEnded: ({ status }) => ended.includes(status),
  finalPublished: ({ final }) => final === 'published',
  deadlineNotPassed: ({ deadlinePassed }) => !deadlinePassed,
  stillSealed: ({ unsealed }) => !unsealed,
  commissionMissing: ({ commission }) => commission === 0,
  commissionAppointed: ({ commission }) => commission > 0,
  declarationsMissing: ({ commission, declared }) => declared < commission,
  requestsUndecided: ({ undecided }) => undecided > 0,
  nothingAdmitted: ({ admitted }) => admitted === 0,
  tooFewJudges: ({ tooFewJudges }) => tooFewJudges > 0,
  scoresMissing: ({ due, given }) => given < due,
  notRevealed: ({ revealed }) => revealed === 0,
  technicalUnderWay: ({ technical }) => technical !== 'none',
  technicalMissing: ({ technical }) => technical === 'none',
  technicalSigned: ({ technical }) => technical === 'signed',
  technicalUnsigned: ({ technical }) => technical !== 'signed',
  noPrice: ({ hasPrice }) => !hasPrice,
  nothingToOpen: ({ bidsToOpen }) => bidsToOpen === 0,
  bidsClosed: ({ hasPrice, bidsToOpen, bidsOpened }) => hasPrice && !bidsOpened && bidsToOpen > 0,
  bidsOpened: ({ bidsOpened }) => bidsOpened,
  noTieForOffers: ({ tiesForOffers }) => tiesForOffers === 0,
  noTieForDraw: ({ tiesForDraw }) => tiesForDraw === 0,
  roundRunning: ({ roundsRunning }) => roundsRunning > 0,
  drawRunning: ({ drawsRunning }) => drawsRunning > 0,
  noDrawRunning: ({ drawsRunning }) => drawsRunning === 0,
  tiesOpen: ({ tiesForOffers, tiesForDraw }) => tiesForOffers + tiesForDraw > 0,
  provisionalUnderWay: ({ provisional }) => isUnderWay(provisional),
  provisionalMissing: ({ provisional }) => provisional !== 'proposed',
  provisionalUnsigned: ({ provisional }) => provisional !== 'signed',
  provisionalUnpublished: ({ provisional }) => provisional !== 'published',
  provisionalStands: ({ provisional, provisionalHolds }) => provisional === 'published' && provisionalHolds,
  provisionalOutdated: ({ provisional, provisionalHolds }) =>
    provisional === 'published' && !provisionalHolds,
  reviewRunning: ({ reviewRunning }) => reviewRunning,
  reviewsUnanswered: ({ reviewsUnanswered }) => reviewsUnanswered > 0,
  noReview: ({ reviewsUnanswered }) => reviewsUnanswered === 0,
  finalUnderWay: ({ final }) => isUnderWay(final),
  finalMissing: ({ final }) => final !== 'proposed',
  finalUnsigned: ({ final }) => final !== 'signed',
  nothingUnderWay: ({ provisional, final }) => !isUnderWay(provisional) && !isUnderWay(final),
  recordsChanged: ({ proposalHolds }) => !proposalHolds,
}

const alive: readonly Refusal[] = ['callEnded', 'finalPublished']
const scoring: readonly Refusal[] = [...alive, 'stillSealed', 'commissionMissing']
const scored: readonly Refusal[] = [
  ...scoring,
  'declarationsMissing',
  'requestsUndecided',
  'nothingAdmitted',
  'tooFewJudges',
  'scoresMissing',
]
const ranking: readonly Refusal[] = [...alive, 'technicalUnsigned', 'bidsClosed']
const reviewed: readonly Refusal[] = [
  ...ranking,
  'provisionalUnpublished',
  'provisionalOutdated',
  'reviewRunning',
  'reviewsUnanswered',
]

/** What stands in the way of each move, where it holds: the state machine of an evaluation. */
const hindrances: Record<Move, readonly Refusal[]> = {
  appoint: [...alive, 'deadlineNotPassed', 'commissionAppointed'],
  replace: [...alive, 'commissionMissing', 'technicalSigned'],
  declare: [...alive, 'commissionMissing', 'technicalSigned'],
  score: [...scoring, 'technicalSigned'],
  revise: [...scoring, 'technicalSigned', 'notRevealed'],
  proposeTechnical: [...scored, 'technicalUnderWay'],
  signTechnical: [...scored, 'technicalMissing', 'technicalSigned', 'recordsChanged'],
  dropTechnical: [...alive, 'technicalMissing', 'bidsOpened', 'provisionalUnderWay', 'finalUnderWay'],
  openBids: [...alive, 'technicalUnsigned', 'noPrice', 'bidsOpened', 'nothingToOpen'],
  askImproved: [...ranking, 'provisionalUnderWay', 'finalUnderWay', 'noTieForOffers'],
  freezeDraw: [...ranking, 'provisionalUnderWay', 'finalUnderWay', 'noTieForDraw'],
  enterSeed: [...ranking, 'noDrawRunning'],
  proposeProvisional: [
    ...ranking,
    'roundRunning',
    'drawRunning',
    'tiesOpen',
    'provisionalUnderWay',
    'finalUnderWay',
    'provisionalStands',
  ],
  signProvisional: [...ranking, 'provisionalMissing', 'recordsChanged'],
  publishProvisional: [...ranking, 'provisionalUnsigned', 'recordsChanged'],
  dropRanking: [...alive, 'nothingUnderWay'],
  answerReview: [...alive, 'noReview'],
  proposeFinal: [...reviewed, 'finalUnderWay'],
  signFinal: [...reviewed, 'finalMissing', 'recordsChanged'],
  publishFinal: [...reviewed, 'finalUnsigned', 'recordsChanged'],
}

/** Everything that stands in the way of a move; empty where it can be made. */
export const refusalsOf = (facts: EvaluationFacts, move: Move): Refusal[] =>
  hindrances[move].filter((refusal) => holds[refusal](facts))

/** What stands in the way of every move. */
export const refusedMoves = (facts: EvaluationFacts): Record<Move, Refusal[]> =>
  Object.fromEntries(moves.map((move) => [move, refusalsOf(facts, move)])) as Record<Move, Refusal[]>

/** How many of a commission must be able to judge a request: its majority. */
export const majorityOf = (commission: number): number => Math.floor(commission / 2) + 1

/** Whether a commission can be of that size: three or five, so that it never splits evenly. */
export const isCommissionSize = (members: number): boolean => members === 3 || members === 5

/** Which steps are done; those a call does not have count as done. */
const done: Record<Stage, (facts: EvaluationFacts) => boolean> = {
  commission: ({ commission, declared }) => commission > 0 && declared === commission,
  formalCheck: ({ unsealed, undecided }) => unsealed && undecided === 0,
  scores: (facts) =>
    done.commission(facts) && done.formalCheck(facts) && facts.given >= facts.due && facts.tooFewJudges === 0,
  technical: ({ technical }) => technical === 'signed',
  opening: (facts) => facts.technical === 'signed' && !holds.bidsClosed(facts),
  ties: (facts) =>
    done.opening(facts) &&
    !['tiesOpen', 'roundRunning', 'drawRunning'].some((name) => holds[name as Refusal](facts)),
  provisional: (facts) => holds.provisionalStands(facts),
  review: (facts) => done.provisional(facts) && !facts.reviewRunning && facts.reviewsUnanswered === 0,
  final: ({ final }) => final === 'published',
}

/** The step an evaluation stands at: the first that is not done; null once the final ranking is published. */
export const stageOf = (facts: EvaluationFacts): Stage | null =>
  facts.final === 'published' ? null : (stages.find((stage) => !done[stage](facts)) ?? 'final')
