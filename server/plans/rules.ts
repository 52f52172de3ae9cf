export { decisionTerm, observationDays, stepsBackFrom, termFrom, warningOf } from './terms.ts'
