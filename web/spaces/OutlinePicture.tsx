import type { SpaceItem } from '#schema/spaces'
import { statusShapes } from '../ui/StatusSign.tsx'

interface OutlinePictureProps {
  outline: SpaceItem['outline']
  status: SpaceItem['status']
  size?: number
}

/** The little picture of a space in a list: its outline, or its sign where it has none to show. */
export function OutlinePicture({ outline, status, size = 64 }: OutlinePictureProps) {
  const colour = `var(--st-${status})`
  if (!outline) {
    return (
      <svg width={size} height={size} viewBox="-24 -24 72 72" aria-hidden="true">
        {statusShapes[status](colour)}
      </svg>
    )
  }
  const points = outline.flat()
  const width = Math.max(1, ...points.map(([x]) => x))
  const height = Math.max(1, ...points.map(([, y]) => y))
  const scale = (size * 0.66) / Math.max(width, height)
  const [left, bottom] = [(size - width * scale) / 2, (size + height * scale) / 2]
  const path = outline
    .map((ring) => `M${ring.map(([x, y]) => `${left + x * scale} ${bottom - y * scale}`).join('L')}Z`)
    .join('')
  return (
    <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      <path d={path} fill={colour} fillOpacity="0.15" fillRule="evenodd" stroke={colour} strokeWidth="1.6" />
    </svg>
  )
}
