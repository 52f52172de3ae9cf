export {
  chargeRefusals,
  contentRefusals,
  leavingRefusals,
  moveRefusals,
  type Standing,
} from './changing.ts'
export {
  areOpposite,
  type Decidable,
  type Deciding,
  fillReply,
  isExamined,
  nextStage,
  placeholdersIn,
  refusalsOf,
  shortestReason,
} from './deciding.ts'
export { type Forecast, forecastOf, paceDays } from './forecast.ts'
export {
  charactersBefore,
  lengthOf,
  type Piece,
  paragraphsOf,
  piecesOf,
  type Span,
  trimSpan,
  uncovered,
  wordsOf,
} from './spans.ts'
export { differenceOfWords, type WordRun } from './wordDifference.ts'
