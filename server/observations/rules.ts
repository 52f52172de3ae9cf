export { submissionFaults } from './faults.ts'
export { textToRegister } from './inboxText.ts'
export { covered } from './personalWords.ts'
