import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CallItem, CallList } from '#schema/calls'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { CallFilters } from './CallFilters.tsx'
import { CallMonths } from './CallMonths.tsx'
import around from './callPage.module.css'
import styles from './calls.module.css'
import { matchesState, noFilters } from './callsState.ts'
import { FeedLinks } from './FeedLinks.tsx'
import { PhaseTag } from './PhaseTag.tsx'
import { useCallsState } from './useCallsState.ts'

function useWhen(call: CallItem): string {
  const { t } = useTranslation('calls')
  const format = useFormats()
  if (call.phase === 'upcoming' && call.opensAt) return t('opens', { date: format.dateTime(call.opensAt) })
  const standing = call.phase === 'open' && call.standing ? t('standing') : ''
  const open = call.phase === 'open'
  const closes = call.closesAt && t(open ? 'until' : 'closed', { date: format.dateTime(call.closesAt) })
  return [closes, standing].filter(Boolean).join(' · ')
}

function CallCard({ call }: { call: CallItem }) {
  const { t } = useTranslation('calls')
  const english = useLanguage() === 'en'
  const when = useWhen(call)
  return (
    <li className={styles.card}>
      <p className={styles.cardTop}>
        <PhaseTag phase={call.phase} />
        <span>{call.code}</span>
      </p>
      <h3>
        <Link to={`/calls/${call.code}`}>{(english && call.titleEn) || call.title}</Link>
      </h3>
      <p>{(english && call.summaryEn) || call.summary}</p>
      <p className={styles.when}>
        {[when, t('lots', { count: call.lots.length })].filter(Boolean).join(' · ')}
      </p>
    </li>
  )
}

const groups = [
  { name: 'now', phases: ['open'] },
  { name: 'soon', phases: ['upcoming'] },
  { name: 'past', phases: ['closed', 'concluded', 'revoked'] },
] as const

function CallGroups({ items }: { items: CallItem[] }) {
  const { t } = useTranslation('calls')
  return groups.map(({ name, phases }) => {
    const calls = items.filter((call) => phases.some((phase) => phase === call.phase))
    if (calls.length === 0) return null
    return (
      <section key={name}>
        <h2>{t(`group.${name}`)}</h2>
        <ul className={styles.cards}>
          {calls.map((call) => (
            <CallCard key={call.code} call={call} />
          ))}
        </ul>
      </section>
    )
  })
}

function NoneAtAll() {
  const { t } = useTranslation('calls')
  return (
    <EmptyState title={t('none')}>
      <p>{t('noneBody')}</p>
      <LinkButton to="/" look="primary">
        {t('toMap')}
      </LinkButton>
    </EmptyState>
  )
}

/** What the filters leave, with its months beside it. */
function Archive({ items }: { items: CallItem[] }) {
  const { t } = useTranslation('callPage')
  const { state, change } = useCallsState()
  const found = items.filter((call) => matchesState(call, state))
  return (
    <>
      <CallFilters items={items} state={state} onChange={change} />
      <p role="status" className={around.found}>
        {t('archive.found', { count: found.length })}
      </p>
      <div className={around.archive}>
        <div>
          {found.length === 0 && (
            <EmptyState title={t('archive.none')}>
              <p>{t('archive.noneBody')}</p>
              <Button onPress={() => change(noFilters)}>{t('archive.clear')}</Button>
            </EmptyState>
          )}
          <CallGroups items={found} />
        </div>
        <aside>
          <CallMonths items={found} year={state.year} />
          <FeedLinks />
        </aside>
      </div>
    </>
  )
}

/** All calls: open now, to come, past; narrowed as the address says. */
export function CallsPage() {
  const { t } = useTranslation('calls')
  const { data, error, refetch } = useQuery({
    queryKey: ['calls'],
    queryFn: () => api<CallList>('/api/calls'),
  })
  return (
    <Page title={t('title')}>
      <div className={styles.list}>
        <h1>{t('title')}</h1>
        <p className={styles.intro}>{t('intro')}</p>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={6} />}
        {data && (data.items.length === 0 ? <NoneAtAll /> : <Archive items={data.items} />)}
      </div>
    </Page>
  )
}
