import { useTranslation } from 'react-i18next'
import styles from './Skeleton.module.css'

/** Grey lines where text is on its way. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const { t } = useTranslation('ui')
  return (
    <div className={styles.skeleton} role="status">
      <span className="vh">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  )
}

export function PageSkeleton() {
  return (
    <div className={styles.page}>
      <Skeleton lines={6} />
    </div>
  )
}
