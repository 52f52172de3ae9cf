export { submissionFaults } from './faults.ts'
export { covered } from './personalWords.ts'
