export { isPassed, type VoteGiven, voteRefusalsOf } from './voting.ts'
