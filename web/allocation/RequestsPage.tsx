import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SignInFirst } from '../accounts/SignInFirst.tsx'
import { useMe } from '../accounts/useMe.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './allocation.module.css'
import { RequestRow } from './RequestRow.tsx'
import { requestsQuery } from './requestsApi.ts'

function MyRequests() {
  const { t } = useTranslation('requests')
  const { data, error, refetch } = useQuery(requestsQuery)
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={5} />
  }
  if (data.items.length === 0) {
    return (
      <EmptyState title={t('list.none')}>
        <p>{t('list.noneBody')}</p>
        <LinkButton to="/" look="primary">
          {t('list.toMap')}
        </LinkButton>
      </EmptyState>
    )
  }
  return (
    <ul className={styles.list}>
      {data.items.map((request) => (
        <RequestRow key={request.id} request={request} />
      ))}
    </ul>
  )
}

/** What I have asked for, drafts included. */
export function RequestsPage() {
  const { t } = useTranslation('requests')
  const { me, known } = useMe()
  return (
    <Page title={t('list.title')}>
      <div className={styles.page}>
        <h1>{t('list.title')}</h1>
        {me ? <MyRequests /> : known && <SignInFirst title={t('list.signIn')} />}
      </div>
    </Page>
  )
}
