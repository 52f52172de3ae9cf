import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { LabList } from '#schema/labs'
import { useMe } from '../accounts/useMe.ts'
import { api } from '../api/client.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { LabCard } from './LabCard.tsx'
import { LabFilters } from './LabFilters.tsx'
import { LabsMap } from './LabsMap.tsx'
import styles from './labs.module.css'
import { type LabsState, labsAddress, labsListQuery, labsQuery, readLabsState } from './labsState.ts'

function MoreLinks() {
  const { t } = useTranslation(['labs', 'labList', 'needs'])
  const { may } = useMe()
  return (
    <p className={styles.links}>
      <Link to="/labs/list">{t('labList:title')}</Link>
      <Link to="/needs">{t('needs:title')}</Link>
      <Link to="/labs/incentives">{t('incentives.title')}</Link>
      {may('actForParties') && <Link to="/account/labs">{t('kept.title')}</Link>}
      {may('keepLabs') && <Link to="/desk/labs">{t('desk.title')}</Link>}
      <a href="/api/spaceapi.json">{t('spaceApi')}</a>
    </p>
  )
}

/** How many fail a filter only because nobody has said: of the hours those that tell no part of the week. */
function Unknowns({ list: { unknowns, facets }, state }: { list: LabList; state: LabsState }) {
  const { t } = useTranslation('labs')
  const withoutHours = facets.open?.find(({ value }) => value === 'none')?.count ?? 0
  const counts: LabList['unknowns'] = { ...unknowns, open: state.open ? withoutHours : 0 }
  const told = (['open', 'stepFree', 'bookable'] as const).flatMap((name) => {
    const count = counts[name] ?? 0
    return count > 0 ? [t(`unknowns.${name}`, { count })] : []
  })
  return told.length > 0 ? <p className={styles.quiet}>{told.join(' ')}</p> : null
}

function Found({ list, state }: { list: LabList; state: LabsState }) {
  const { t } = useTranslation('labs')
  const go = useGo()
  const sources = [...new Set(list.items.map((lab) => lab.source))].join('; ')
  return (
    <>
      <p role="status">{t('count', { count: list.total })}</p>
      <Unknowns list={list} state={state} />
      {list.total === 0 && (
        <EmptyState title={t('none')}>
          <p>{t(state.open ? 'noneOpen' : 'noneBody')}</p>
          <Button onPress={() => go('/labs')}>{t('reset')}</Button>
        </EmptyState>
      )}
      <ul className={styles.cards}>
        {list.items.map((lab) => (
          <LabCard key={lab.code} lab={lab} open={state.open} />
        ))}
      </ul>
      {sources && <p className={styles.source}>{t('source', { sources })}</p>}
    </>
  )
}

/** Labs by what one looks for, as a list and on a map. */
export function LabsPage() {
  const { t } = useTranslation('labs')
  const [search] = useSearchParams()
  const go = useGo()
  const state = readLabsState(search)
  const query = labsListQuery(state)
  const { data, error, refetch } = useQuery({
    queryKey: ['labs', query],
    queryFn: ({ signal }) => api<LabList>(`/api/labs?${query}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: state.open === 'now' ? 60_000 : false,
  })
  const change = (changes: Partial<LabsState>) => {
    const text = labsAddress({ ...state, ...changes })
    go(text ? `/labs?${text}` : '/labs', { replace: true })
  }
  const open = useCallback((code: string) => go(`/labs/${code}`), [go])
  return (
    <Page title={t('title')}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <p className={styles.intro}>{t('intro')}</p>
        <MoreLinks />
        <LabFilters state={state} facets={data?.facets} onChange={change} />
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        <div className={styles.results}>
          <div>
            {!data && !error && <Skeleton lines={8} />}
            {data && <Found list={data} state={state} />}
          </div>
          <LabsMap query={labsQuery(state)} revision={data?.revision ?? 0} onOpen={open} />
        </div>
      </div>
    </Page>
  )
}
