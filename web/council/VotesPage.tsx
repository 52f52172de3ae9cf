import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CouncilPlan, type VoteList, votingStates } from '#schema/council'
import { useMe } from '../accounts/useMe.ts'
import { useFormats } from '../i18n/format.ts'
import { OutcomeTag } from '../points/OutcomeTag.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Pager } from '../ui/Pager.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { CouncilFilters } from './CouncilFilters.tsx'
import { CouncilFrame } from './CouncilFrame.tsx'
import styles from './council.module.css'
import { sittingsQuery, votesQuery } from './councilApi.ts'
import { type CouncilState, useCouncilState, writeCouncilState } from './councilState.ts'
import { SittingBar } from './SittingBar.tsx'
import { SubjectPanel } from './SubjectPanel.tsx'
import type { TypedFigures } from './VoteFigures.tsx'

const pageSize = 50
const filterNames = ['theme', 'article'] as const

/** What of the filters the order of voting knows. */
function parametersOf({ filters }: CouncilState): URLSearchParams {
  const { q, theme, article, state } = filters
  return new URLSearchParams({
    ...(q && { q }),
    ...(theme && { theme }),
    ...(article && { article }),
    ...(state && { state }),
  })
}

interface ListProps {
  path: string
  state: CouncilState
  list: VoteList
}

function States({ path, state, list }: ListProps) {
  const { t } = useTranslation('council')
  const format = useFormats()
  const all = list.toVote + list.voted + list.notProposed
  const { state: current, ...filters } = state.filters
  const address = (chosen: string | undefined) =>
    writeCouncilState(path, { ...state, filters: { ...filters, ...(chosen && { state: chosen }) }, page: 1 })
  return (
    <nav className={styles.states} aria-label={t('column.status')}>
      {[...votingStates, undefined].map((name) => (
        <Link
          key={name ?? 'all'}
          to={address(name)}
          aria-current={(current ?? undefined) === name ? 'true' : undefined}
        >
          {t(`state.${name ?? 'all'}`)} <span>{format.number(name ? list[name] : all)}</span>
        </Link>
      ))}
    </nav>
  )
}

function Order({ path, state, list }: ListProps) {
  const { t } = useTranslation('council')
  if (list.total === 0)
    return (
      <EmptyState title={t('noneFound')}>
        <p>{t('noneFoundBody')}</p>
      </EmptyState>
    )
  return (
    <>
      <ol className={styles.order} start={(state.page - 1) * pageSize + 1}>
        {list.items.map((item) => {
          const subject = `${item.kind}-${item.id}`
          return (
            <li key={subject}>
              <Link
                to={writeCouncilState(path, { ...state, subject })}
                aria-current={state.subject === subject ? 'true' : undefined}
              >
                <b>{item.title}</b>
                <span className={styles.hint}>
                  {[item.provision, item.kind === 'group' && t('vote.group', { count: item.size })]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <span className={styles.clipped}>{item.synthesis}</span>
                <span>
                  <OutcomeTag
                    outcome={item.decided ?? item.proposed}
                    stage={item.decided ? 'council' : item.proposed ? 'giunta' : null}
                  />
                </span>
              </Link>
            </li>
          )
        })}
      </ol>
      <Pager
        label={t('pages')}
        className={styles.pager}
        page={state.page}
        size={pageSize}
        total={list.total}
        to={(page) => writeCouncilState(path, { ...state, page })}
      />
    </>
  )
}

function Votes({ plan }: { plan: CouncilPlan }) {
  const { t } = useTranslation('council')
  const { may } = useMe()
  const go = useGo()
  const state = useCouncilState()
  const path = `/council/${plan.code}/votes`
  const [before, setBefore] = useState<TypedFigures | null>(null)
  const [done, setDone] = useState('')
  const { data: sittings } = useQuery(sittingsQuery(plan.code))
  const parameters = parametersOf(state)
  const page = `${parameters}&limit=${pageSize}&offset=${(state.page - 1) * pageSize}`
  const {
    data: list,
    error,
    refetch,
  } = useQuery({
    ...votesQuery(plan.code, page.replace(/^&/, '')),
    placeholderData: keepPreviousData,
  })
  const change = useCallback(
    (changes: Partial<CouncilState>) => go(writeCouncilState(path, { ...state, ...changes })),
    [go, path, state],
  )
  const goTo = useCallback((subject: string) => change({ subject }), [change])
  const sitting = sittings?.items.find(({ id }) => String(id) === state.sitting) ?? null
  const shown = { path, state }
  return (
    <>
      <SittingBar
        code={plan.code}
        sittings={sittings?.items ?? []}
        chosen={sitting}
        mayRecord={may('recordVotes')}
        onChoose={(id) => change({ sitting: id || undefined })}
      />
      <CouncilFilters
        plan={plan}
        filters={state.filters}
        hint={t('search')}
        names={filterNames}
        onChange={(filters) => change({ filters, page: 1 })}
      />
      <p role="status" className={styles.done}>
        {done}
      </p>
      <div className={styles.voting}>
        <section className={styles.list} aria-labelledby="order">
          <h2 id="order">{t('vote.order')}</h2>
          <p className={styles.hint}>{t('vote.orderHint')}</p>
          {error && !list && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!list && !error && <Skeleton lines={10} />}
          {list && <States {...shown} list={list} />}
          {list && <Order {...shown} list={list} />}
        </section>
        <section className={styles.panel}>
          {state.subject ? (
            <SubjectPanel
              plan={plan}
              sitting={sitting}
              subject={state.subject}
              parameters={String(parameters)}
              before={before}
              onRecorded={(title, figures) => {
                setBefore(figures)
                setDone(t('vote.recorded', { title }))
              }}
              onGo={goTo}
            />
          ) : (
            <p className={styles.hint}>{t('vote.choose')}</p>
          )}
        </section>
      </div>
    </>
  )
}

/** The order of voting on a plan, and the vote on each point and group. */
export function VotesPage() {
  const { t } = useTranslation('council')
  return <CouncilFrame title={t('vote.title')}>{(plan) => <Votes plan={plan} />}</CouncilFrame>
}
