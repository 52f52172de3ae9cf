import { ShapeIcon } from '../ui/ShapeIcon.tsx'
import styles from './LegendSample.module.css'
import type { LegendSample as Sample } from './layerGroup.ts'

/** The sign, line or patch of a legend entry, in the very colours of the map. */
export function LegendSample({ sample }: { sample: Sample }) {
  if (sample.kind === 'sign') return <ShapeIcon strokes={sample.sign.strokes} size={sample.sign.sizePx} />
  if (sample.kind === 'line')
    return (
      <svg className={styles.sample} width="20" height="6" aria-hidden="true">
        <path d="M0 3h20" stroke={sample.color} strokeWidth={sample.widthPx} />
      </svg>
    )
  if (sample.kind === 'patch')
    return <i className={styles.patch} style={{ background: sample.color }} aria-hidden="true" />
  return (
    <svg width="20" height="13" aria-hidden="true">
      <path d="M0 0h20v13H0Z" fill={sample.ground} />
      <path d="M-3 13 10-0M3 15 18 0M10 15 25 0" stroke={sample.color} strokeOpacity="0.6" />
      <path d="M.5 .5h19v12H.5Z" fill="none" stroke={sample.color} strokeDasharray="3 2" />
    </svg>
  )
}
