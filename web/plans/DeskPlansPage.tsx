import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DeskPlanItem } from '#schema/plans'
import { useMe } from '../accounts/useMe.ts'
import styles from '../callDesk/callDesk.module.css'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import { PlanningOnly } from './PlanningOnly.tsx'
import { PlanStatusTag } from './PlanStatusTag.tsx'
import { useWarningWords } from './PlanWarnings.tsx'
import { deskPlansQuery } from './plansApi.ts'

const columns = ['plan', 'status', 'until', 'lastDay', 'submissions', 'warnings'] as const

function PlanRow({ plan }: { plan: DeskPlanItem }) {
  const format = useFormats()
  const words = useWarningWords()
  return (
    <tr>
      <th scope="row">
        <Link to={`/desk/plans/${plan.code}`}>{plan.title}</Link>
        <br />
        {plan.code}
      </th>
      <td>
        <PlanStatusTag status={plan.status} />
      </td>
      <td>{plan.observationsUntil && format.dateTime(plan.observationsUntil)}</td>
      <td>{plan.lastDay && format.date(plan.lastDay)}</td>
      <td className={styles.figure}>{format.number(plan.submissions)}</td>
      <td>{plan.warnings.map(words).join(' ')}</td>
    </tr>
  )
}

function PlanTable({ items }: { items: readonly DeskPlanItem[] }) {
  const { t } = useTranslation('planDesk')
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('title')}>
      <Table
        className={styles.table}
        caption={t('caption')}
        heads={columns.map((column) => t(`column.${column}`))}
      >
        {items.map((plan) => (
          <PlanRow key={plan.code} plan={plan} />
        ))}
      </Table>
    </div>
  )
}

/** Every plan, those whose term runs first. */
export function DeskPlansPage() {
  const { t } = useTranslation('planDesk')
  const { may } = useMe()
  const { data, error, refetch } = useQuery(deskPlansQuery)
  return (
    <PlanningOnly>
      <Page title={t('title')} wide>
        <div className={styles.page}>
          <div className={styles.head}>
            <h1>{t('title')}</h1>
            <LinkButton to="/desk/observations/inbox">{t('inbox')}</LinkButton>
            <LinkButton to="/desk/observations">{t('toSplit')}</LinkButton>
            <LinkButton to="/desk/points">{t('toExamine')}</LinkButton>
            {may('leadPlans') && (
              <LinkButton to="/desk/plans/new" look="primary">
                {t('new')}
              </LinkButton>
            )}
          </div>
          {error && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton lines={6} />}
          {data?.total === 0 && <EmptyState title={t('none')}>{null}</EmptyState>}
          {data && data.total > 0 && <PlanTable items={data.items} />}
        </div>
      </Page>
    </PlanningOnly>
  )
}
