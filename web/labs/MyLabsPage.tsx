import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { KeptLabs } from '#schema/labs'
import { AccountLayout } from '../accounts/AccountLayout.tsx'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './lab.module.css'

function Labs() {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const { data, error, refetch } = useQuery({
    queryKey: ['me', 'labs'],
    queryFn: () => api<KeptLabs>('/api/kept-labs'),
  })
  if (!data)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={4} />
  return (
    <>
      {data.items.length === 0 && (
        <EmptyState title={t('kept.none')}>
          <p>{t('kept.noneBody')}</p>
          <LinkButton to="/labs" look="primary">
            {t('title')}
          </LinkButton>
        </EmptyState>
      )}
      <ul className={styles.plain}>
        {data.items.map((lab) => (
          <li key={lab.code}>
            <Link to={`/labs/${lab.code}/edit`}>{lab.name}</Link>{' '}
            {lab.notConfirmed ? (
              <Tag tone="warn">{t('notConfirmed')}</Tag>
            ) : (
              lab.dueOn && t('edit.due', { date: format.date(lab.dueOn) })
            )}
          </li>
        ))}
      </ul>
      {data.claims.length > 0 && (
        <>
          <h2>{t('kept.claims')}</h2>
          <ul className={styles.plain}>
            {data.claims.map((claim) => (
              <li key={claim.id}>
                <Link to={`/labs/${claim.labCode}`}>{claim.labName}</Link>, {claim.party}:{' '}
                {t(`claimStates.${claim.state}`)}
                {claim.note && ` (${claim.note})`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** The labs of the organisations one acts for. */
export function MyLabsPage() {
  const { t } = useTranslation('labs')
  return (
    <AccountLayout title={t('kept.title')}>
      <Labs />
    </AccountLayout>
  )
}
