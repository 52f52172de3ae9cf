import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CouncilPlan, Edition } from '#schema/council'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Note } from '../ui/marks.tsx'
import { Pager } from '../ui/Pager.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { CouncilFilters } from './CouncilFilters.tsx'
import { CouncilFrame } from './CouncilFrame.tsx'
import styles from './council.module.css'
import { editionQuery } from './councilApi.ts'
import { type CouncilState, useCouncilState, writeCouncilState } from './councilState.ts'
import { EditionEntry } from './EditionEntry.tsx'
import { Watermark } from './Watermark.tsx'

const pageSize = 25
const filterNames = ['theme', 'article', 'group', 'outcome', 'sort'] as const

/** The parameters of the server for a state. */
function parametersOf({ filters: { state: _, ...filters }, page }: CouncilState): string {
  const from = (page - 1) * pageSize
  return String(new URLSearchParams({ ...filters, limit: String(pageSize), offset: String(from) }))
}

function Opened({ plan, edition, state }: { plan: CouncilPlan; edition: Edition; state: CouncilState }) {
  const { t } = useTranslation('council')
  const format = useFormats()
  const time = format.dateTime(edition.openedAt)
  const path = `/council/${plan.code}`
  return (
    <>
      <Watermark words={t('edition.watermark', { name: edition.reader, time })} />
      <div className={styles.resultLine}>
        <p role="status">
          {t('edition.total', { count: edition.total, number: format.number(edition.total) })}
        </p>
        <p>{t('edition.opened', { name: edition.reader, time })}</p>
        <Button className={styles.screenOnly ?? ''} onPress={() => window.print()}>
          {t('edition.print')}
        </Button>
      </div>
      {edition.total === 0 && (
        <EmptyState title={t('noneFound')}>
          <p>{t('noneFoundBody')}</p>
        </EmptyState>
      )}
      {edition.items.map((point) => (
        <EditionEntry key={point.id} plan={plan} point={point} />
      ))}
      <Pager
        label={t('pages')}
        className={styles.pager}
        page={state.page}
        size={pageSize}
        total={edition.total}
        to={(page) => writeCouncilState(path, { ...state, page })}
      />
    </>
  )
}

function Reading({ plan }: { plan: CouncilPlan }) {
  const { t } = useTranslation('council')
  const go = useGo()
  const state = useCouncilState()
  const { data, error, refetch } = useQuery(editionQuery(plan.code, parametersOf(state)))
  return (
    <div className={styles.edition}>
      <Note icon="warn" tone="warn">
        {t('edition.note')}
      </Note>
      <CouncilFilters
        plan={plan}
        filters={state.filters}
        hint={t('edition.searchHint')}
        names={filterNames}
        onChange={(filters) =>
          go(writeCouncilState(`/council/${plan.code}`, { ...state, filters, page: 1 }), { replace: true })
        }
      />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={12} />}
      {data && <Opened plan={plan} edition={data} state={state} />}
    </div>
  )
}

/** The Council's edition: every point with names, protocol numbers and full words; each opening is logged. */
export function EditionPage() {
  const { t } = useTranslation('council')
  return <CouncilFrame title={t('edition.title')}>{(plan) => <Reading plan={plan} />}</CouncilFrame>
}
