export { cover, coverText, isUnder, joined } from './covers.ts'
