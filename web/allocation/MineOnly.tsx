import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { MyRequest } from '#schema/allocation'
import { SignInFirst } from '../accounts/SignInFirst.tsx'
import { useMe } from '../accounts/useMe.ts'
import { ApiProblem } from '../api/client.ts'
import { Page } from '../shell/Page.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { requestQuery } from './requestsApi.ts'

/** Reads the request of the address for who sent it; says why where it cannot be shown. */
export function MineOnly({ children }: { children: (request: MyRequest) => ReactNode }) {
  const { id = '' } = useParams()
  const { t } = useTranslation('requests')
  const { me, known } = useMe()
  const { data, error, refetch } = useQuery({ ...requestQuery(id), enabled: me !== null })
  if (me && data) return children(data)
  const missing = error instanceof ApiProblem && (error.status === 404 || error.status === 400)
  return (
    <Page title={t('list.title')}>
      {missing && (
        <EmptyState whole title={t('page.notFound')}>
          <p>{t('page.notFoundBody')}</p>
        </EmptyState>
      )}
      {error && !missing && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && (known && !me ? <SignInFirst title={t('list.signIn')} /> : <Skeleton lines={8} />)}
    </Page>
  )
}
