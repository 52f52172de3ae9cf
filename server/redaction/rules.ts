export { cover, coverText, isUnder, joined } from './covers.ts'
export { usualPlace } from './faults.ts'
