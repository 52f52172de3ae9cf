import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CouncilPlans } from '#schema/council'
import { useFormats } from '../i18n/format.ts'
import { useTitleOf } from '../i18n/useTitleOf.ts'
import { PlanStatusTag } from '../plans/PlanStatusTag.tsx'
import { Page } from '../shell/Page.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import { CouncilOnly } from './CouncilFrame.tsx'
import styles from './council.module.css'
import { councilPlansQuery } from './councilApi.ts'

const columns = ['plan', 'status', 'points', 'toVote', 'voted', 'notProposed'] as const
const figures = ['points', 'toVote', 'voted', 'notProposed'] as const

function PlanRow({ plan }: { plan: CouncilPlans['items'][number] }) {
  const { t } = useTranslation('council')
  const format = useFormats()
  const titleOf = useTitleOf()
  return (
    <tr>
      <th scope="row">
        {titleOf(plan)}
        <span className={styles.links}>
          <Link to={`/council/${plan.code}`}>{t('part.edition')}</Link>
          <Link to={`/council/${plan.code}/votes`}>{t('part.votes')}</Link>
          <span className={styles.hint}>{plan.code}</span>
        </span>
      </th>
      <td>
        <PlanStatusTag status={plan.status} />
      </td>
      {figures.map((name) => (
        <td key={name} className={styles.figure} data-label={t(`column.${name}`)}>
          {format.number(plan[name])}
        </td>
      ))}
    </tr>
  )
}

/** Plans the Council reads and votes on. */
export function CouncilPage() {
  const { t } = useTranslation('council')
  const { data, error, refetch } = useQuery(councilPlansQuery)
  return (
    <CouncilOnly>
      <Page title={t('title')} wide>
        <div className={styles.page}>
          <header className={styles.head}>
            <h1>{t('title')}</h1>
            <p>{t('intro')}</p>
          </header>
          {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton lines={6} />}
          {data?.total === 0 && <EmptyState title={t('none')} />}
          {data && data.total > 0 && (
            <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('caption')}>
              <Table
                className={`${styles.table} ${styles.plans}`}
                caption={t('caption')}
                heads={columns.map((column) => t(`column.${column}`))}
              >
                {data.items.map((plan) => (
                  <PlanRow key={plan.code} plan={plan} />
                ))}
              </Table>
            </div>
          )}
        </div>
      </Page>
    </CouncilOnly>
  )
}
