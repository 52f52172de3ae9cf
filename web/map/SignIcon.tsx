import type { Sign } from './sign.ts'

/** A sign of the map as a picture beside its word. */
export function SignIcon({ sign, size = 15 }: { sign: Sign; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      {sign.strokes.map((stroke) => (
        <path
          key={stroke.path}
          d={stroke.path}
          fill={stroke.fill ?? 'none'}
          stroke={stroke.line}
          strokeWidth={stroke.lineWidth}
          strokeLinejoin="round"
        />
      ))}
    </svg>
  )
}
