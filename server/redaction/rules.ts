export { cover } from '../observations/personalWords.ts'
export { coverText, isUnder, joined } from './covers.ts'
