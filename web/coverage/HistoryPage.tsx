import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { KeptRun } from '#schema/coverage'
import { useMe } from '../accounts/useMe.ts'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import { useGo } from '../url/navigate.ts'
import { CoverageFrame } from './CoverageFrame.tsx'
import styles from './coverage.module.css'
import { runsKey, runsQuery } from './coverageApi.ts'
import { chosenRuns, type HistoryState, historyAddress, readHistory } from './historyState.ts'
import { RunComparison } from './RunComparison.tsx'
import own from './whatIf.module.css'

/** Keeps the figures of now, for who may. */
function KeepButton() {
  const { t } = useTranslation('coverage')
  const { may } = useMe()
  const queries = useQueryClient()
  const keep = useMutation({
    mutationFn: () => api<KeptRun>('/api/coverage/runs', { method: 'POST' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: runsKey }),
  })
  if (!may('keepCoverage')) return null
  return (
    <div className={styles.downloads}>
      <Button look="primary" isPending={keep.isPending} onPress={() => keep.mutate()}>
        {t('history.keep')}
      </Button>
      <span role="status">{keep.isSuccess && t('history.kept')}</span>
      <Failure error={keep.error} />
    </div>
  )
}

/** Every run that was kept, the newest first, with the versions it stands on. */
function RunTable({ runs }: { runs: readonly KeptRun[] }) {
  const { t } = useTranslation('coverage')
  const format = useFormats()
  const heads = ['date', 'reason', 'travel', 'method', 'data'] as const
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('history.runs')}>
      <Table
        caption={t('history.runs')}
        heads={heads.map((head) => t(`history.heads.${head}`))}
        className={`${own.table} ${own.words}`}
      >
        {runs.map(({ id, date, computedAt, reason, travel, method, dataVersion }) => (
          <tr key={id}>
            <th scope="row">
              <Link to={`/coverage?run=${id}`}>{format.date(date)}</Link>
              <small>{t('history.at', { time: format.time(computedAt) })}</small>
            </th>
            <td>{t(`history.reason.${reason}`)}</td>
            <td>{t(`travel.${travel}`)}</td>
            <td>{method}</td>
            <td>
              <code title={dataVersion}>{dataVersion.slice(0, 12)}</code>
            </td>
          </tr>
        ))}
      </Table>
    </div>
  )
}

interface RunsProps {
  runs: readonly KeptRun[]
  state: HistoryState
}

function Runs({ runs, state }: RunsProps) {
  const { t } = useTranslation('coverage')
  const go = useGo()
  const chosen = chosenRuns(runs, state)
  return (
    <>
      {chosen ? (
        <RunComparison
          runs={runs}
          {...chosen}
          state={state}
          onChange={(changes) => go(historyAddress({ ...state, ...changes }), { replace: true })}
        />
      ) : (
        <EmptyState title={t('history.few')}>
          <p>{t('history.fewBody')}</p>
        </EmptyState>
      )}
      {runs.length > 0 && (
        <section className={styles.group}>
          <h2>{t('history.runs')}</h2>
          <RunTable runs={runs} />
        </section>
      )}
    </>
  )
}

/** Figures as they were on two days, side by side; those that were kept never change. */
export function HistoryPage() {
  const { t } = useTranslation('coverage')
  const [search] = useSearchParams()
  const { data, error, refetch } = useQuery(runsQuery)
  return (
    <CoverageFrame part="history" title={t('history.title')} intro={t('history.intro')}>
      <KeepButton />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data && <Runs runs={data.items} state={readHistory(search)} />}
    </CoverageFrame>
  )
}
