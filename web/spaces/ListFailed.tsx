import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/client.ts'
import { useCity } from '../api/useCity.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import styles from './ListPanel.module.css'

interface ListFailedProps {
  error: Error | null
  /** When the answer still on the map came, in milliseconds of the epoch. */
  answeredAt: number | null
  onRetry(): void
}

/** What failed, that the filters are safe, one button, then whom to call. */
export function ListFailed({ error, answeredAt, onRetry }: ListFailedProps) {
  const { t } = useTranslation('map')
  const { office } = useCity()
  const { time } = useFormats()
  const language = useLanguage()
  const refused = error instanceof ApiProblem && error.status === 400
  const hours = language === 'en' ? office.hoursEn : office.hours
  return (
    <div className={styles.state} role="alert">
      <Icon name="warn" size={28} />
      <h2>{t('failed.title')}</h2>
      <p>
        {refused && t('failed.refused', { detail: error.message })}
        {!refused &&
          answeredAt !== null &&
          t('failed.last', { time: time(new Date(answeredAt).toISOString()) })}{' '}
        {!refused && t('failed.body')}
      </p>
      <p>
        <Button look="primary" onPress={onRetry}>
          {t('failed.retry')}
        </Button>
      </p>
      <p className={styles.small}>{t('failed.office', { name: office.name, phone: office.phone, hours })}</p>
    </div>
  )
}
