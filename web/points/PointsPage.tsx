import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PointList, Setup } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Pager } from '../ui/Pager.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { BulkBar, type Chosen } from './BulkBar.tsx'
import { DeskFrame, usePointsState } from './DeskFrame.tsx'
import { PointFilters } from './PointFilters.tsx'
import { PointsTable } from './PointsTable.tsx'
import styles from './points.module.css'
import { listQuery } from './pointsApi.ts'
import { type PointsState, pageSize, pointsParameters, writePointsState } from './pointsState.ts'

const PointsMap = lazy(async () => ({ default: (await import('./PointsMap.tsx')).PointsMap }))

function ViewChoice({ state }: { state: PointsState }) {
  const { t } = useTranslation('points')
  return (
    <nav className={styles.views} aria-label={t('view.label')}>
      {(['table', 'map'] as const).map((view) => (
        <Link
          key={view}
          to={writePointsState({ ...state, view, page: 1 })}
          aria-current={state.view === view ? 'page' : undefined}
        >
          {t(`view.${view}`)}
        </Link>
      ))}
    </nav>
  )
}

interface ResultProps {
  setup: Setup
  state: PointsState
  list: PointList
  parameters: string
}

function TableView({ setup, state, list, parameters }: ResultProps) {
  const { t } = useTranslation('points')
  const [chosen, setChosen] = useState<Chosen>(new Map())
  return (
    <>
      <BulkBar
        setup={setup}
        chosen={chosen}
        onChoose={setChosen}
        total={list.total}
        parameters={parameters}
      />
      <PointsTable setup={setup} state={state} items={list.items} chosen={chosen} onChoose={setChosen} />
      <Pager
        label={t('caption')}
        className={styles.pages}
        page={state.page}
        size={pageSize}
        total={list.total}
        to={(page) => writePointsState({ ...state, page })}
      />
    </>
  )
}

function Points({ setup }: { setup: Setup }) {
  const { t } = useTranslation('points')
  const go = useGo()
  const format = useFormats()
  const state = usePointsState()
  const parameters = pointsParameters(state, setup.plan.code)
  const offset = (state.page - 1) * pageSize
  const { data, error, refetch } = useQuery({
    ...listQuery(`${parameters}&limit=${pageSize}&offset=${offset}`),
    placeholderData: keepPreviousData,
  })
  const key = String(parameters)
  return (
    <>
      <PointFilters
        setup={setup}
        state={state}
        list={data}
        onChange={(filters) => go(writePointsState({ ...state, filters, page: 1 }), { replace: true })}
      />
      <div className={styles.resultLine}>
        <p role="status">{data && t('total', { count: data.total, number: format.number(data.total) })}</p>
        <ViewChoice state={state} />
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data?.total === 0 && (
        <EmptyState title={t('noneFound')}>
          <p>{t('noneFoundBody')}</p>
          <Button onPress={() => go(writePointsState({ ...state, filters: {}, page: 1 }))}>
            {t('reset')}
          </Button>
        </EmptyState>
      )}
      {data && data.total > 0 && state.view === 'table' && (
        <TableView key={key} setup={setup} state={state} list={data} parameters={key} />
      )}
      {data && data.total > 0 && state.view === 'map' && (
        <Suspense fallback={<Skeleton lines={8} />}>
          <PointsMap key={key} state={state} parameters={key} neighbourhoods={data.neighbourhoods} />
        </Suspense>
      )}
    </>
  )
}

/** The points of a plan: the queue of what is mine to do, and every other choice of them, as table or map. */
export function PointsPage() {
  const { t } = useTranslation('points')
  return <DeskFrame title={t('title')}>{(setup) => <Points setup={setup} />}</DeskFrame>
}
