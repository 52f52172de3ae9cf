import { useQueries, useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import type { Setup } from '#schema/points'
import { ApiProblem } from '../api/client.ts'
import shell from '../desk/deskShell.module.css'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { PlannerOnly } from './PlannerOnly.tsx'
import styles from './points.module.css'
import { listQuery, setupQuery, submissionsQuery } from './pointsApi.ts'
import {
  isQueue,
  type PointsState,
  pointsParameters,
  queueNames,
  queues,
  readPointsState,
  writePointsState,
} from './pointsState.ts'

/** The state of the points in the address, also of pages that only carry it along. */
export function usePointsState(): PointsState {
  const { search } = useLocation()
  return useMemo(() => readPointsState(new URLSearchParams(search)), [search])
}

const parts = [
  ['inbox', '/desk/observations/inbox'],
  ['split', '/desk/observations'],
  ['twins', '/desk/points/twins'],
  ['progress', '/desk/points/progress'],
  ['changes', '/desk/points/changes'],
  ['replies', '/desk/points/replies'],
  ['redaction', '/desk/redaction'],
] as const

const fresh = (plan: string): PointsState => ({
  plan,
  filters: {},
  sort: undefined,
  descending: false,
  view: 'table',
  page: 1,
})

/** How many points each queue holds: asked in the same way as the list it leads to. */
function useCounts(plan: string) {
  return useQueries({
    queries: queueNames.map((queue) =>
      listQuery(`${pointsParameters({ ...fresh(plan), filters: queues[queue] }, plan)}&limit=1`),
    ),
  }).map(({ data }) => data?.total)
}

function Queues({ plan }: { plan: string }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const state = usePointsState()
  const { pathname } = useLocation()
  const counts = useCounts(plan)
  const { data: submissions } = useQuery(submissionsQuery(`plan=${encodeURIComponent(plan)}&limit=1`))
  return (
    <nav className={shell.side} aria-label={t('parts')}>
      {queueNames.map((queue, at) => (
        <Link
          key={queue}
          to={writePointsState({ ...fresh(plan), view: state.view, filters: queues[queue] })}
          aria-current={pathname === '/desk/points' && isQueue(state.filters, queue) ? 'page' : undefined}
        >
          {t(`queue.${queue}`)} <span>{counts[at] !== undefined && format.number(counts[at])}</span>
        </Link>
      ))}
      <h2>{t('parts')}</h2>
      {parts.map(([part, to]) => (
        <Link
          key={part}
          to={`${to}?plan=${encodeURIComponent(plan)}`}
          aria-current={pathname === to ? 'page' : undefined}
        >
          {t(`part.${part}`)}{' '}
          <span>{part === 'split' && submissions && format.number(submissions.toSplit)}</span>
        </Link>
      ))}
    </nav>
  )
}

function PlanChoice({ setup }: { setup: Setup }) {
  const { t } = useTranslation('points')
  const go = useGo()
  const { pathname } = useLocation()
  if (setup.plans.length < 2) return <p className={styles.planName}>{setup.plan.title}</p>
  return (
    <select
      aria-label={t('plan')}
      className={styles.planName}
      value={setup.plan.code}
      onChange={(event) => go(`${pathname}?plan=${encodeURIComponent(event.target.value)}`)}
    >
      {setup.plans.map(({ code, title }) => (
        <option key={code} value={code}>
          {title}
        </option>
      ))}
    </select>
  )
}

interface DeskFrameProps {
  title: string
  children: (setup: Setup) => ReactNode
  /** What stands beside the title. */
  aside?: ReactNode
}

function Framed({ title, children, aside }: DeskFrameProps) {
  const { t } = useTranslation('points')
  const { plan } = usePointsState()
  const { data, error, refetch } = useQuery(setupQuery(plan))
  if (error instanceof ApiProblem && error.status === 404)
    return (
      <EmptyState whole title={t('noPlan')}>
        <p>{t('noPlanBody')}</p>
      </EmptyState>
    )
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={10} />
  return (
    <div className={shell.shell}>
      <Queues plan={data.plan.code} />
      <section className={shell.main}>
        <div className={styles.head}>
          <h1>{title}</h1>
          <PlanChoice setup={data} />
          {aside}
        </div>
        {children(data)}
      </section>
    </div>
  )
}

/** A page of this desk: queues and parts on its left, the plan it is about beside its title. */
export function DeskFrame(props: DeskFrameProps) {
  return (
    <PlannerOnly>
      <Page title={props.title} wide>
        <Framed {...props} />
      </Page>
    </PlannerOnly>
  )
}
