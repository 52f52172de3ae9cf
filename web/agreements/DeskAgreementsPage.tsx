import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { agreementStatuses, type DeskAgreementItem } from '#schema/agreements'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useTypedText } from '../ui/useTypedText.ts'
import { useGo } from '../url/navigate.ts'
import { AgreementsOnly } from './AgreementsOnly.tsx'
import styles from './agreements.module.css'
import { agreementsQuery } from './agreementsApi.ts'
import { DueList } from './DueList.tsx'
import { MoreButton } from './MoreButton.tsx'

function AgreementRow({ item }: { item: DeskAgreementItem }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  return (
    <tr>
      <th scope="row" className={styles.nowrap}>
        <Link to={`/desk/agreements/${item.id}`}>{item.number}</Link>
      </th>
      <td data-label={t('column.holder')}>{item.holder}</td>
      <td data-label={t('column.spaces')}>{item.spaces.map(({ code }) => code).join(', ')}</td>
      <td data-label={t('column.instrument')}>{t(`instrument.${item.instrument}`)}</td>
      <td data-label={t('column.period')} className={styles.nowrap}>
        {format.date(item.from)} – {format.date(item.endedOn ?? item.until)}
      </td>
      <td data-label={t('column.rent')} className={styles.figure}>
        {format.euro(item.rentEurYear)}
      </td>
      <td data-label={t('column.status')}>{t(`status.${item.status}`)}</td>
    </tr>
  )
}

const columns = ['number', 'holder', 'spaces', 'instrument', 'period', 'rent', 'status'] as const

function AgreementTable({ items }: { items: readonly DeskAgreementItem[] }) {
  const { t } = useTranslation('agreements')
  return (
    <table className={`${styles.table} ${styles.stacked}`}>
      <caption className="vh">{t('list')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={column === 'rent' ? styles.figure : undefined}>
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <AgreementRow key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  )
}

/** What narrows the list, as the address says it. */
function useFilters() {
  const [search] = useSearchParams()
  const go = useGo()
  const status = agreementStatuses.find((known) => known === search.get('status')) ?? ''
  const q = search.get('q')?.slice(0, 200) ?? ''
  const write = (changes: { status?: string; q?: string }) => {
    const entries = Object.entries({ status, q, ...changes }).filter(([, value]) => value)
    const text = new URLSearchParams(entries).toString()
    go(text ? `/desk/agreements?${text}` : '/desk/agreements', { replace: true })
  }
  const parameters = new URLSearchParams(
    Object.entries({ status, q }).filter(([, value]) => value),
  ).toString()
  return { status, q, write, parameters }
}

function AgreementList() {
  const { t } = useTranslation('agreements')
  const { status, q, write, parameters } = useFilters()
  const typed = useTypedText(q, 300, (text) => write({ q: text }))
  const { data, error, refetch, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    agreementsQuery(parameters),
  )
  const first = data?.pages[0]
  const items = data?.pages.flatMap((one) => one.items) ?? []
  return (
    <div className={styles.desk}>
      <Crumbs trail={[{ to: '/desk', label: t('desk') }]} here={t('title')} />
      <div className={styles.head}>
        <h1>{t('title')}</h1>
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} />}
      {first && <DueList due={first.due} />}
      <section className={styles.section}>
        <h2>{t('list')}</h2>
        <div className={styles.filters}>
          <TextField
            id="agreement-q"
            type="search"
            label={t('search')}
            value={typed.text}
            onChange={typed.setText}
          />
          <SelectField
            id="agreement-status"
            label={t('column.status')}
            value={status}
            onChange={(value) => write({ status: value })}
            placeholder={t('all')}
            options={agreementStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
          />
          <p role="status">{first && t('total', { count: first.total })}</p>
        </div>
        {first?.total === 0 && (
          <EmptyState title={t('none')}>
            <p>{t('noneBody')}</p>
          </EmptyState>
        )}
        {first && first.total > 0 && (
          <>
            <AgreementTable items={items} />
            <MoreButton
              shown={items.length}
              total={first.total}
              isPending={isFetchingNextPage}
              onPress={() => void fetchNextPage()}
            />
          </>
        )}
      </section>
    </div>
  )
}

/** What is due about awards and agreements, and every agreement. */
export function DeskAgreementsPage() {
  const { t } = useTranslation('agreements')
  return (
    <AgreementsOnly>
      <Page title={t('title')} wide>
        <AgreementList />
      </Page>
    </AgreementsOnly>
  )
}
