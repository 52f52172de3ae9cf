import { useTranslation } from 'react-i18next'
import type { FollowedSubmission } from '#schema/observations'
import { Note } from '../ui/marks.tsx'
import styles from './observations.module.css'

/** That what somebody wrote is not examined, and why. */
export function ShutOutNote({ shutOut }: Pick<FollowedSubmission, 'shutOut'>) {
  const { t } = useTranslation('observations')
  if (!shutOut) return null
  return (
    <Note tone="warn" icon="warn">
      <p>{shutOut.into ? t('page.merged', { number: shutOut.into }) : t('page.inadmissible')}</p>
      <p className={styles.words}>{t('page.why', { reason: shutOut.reason })}</p>
    </Note>
  )
}
