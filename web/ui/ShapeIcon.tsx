import type { Stroke } from './shapes.ts'

interface ShapeIconProps {
  strokes: readonly Stroke[]
  size?: number
  'data-status'?: string
}

/** The strokes of a sign inside a picture with a box of 24 × 24. */
export function ShapePaths({ strokes }: { strokes: readonly Stroke[] }) {
  return strokes.map(({ path, fill = 'none', line, lineWidth }) => (
    <path key={path} d={path} fill={fill} stroke={line} strokeWidth={lineWidth} strokeLinejoin="round" />
  ))
}

/** A sign as a picture beside its word. */
export function ShapeIcon({ strokes, size = 14, ...rest }: ShapeIconProps) {
  return (
    <svg {...rest} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <ShapePaths strokes={strokes} />
    </svg>
  )
}
