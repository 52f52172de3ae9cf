import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AccountLayout } from '../accounts/AccountLayout.tsx'
import { useCity } from '../api/useCity.ts'
import { LinkButton, OutwardButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ErasurePart } from './ErasurePart.tsx'
import { HeldTable } from './HeldTable.tsx'
import styles from './privacy.module.css'
import { exportPath, heldDataQuery } from './privacyApi.ts'

function OwnData() {
  const { t } = useTranslation('privacy')
  const { legal } = useCity()
  const { data, error, refetch } = useQuery(heldDataQuery)
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />
  }
  return (
    <div className={styles.page}>
      <section>
        <p>{t('data.intro')}</p>
        <HeldTable held={data.held} />
      </section>
      <section>
        <h2>{t('export.title')}</h2>
        <p>{t('export.body')}</p>
        <OutwardButton href={exportPath} look="primary">
          {t('export.button')}
        </OutwardButton>
        <small>{t('export.note')}</small>
      </section>
      <section>
        <h2>{t('correct.title')}</h2>
        <p>{t('correct.body', { email: legal.dataProtectionOfficer })}</p>
        <div className={styles.actions}>
          <LinkButton to="/account">{t('correct.profile')}</LinkButton>
          <LinkButton to="/account/parties">{t('correct.parties')}</LinkButton>
        </div>
      </section>
      <ErasurePart plan={data.erasure} />
    </div>
  )
}

/** What is held about me: to see, to take along, to correct, to have erased. */
export function DataPage() {
  const { t } = useTranslation('privacy')
  return (
    <AccountLayout title={t('data.title')}>
      <OwnData />
    </AccountLayout>
  )
}
