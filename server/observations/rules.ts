export type { SubmissionFault, SubmissionProblem } from './faults.ts'
export { submissionFaults } from './faults.ts'
export { covered } from './personalWords.ts'
