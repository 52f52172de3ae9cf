import type { PublicSpaceStatus } from '#schema/spaces'
import type { Palette } from '../map/palette.ts'
import type { Sign, Stroke } from '../map/sign.ts'

type Shape = (color: string, white: string) => Stroke[]

const disc = (radius: number) =>
  `M12 ${12 - radius}a${radius} ${radius} 0 1 1 0 ${2 * radius}a${radius} ${radius} 0 1 1 0-${2 * radius}Z`

const shapes: Record<PublicSpaceStatus, Shape> = {
  available: (color) => [{ path: disc(8), fill: color }],
  inCall: (color) => [{ path: 'M12 1.8 22.2 12 12 22.2 1.8 12Z', fill: color }],
  expiring: (color, white) => [
    { path: 'M4.5 4.5h15v15h-15Z', fill: white, line: color, lineWidth: 2.6 },
    { path: 'M4 20V4l16 16Z', fill: color },
  ],
  released: (color) => [{ path: 'M2.6 5h18.8L12 21Z', fill: color }],
  surveyed: (color, white) => [{ path: disc(6.6), fill: white, line: color, lineWidth: 3 }],
  awarded: (color) => [{ path: 'M12 3l9.4 16H2.6Z', fill: color }],
  inUse: (color) => [{ path: 'M5.5 5.5h13v13h-13Z', fill: color }],
}

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
    strokes: shapes[status](palette.status[status], palette.white),
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
