export {
  type Decidable,
  type Deciding,
  fillReply,
  nextStage,
  refusalsOf,
  shortestReason,
} from './deciding.ts'
export { forecastOf } from './forecast.ts'
export {
  charactersBefore,
  lengthOf,
  paragraphsOf,
  piecesOf,
  type Span,
  trimSpan,
  uncovered,
  wordsOf,
} from './spans.ts'
export { differenceOfWords } from './wordDifference.ts'
