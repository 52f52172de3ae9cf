import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { OfficeLines } from '../../ui/OfficeLines.tsx'
import styles from './space.module.css'

/** Who answers for this space. */
export function OfficeCard({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  return (
    <div className={`${styles.card} ${styles.who}`}>
      <h2>{t('office.title')}</h2>
      <OfficeLines office={space.office} demo={space.demo} />
      {space.call?.caseOfficer && (
        <p className={styles.muted}>{t('office.officer', { name: space.call.caseOfficer })}</p>
      )}
    </div>
  )
}
