import type { PublicSpaceStatus, SpaceItem } from '#schema/spaces'
import { ShapePaths } from '../ui/ShapeIcon.tsx'
import { statusShapes } from '../ui/shapes.ts'
import styles from './Outline.module.css'

interface OutlineProps {
  outline: SpaceItem['outline']
  status: PublicSpaceStatus
  sizePx?: number
}

const marginPx = 6
/** A side shorter than this, in metres, is not blown up to fill the picture. */
const leastM = 15

/** The little picture of a space: its plan, north up, in the line of its status; its sign where it has no plan. */
export function Outline({ outline, status, sizePx = 52 }: OutlineProps) {
  const isDrawn = outline !== null && outline.length > 0
  return (
    <svg
      className={isDrawn ? styles.outline : styles.sign}
      data-status={status}
      width={sizePx}
      height={sizePx}
      viewBox={isDrawn ? `0 0 ${sizePx} ${sizePx}` : '-24 -24 72 72'}
      aria-hidden="true"
    >
      {isDrawn ? (
        <path d={outlinePath(outline, sizePx)} fillRule="evenodd" strokeLinejoin="round" />
      ) : (
        <ShapePaths strokes={statusShapes[status](`var(--st-${status})`, '#fff')} />
      )}
    </svg>
  )
}

/** Path data of rings in metres east and north, centred in a square of `sizePx`. */
export function outlinePath(
  rings: readonly (readonly (readonly [number, number])[])[],
  sizePx: number,
): string {
  const corners = rings.flat()
  const xs = corners.map(([east]) => east)
  const ys = corners.map(([, north]) => north)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)]
  const scale = (sizePx - 2 * marginPx) / Math.max(right - left, top - bottom, leastM)
  const place = ([east, north]: readonly [number, number]) =>
    `${round(sizePx / 2 + (east - (left + right) / 2) * scale)} ${round(sizePx / 2 - (north - (bottom + top) / 2) * scale)}`
  return rings.map((ring) => `M${ring.map(place).join('L')}Z`).join('')
}

const round = (value: number) => Math.round(value * 10) / 10
