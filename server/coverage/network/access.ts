import type { Spot } from '../travel.ts'
import type { Streets } from './streets.ts'

/** Where one steps from a door onto the streets: a point along a stretch, and the metres to it. */
export interface Access {
  stretch: number
  alongM: number
  legM: number
}

/** How far is looked first, metres: most doors are near a street. */
const firstLookM = 40

/**
 * The nearest point of a street, in a straight line.
 * @returns null where none is within `mostM`
 */
export function findAccess(streets: Streets, spot: Spot, mostM: number): Access | null {
  for (const radius of [Math.min(firstLookM, mostM), mostM]) {
    const found = nearestWithin(streets, spot, radius)
    if (found) return found
  }
  return null
}

function nearestWithin({ pieces, pieceIndex }: Streets, { x, y }: Spot, radius: number): Access | null {
  let best: Access | null = null
  for (const at of pieceIndex?.search(x - radius, y - radius, x + radius, y + radius) ?? []) {
    const piece = pieces[at]
    if (!piece) continue
    const { a, b, beginsM, stretch } = piece
    const [dx, dy] = [b.x - a.x, b.y - a.y]
    const length = Math.hypot(dx, dy)
    const share = length === 0 ? 0 : clamp(((x - a.x) * dx + (y - a.y) * dy) / (length * length))
    const legM = Math.hypot(a.x + share * dx - x, a.y + share * dy - y)
    if (legM > radius || (best && legM >= best.legM)) continue
    best = { stretch, alongM: beginsM + share * length, legM }
  }
  return best
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share))
