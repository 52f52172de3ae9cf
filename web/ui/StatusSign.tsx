import { useTranslation } from 'react-i18next'
import type { PublicSpaceStatus } from '#schema/spaces'
import styles from './marks.module.css'
import { ShapeIcon } from './ShapeIcon.tsx'
import { statusShapes } from './shapes.ts'

/** Shape and colour alone: only beside the word, or where the word is read elsewhere. */
export function StatusGlyph({ status, size = 14 }: { status: PublicSpaceStatus; size?: number }) {
  return (
    <ShapeIcon
      strokes={statusShapes[status](`var(--st-${status})`, '#fff')}
      size={size}
      data-status={status}
    />
  )
}

/** Status of a space said three times: shape, colour, word. */
export function StatusSign({ status, size = 14 }: { status: PublicSpaceStatus; size?: number }) {
  const { t } = useTranslation('ui')
  return (
    <span className={styles.status}>
      <StatusGlyph status={status} size={size} />
      {t(`status.${status}`)}
    </span>
  )
}
