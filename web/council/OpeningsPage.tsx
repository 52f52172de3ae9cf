import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import type { CouncilPlan } from '#schema/council'
import { useMe } from '../accounts/useMe.ts'
import { useFormats } from '../i18n/format.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import { CouncilFrame } from './CouncilFrame.tsx'
import styles from './council.module.css'
import { openingsQuery } from './councilApi.ts'

const columns = ['at', 'by', 'what'] as const

function Log({ plan }: { plan: CouncilPlan }) {
  const { t } = useTranslation('council')
  const format = useFormats()
  const { search } = useLocation()
  const before = new URLSearchParams(search).get('before')?.match(/^\d{1,9}$/)?.[0] ?? ''
  const { data, error, refetch } = useQuery(openingsQuery(plan.code, before))
  const path = `/council/${plan.code}/openings`
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} />
  if (data.total === 0) return <EmptyState title={t('openings.none')} />
  return (
    <>
      <p role="status" className={styles.resultLine}>
        {t('openings.total', { count: data.total, number: format.number(data.total) })}
      </p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('openings.title')}>
        <Table
          className={styles.table}
          caption={t('openings.title')}
          heads={columns.map((column) => t(`openings.column.${column}`))}
        >
          {data.items.map(({ id, at, by, what }) => (
            <tr key={id}>
              <td>
                {format.date(at)}, {format.exactTime(at)}
              </td>
              <td>{by}</td>
              <td className={styles.address}>{what}</td>
            </tr>
          ))}
        </Table>
      </div>
      <nav className={styles.pager} aria-label={t('pages')}>
        {before && <Link to={path}>{t('openings.newest')}</Link>}
        {data.next !== null && <Link to={`${path}?before=${data.next}`}>{t('openings.older')}</Link>}
      </nav>
    </>
  )
}

/** Who opened what of the edition, and when: for the head of planning. */
export function OpeningsPage() {
  const { t } = useTranslation('council')
  const { may } = useMe()
  return (
    <CouncilFrame title={t('openings.title')}>
      {(plan) =>
        may('leadPlans') ? <Log plan={plan} /> : <p className={styles.resultLine}>{t('openings.onlyHead')}</p>
      }
    </CouncilFrame>
  )
}
