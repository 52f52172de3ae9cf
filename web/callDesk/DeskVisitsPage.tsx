import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { ApiProblem } from '../api/client.ts'
import { callQuery } from '../calls/callQuery.ts'
import { OfficeOnly } from '../desk/OfficeOnly.tsx'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './callDesk.module.css'
import { DeskVisit } from './DeskVisit.tsx'
import { NewVisitForm } from './NewVisitForm.tsx'
import { deskVisitsQuery } from './visitsApi.ts'

function LoadedVisits({ code }: { code: string }) {
  const { t } = useTranslation('callDesk')
  const { data, error, refetch } = useQuery(deskVisitsQuery(code))
  const { data: call } = useQuery(callQuery(code))
  const title = t('visitsOf', { code })
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Page title={title} wide>
      <div className={styles.page}>
        <Crumbs
          trail={[
            { to: '/desk/calls', label: t('title') },
            { to: `/desk/calls/${code}`, label: code },
          ]}
          here={t('visits')}
        />
        <div className={styles.head}>
          <h1>{title}</h1>
        </div>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={6} />}
        {data?.items.length === 0 && (
          <EmptyState title={t('visitNone')}>
            <p>{t('visitNoneBody')}</p>
          </EmptyState>
        )}
        {data?.items.map((visit) => (
          <DeskVisit key={visit.id} code={code} visit={visit} />
        ))}
        <NewVisitForm code={code} lots={call?.lots.length ?? 0} />
      </div>
    </Page>
  )
}

/** The site visits of a call, for the office: who comes, who waits, who was there. */
export function DeskVisitsPage() {
  const { code = '' } = useParams()
  return (
    <OfficeOnly>
      <LoadedVisits code={code} />
    </OfficeOnly>
  )
}
