import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DeskCallItem, DeskCallList } from '#schema/calls'
import { api } from '../api/client.ts'
import { OfficeOnly } from '../desk/OfficeOnly.tsx'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import styles from './callDesk.module.css'

const columns = ['call', 'status', 'opens', 'closes', 'lots', 'requests'] as const

function CallRow({ call }: { call: DeskCallItem }) {
  const { t } = useTranslation('callDesk')
  const format = useFormats()
  return (
    <tr>
      <th scope="row">
        <Link to={`/desk/calls/${call.code}`}>{call.title}</Link>
        <br />
        {call.code}
      </th>
      <td>{t(`status.${call.status}`)}</td>
      <td>{call.opensAt && format.dateTime(call.opensAt)}</td>
      <td>{call.closesAt && format.dateTime(call.closesAt)}</td>
      <td className={styles.figure}>{format.number(call.lots)}</td>
      <td className={styles.figure}>{format.number(call.requests)}</td>
    </tr>
  )
}

function CallTable({ items }: { items: readonly DeskCallItem[] }) {
  const { t } = useTranslation('callDesk')
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('title')}>
      <Table
        className={styles.table}
        caption={t('caption')}
        heads={columns.map((column) => t(`column.${column}`))}
      >
        {items.map((call) => (
          <CallRow key={call.code} call={call} />
        ))}
      </Table>
    </div>
  )
}

/** Every call along its way, drafts first. */
export function DeskCallsPage() {
  const { t } = useTranslation('callDesk')
  const { data, error, refetch } = useQuery({
    queryKey: ['desk', 'calls'],
    queryFn: ({ signal }) => api<DeskCallList>('/api/desk/calls', { signal }),
  })
  return (
    <OfficeOnly>
      <Page title={t('title')} wide>
        <div className={styles.page}>
          <Crumbs trail={[{ to: '/desk', label: t('desk') }]} here={t('title')} />
          <div className={styles.head}>
            <h1>{t('title')}</h1>
            <LinkButton to="/desk/calls/new" look="primary">
              {t('new')}
            </LinkButton>
          </div>
          {error && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton lines={6} />}
          {data?.total === 0 && (
            <EmptyState title={t('none')}>
              <p>{t('noneBody')}</p>
            </EmptyState>
          )}
          {data && data.total > 0 && <CallTable items={data.items} />}
        </div>
      </Page>
    </OfficeOnly>
  )
}
