export { drawList, drawOrder, sha256 } from './draw.ts'
export { placesOf } from './panel.ts'
