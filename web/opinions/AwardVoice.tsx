import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCityNames } from '../api/useCity.ts'
import { MatchTag } from './MatchTag.tsx'
import styles from './opinions.module.css'
import { awardVoiceQuery } from './opinionsApi.ts'
import { PurposeRows } from './PurposeRows.tsx'

/** Whether who won wants to do in a space what the Municipio proposed, for the office. */
export function AwardVoice({ id }: { id: string }) {
  const { t } = useTranslation('opinions')
  const names = useCityNames()
  const { data } = useQuery(awardVoiceQuery(id))
  if (!data) return null
  return (
    <section className={styles.section}>
      <h2>{t('results.title')}</h2>
      {data.items.map(({ space, match, declaredUse, purposes }) => (
        <div key={space} className={styles.form}>
          <p className={styles.rowHead}>
            <b>{space}</b>
            <MatchTag match={match} />
            <span>
              {t('results.declared')}: {declaredUse ? names.use(declaredUse) : t('results.declaredNone')}
            </span>
          </p>
          {purposes.length > 0 && <PurposeRows items={purposes} withSpace={false} />}
        </div>
      ))}
    </section>
  )
}
