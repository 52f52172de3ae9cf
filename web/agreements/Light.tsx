import { useTranslation } from 'react-i18next'
import type { Light as Color, LightReason } from '#schema/agreements'
import { ShapeIcon } from '../ui/ShapeIcon.tsx'
import type { Stroke } from '../ui/shapes.ts'
import styles from './agreements.module.css'

/** A shape of its own for each colour: tick in a disc, triangle, octagon, ring. */
const shapes: Record<Color, readonly Stroke[]> = {
  green: [
    { path: 'M12 2a10 10 0 1 1 0 20a10 10 0 0 1 0-20Z', fill: 'var(--ok)' },
    { path: 'm7 12.500 3.500 3.500L17 8.500', line: '#fff', lineWidth: 2.4 },
  ],
  amber: [{ path: 'M12 2.500 23 21.500H1Z', fill: 'var(--warn)' }],
  red: [
    { path: 'M8 2h8l6 6v8l-6 6H8l-6-6V8Z', fill: 'var(--danger)' },
    { path: 'M7 12h10', line: '#fff', lineWidth: 2.6 },
  ],
  grey: [
    { path: 'M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16Z', fill: '#fff', line: 'var(--ink-500)', lineWidth: 2.6 },
  ],
}

/** The light of a promise said three times: shape, colour, word. */
export function Light({ light, reason }: { light: Color; reason: LightReason }) {
  const { t } = useTranslation('agreements')
  return (
    <span className={styles.light} data-light={light}>
      <ShapeIcon strokes={shapes[light]} size={16} />
      {t(`reason.${reason}`)}
    </span>
  )
}
