import type { PublicSpaceStatus } from '#schema/spaces'
import type { Palette } from '../map/palette.ts'
import type { Sign } from '../map/sign.ts'
import { statusShapes } from '../ui/shapes.ts'

const sizesPx: Record<PublicSpaceStatus, number> = {
  available: 16,
  inCall: 15,
  expiring: 14,
  released: 14,
  surveyed: 14,
  awarded: 14,
  inUse: 12,
}

/** How open a status is to who looks for a space: 2 to be asked for today, 0 taken, 1 between. */
export const openness: Record<PublicSpaceStatus, 0 | 1 | 2> = {
  available: 2,
  inCall: 2,
  expiring: 1,
  released: 1,
  surveyed: 1,
  awarded: 1,
  inUse: 0,
}

/** The sign of each status: a shape of its own beside its colour. */
export function statusSigns(palette: Palette): Record<PublicSpaceStatus, Sign> {
  const sign = (status: PublicSpaceStatus): Sign => ({
    sizePx: sizesPx[status],
    haloPx: 1.6,
    strokes: statusShapes[status](palette.status[status], palette.white),
  })
  return {
    available: sign('available'),
    inCall: sign('inCall'),
    expiring: sign('expiring'),
    released: sign('released'),
    surveyed: sign('surveyed'),
    awarded: sign('awarded'),
    inUse: sign('inUse'),
  }
}
