import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RetentionRule } from '#schema/city'
import { api } from '../api/client.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './privacy.module.css'
import { RetentionPeriod } from './RetentionPeriod.tsx'

const retentionQuery = {
  queryKey: ['retention'],
  queryFn: () => api<{ rules: RetentionRule[] }>('/api/retention'),
}

/** What is kept, for how long, what happens then and why. */
export function RetentionTable() {
  const { t } = useTranslation('privacy')
  const language = useLanguage()
  const { data, error, refetch } = useQuery(retentionQuery)
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />
  }
  return (
    <table className={styles.table}>
      <caption className="vh">{t('retention.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('retention.what')}</th>
          <th scope="col">{t('retention.period')}</th>
          <th scope="col">{t('retention.then')}</th>
          <th scope="col">{t('retention.basis')}</th>
        </tr>
      </thead>
      <tbody>
        {data.rules.map((rule) => (
          <tr key={rule.kind}>
            <th scope="row">{rule.what[language]}</th>
            <td data-label={t('retention.period')}>
              <RetentionPeriod rule={rule} />
            </td>
            <td data-label={t('retention.then')}>{t(`retention.actions.${rule.action}`)}</td>
            <td data-label={t('retention.basis')}>{rule.legalBasis[language]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
