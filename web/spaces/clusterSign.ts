import type { Palette } from '../map/palette.ts'
import type { Sign } from '../map/sign.ts'
import type { Stroke } from '../ui/shapes.ts'

/** Parts the ring of a cluster is told in. */
export const ringParts = 16

/** Side of the sign in CSS pixels at icon-size 1. */
export const clusterSizePx = 40

const radius = 10
const upTo = (last: number) => Array.from({ length: last + 1 }, (_, part) => part)

/** The name of the sign with so many parts of its ring available and in a call. */
export const clusterImage = (available: number, inCall: number) => `cluster-${available}-${inCall}`

/** A sign for each ring there may be; each is drawn when the map first asks for it. */
export function clusterSigns(palette: Palette): Record<string, Sign> {
  const signs = upTo(ringParts).flatMap((available) =>
    upTo(ringParts - available).map((inCall): [string, Sign] => [
      clusterImage(available, inCall),
      { sizePx: clusterSizePx, haloPx: 1, strokes: ring(palette, available, inCall) },
    ]),
  )
  return Object.fromEntries(signs)
}

/** A cluster as the legend shows it: some of seven can be asked for. */
export const clusterSample = (palette: Palette): Sign => ({
  sizePx: 20,
  haloPx: 0,
  strokes: [...ring(palette, 6, 3), { path: 'M8.8 8h6.4l-3.7 8.4', line: palette.ink, lineWidth: 1.9 }],
})

/** A thin ring, thick where spaces can be asked for today: available from the top, then in a call. */
function ring(palette: Palette, available: number, inCall: number): Stroke[] {
  const open = (from: number, parts: number, line: string): Stroke[] =>
    parts === 0 ? [] : [{ path: arc(from / ringParts, (from + parts) / ringParts), line, lineWidth: 3.4 }]
  return [
    { path: arc(0, 1), fill: palette.white, line: palette.label, lineWidth: 1 },
    ...open(0, available, palette.status.available),
    ...open(available, inCall, palette.status.inCall),
  ]
}

/** Part of a circle in a box of 24 × 24, from one turn to another: clockwise, 0 and 1 at the top. */
function arc(from: number, to: number): string {
  const at = (turn: number) =>
    [12 + radius * Math.sin(2 * Math.PI * turn), 12 - radius * Math.cos(2 * Math.PI * turn)]
      .map((part) => part.toFixed(2))
      .join(' ')
  const on = (turn: number) => `A${radius} ${radius} 0 0 1 ${at(turn)}`
  return `M${at(from)}${on((from + to) / 2)}${on(to)}`
}
