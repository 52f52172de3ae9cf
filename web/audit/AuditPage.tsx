import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { AuditEventList, AuditFilters as Filters } from '#schema/audit'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'
import { api } from '../api/client.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { AuditFilters } from './AuditFilters.tsx'
import styles from './audit.module.css'
import { auditAddress, filterParameters, readFilters } from './auditState.ts'
import { EventRow } from './EventRow.tsx'
import { SignedDays } from './SignedDays.tsx'

function useEvents(filters: Filters) {
  return useInfiniteQuery({
    queryKey: ['audit', 'events', filterParameters(filters)],
    queryFn: ({ pageParam, signal }) =>
      api<AuditEventList>(
        `/api/audit/events?${filterParameters(filters, pageParam ? { cursor: pageParam } : {})}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  })
}

function ExportLinks({ filters }: { filters: Filters }) {
  const { t } = useTranslation('audit')
  return (
    <p className={styles.export}>
      <span id="audit-export">{t('export')}:</span>
      {(['csv', 'jsonl'] as const).map((format) => (
        <a
          key={format}
          download
          href={`/api/audit/export.${format}?${filterParameters(filters)}`}
          aria-describedby="audit-export"
        >
          {t(format === 'csv' ? 'exportCsv' : 'exportJsonl')}
        </a>
      ))}
      <small>{t('exportNote')}</small>
    </p>
  )
}

function Log({ filters }: { filters: Filters }) {
  const { t } = useTranslation('audit')
  const go = useGo()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useEvents(filters)
  const events = data?.pages.flatMap(({ items }) => items) ?? []
  const total = data?.pages[0]?.total
  return (
    <div className={styles.main}>
      <AuditFilters
        filters={filters}
        objectName={events.find(({ objectId }) => objectId === filters.objectId)?.objectName}
        onChange={(changes) => go(auditAddress({ ...filters, ...changes } as Filters), { replace: true })}
        onReset={() => go('/audit', { replace: true })}
      />
      <p role="status" className={styles.total}>
        {total !== undefined && t('total', { count: total })}
      </p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {total === 0 && (
        <EmptyState title={t('none')}>
          <p>{t('noneBody')}</p>
        </EmptyState>
      )}
      {events.length > 0 && (
        <>
          <h2 className="vh">{t('list')}</h2>
          <ExportLinks filters={filters} />
          <ol className={styles.events} aria-label={t('list')}>
            {events.map((event) => (
              <EventRow key={event.id} event={event} />
            ))}
          </ol>
        </>
      )}
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

/** The audit log, for auditors: who did what, and whether it is as it was written. */
export function AuditPage() {
  const { t } = useTranslation('audit')
  const [search] = useSearchParams()
  return (
    <PermittedOnly
      permission="readAudit"
      title={t('title')}
      notYours={t('notYours')}
      notYoursBody={t('notYoursBody')}
    >
      <Page title={t('title')}>
        <div className={styles.page}>
          <h1>{t('title')}</h1>
          <p className={styles.intro}>{t('intro')}</p>
          <div className={styles.columns}>
            <Log filters={readFilters(search)} />
            <SignedDays />
          </div>
        </div>
      </Page>
    </PermittedOnly>
  )
}
