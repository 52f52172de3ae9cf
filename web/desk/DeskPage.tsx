import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { type Queue, requestStatuses } from '#schema/allocation'
import { api } from '../api/client.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './desk.module.css'
import shell from './deskShell.module.css'
import { OfficeOnly } from './OfficeOnly.tsx'
import { postQuery } from './postQuery.ts'
import { QueueFilters } from './QueueFilters.tsx'
import { QueueTable } from './QueueTable.tsx'
import {
  type QueueState,
  queueNames,
  queueParameters,
  queues,
  readQueueState,
  writeQueueState,
} from './queueState.ts'
import { SealedLines } from './SealedLines.tsx'

const PAGE = 50

function useQueue(state: QueueState, limit: number) {
  const parameters = queueParameters(state, limit)
  return useQuery({
    queryKey: ['desk', parameters],
    queryFn: ({ signal }) => api<Queue>(`/api/desk/requests?${parameters}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
}

/** Queues and states with how many requests each holds, once it is known; counts and list come from the same reply. */
function QueueNav({ state, counts }: { state: QueueState; counts: Queue['statuses'] | undefined }) {
  const { t } = useTranslation(['desk', 'requests', 'notices', 'bids'])
  const { data: post } = useQuery(postQuery)
  const countOf = (statuses: readonly string[]) =>
    counts?.reduce(
      (sum, { value, count }) => (statuses.length === 0 || statuses.includes(value) ? sum + count : sum),
      0,
    )
  const shown = requestStatuses.filter((status) => (countOf([status]) ?? 0) > 0)
  return (
    <nav className={shell.side} aria-label={t('desk:queues')}>
      {queueNames.map((queue) => (
        <Link
          key={queue}
          to={writeQueueState({ ...state, queue, status: undefined })}
          aria-current={queue === state.queue && !state.status ? 'page' : undefined}
        >
          {t(`desk:queue.${queue}`)} <span>{countOf(queues[queue])}</span>
        </Link>
      ))}
      <h2>{t('desk:byStatus')}</h2>
      {shown.map((status) => (
        <Link
          key={status}
          to={writeQueueState({ ...state, queue: 'all', status })}
          aria-current={status === state.status ? 'page' : undefined}
        >
          {t(`requests:status.${status}`)} <span>{countOf([status])}</span>
        </Link>
      ))}
      <h2>{t('desk:calls')}</h2>
      <Link to="/desk/calls">{t('desk:callsEntry')}</Link>
      <Link to="/desk/keys">{t('bids:keys.entry')}</Link>
      <h2>{t('desk:agreements')}</h2>
      <Link to="/desk/agreements">{t('desk:agreementsEntry')}</Link>
      <Link to="/desk/offers">{t('desk:offersEntry')}</Link>
      <h2>{t('desk:labs')}</h2>
      <Link to="/desk/lab-list">{t('desk:labListEntry')}</Link>
      <h2>{t('notices:post.title')}</h2>
      <Link to="/desk/post">
        {t('notices:post.entry')} <span>{post && post.toSend.total + post.letters.total}</span>
      </Link>
    </nav>
  )
}

function QueueList({ state }: { state: QueueState }) {
  const { t } = useTranslation('desk')
  const go = useGo()
  const [limit, setLimit] = useState(PAGE)
  const { data, error, refetch } = useQueue(state, limit)
  const change = (changes: Partial<QueueState>) =>
    go(writeQueueState({ ...state, ...changes }), { replace: true })
  return (
    <div className={shell.shell}>
      <QueueNav state={state} counts={data?.statuses} />
      <section className={shell.main}>
        <div className={styles.head}>
          <h1>{t('title')}</h1>
          <p role="status">{data && t('total', { count: data.total })}</p>
        </div>
        <QueueFilters state={state} onChange={change} />
        {data && <SealedLines sealed={data.sealed} />}
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={10} />}
        {data?.total === 0 && (
          <EmptyState title={t('none')}>
            <p>{t('noneBody')}</p>
            <Button onPress={() => go('/desk?queue=all')}>{t('reset')}</Button>
          </EmptyState>
        )}
        {data && data.total > 0 && <QueueTable items={data.items} />}
        {data && data.items.length < data.total && limit < 200 && (
          <p className={styles.more}>
            <Button onPress={() => setLimit(Math.min(200, limit + PAGE))}>{t('more')}</Button>
          </p>
        )}
      </section>
    </div>
  )
}

/** The office's queue of requests. */
export function DeskPage() {
  const { t } = useTranslation('desk')
  const [search] = useSearchParams()
  return (
    <OfficeOnly>
      <Page title={t('title')} wide>
        <QueueList state={readQueueState(search)} />
      </Page>
    </OfficeOnly>
  )
}
