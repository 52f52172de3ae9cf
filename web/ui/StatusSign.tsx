import { useTranslation } from 'react-i18next'
import type { PublicSpaceStatus } from '#schema/spaces'
import styles from './marks.module.css'

/** The shape of each status on a 24 × 24 field; `colour` is any CSS colour. */
export const statusShapes: Record<PublicSpaceStatus, (colour: string) => React.JSX.Element> = {
  available: (colour) => <circle cx="12" cy="12" r="8" fill={colour} />,
  inCall: (colour) => <path d="M12 1.8 22.2 12 12 22.2 1.8 12Z" fill={colour} />,
  expiring: (colour) => (
    <>
      <rect x="4.5" y="4.5" width="15" height="15" fill="#fff" stroke={colour} strokeWidth="2.6" />
      <path d="M4 20V4l16 16Z" fill={colour} />
    </>
  ),
  released: (colour) => <path d="M2.6 5h18.8L12 21Z" fill={colour} />,
  awarded: (colour) => <path d="m12 3 9.4 16H2.6Z" fill={colour} />,
  inUse: (colour) => <rect x="5.5" y="5.5" width="13" height="13" fill={colour} />,
  surveyed: (colour) => <circle cx="12" cy="12" r="6.6" fill="#fff" stroke={colour} strokeWidth="3" />,
}

/** Shape and colour alone: only beside the word, or where the word is read elsewhere. */
export function StatusGlyph({ status, size = 14 }: { status: PublicSpaceStatus; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" data-status={status}>
      {statusShapes[status](`var(--st-${status})`)}
    </svg>
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
