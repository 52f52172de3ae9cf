import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { City } from '#schema/city'
import { ApiProblem } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from './Button.tsx'
import styles from './states.module.css'

/** What failed, that nothing is lost, one button, then whom to call. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation('ui')
  const problemText = useProblemText()
  const language = useLanguage()
  const city = useQueryClient().getQueryData<City>(['city'])
  const said = error instanceof ApiProblem && error.status >= 400 && error.status < 500
  return (
    <section className={styles.state} role="alert">
      <h2>{t('failedTitle')}</h2>
      <p>{said ? problemText(error) : t('failedBody')}</p>
      {onRetry && (
        <Button look="primary" onPress={onRetry}>
          {t('retry')}
        </Button>
      )}
      {city && (
        <p className={styles.small}>
          {t('failedCall', {
            phone: city.office.phone,
            hours: language === 'en' ? city.office.hoursEn : city.office.hours,
          })}
        </p>
      )}
    </section>
  )
}
