export { drawList, drawOrder, sha256, type Ticket } from './draw.ts'
export {
  allocateLots,
  type Contender,
  explainLot,
  groupApplicants,
  type LotOutcome,
  type LotResult,
  type RankedLot,
} from './matching.ts'
export { meanPoints, type PriceBasis, pricePoints, spreadOf, sumPoints, toHundredths } from './points.ts'
export {
  type LotRanking,
  type LotRules,
  missedThreshold,
  type NotRankedReason,
  type OpenTie,
  type RankedRequest,
  rankLot,
  type ScoredRequest,
  technicalTotal,
  type UnrankedRequest,
} from './ranking.ts'
