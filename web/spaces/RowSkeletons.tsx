import { useTranslation } from 'react-i18next'
import styles from './ListPanel.module.css'

const rows = [62, 54, 70, 58, 66, 50]

/** Rows on their way, only before the first answer. */
export function RowSkeletons() {
  const { t } = useTranslation('map')
  return (
    <div role="status">
      <span className="vh">{t('list.loading')}</span>
      {rows.map((width) => (
        <div key={width} className={styles.skeleton} aria-hidden="true">
          <i />
          <i style={{ width: `${width}%` }} />
          <i style={{ width: `${width - 18}%` }} />
          <i style={{ width: `${width + 14}%` }} />
        </div>
      ))}
    </div>
  )
}
