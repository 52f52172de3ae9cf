export { daysBetween } from './terms.ts'
