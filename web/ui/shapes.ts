import type { PublicSpaceStatus } from '#schema/spaces'

/** One stroke of a sign in a box of 24 × 24; colours are of the palette of the map or of the tokens. */
export interface Stroke {
  /** SVG path data. */
  path: string
  fill?: string
  line?: string
  lineWidth?: number
}

/** A sign in a colour, on a ground that shows through it. */
export type Shape = (color: string, ground: string) => readonly Stroke[]

const disc = (radius: number) =>
  `M12 ${12 - radius}a${radius} ${radius} 0 1 1 0 ${2 * radius}a${radius} ${radius} 0 1 1 0-${2 * radius}Z`

/** The shape of each status, one of its own beside its colour: map, legend, lists and filters draw this. */
export const statusShapes: Record<PublicSpaceStatus, Shape> = {
  available: (color) => [{ path: disc(8), fill: color }],
  inCall: (color) => [{ path: 'M12 1.8 22.2 12 12 22.2 1.8 12Z', fill: color }],
  expiring: (color, ground) => [
    { path: 'M4.5 4.5h15v15h-15Z', fill: ground, line: color, lineWidth: 2.6 },
    { path: 'M4 20V4l16 16Z', fill: color },
  ],
  released: (color) => [{ path: 'M2.6 5h18.8L12 21Z', fill: color }],
  surveyed: (color, ground) => [{ path: disc(6.6), fill: ground, line: color, lineWidth: 3 }],
  awarded: (color) => [{ path: 'M12 3l9.4 16H2.6Z', fill: color }],
  inUse: (color) => [{ path: 'M5.5 5.5h13v13h-13Z', fill: color }],
}

/** A lab: a hexagonal nut. */
export const labShape: Shape = (color, ground) => [
  { path: 'M12 .9 21.8 6.5v11L12 23.1 2.2 17.5v-11Z', fill: color },
  { path: disc(4.1), fill: ground },
]

/** An agreement with a private operator: a house with a door. */
export const offerShape: Shape = (color, ground) => [
  { path: 'M12 1.5 23 10.500V22H1V10.500Z', fill: color },
  { path: 'M9 22v-7.500h6V22Z', fill: ground },
]

/** A stop: an M on a tile. */
export const stopShape: Shape = (color, ground) => [
  {
    path: 'M5.5 1.5h13a4 4 0 0 1 4 4v13a4 4 0 0 1-4 4h-13a4 4 0 0 1-4-4v-13a4 4 0 0 1 4-4Z',
    fill: ground,
    line: color,
    lineWidth: 1.8,
  },
  { path: 'M6.3 17.5V6.5h2.3L12 12l3.4-5.5h2.3v11h-2.4v-6.6L12 16l-3.3-5.1v6.6Z', fill: color },
]
