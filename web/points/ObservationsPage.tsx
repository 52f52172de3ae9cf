import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import type { Setup, SubmissionList } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Pager } from '../ui/Pager.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { DeskFrame } from './DeskFrame.tsx'
import styles from './points.module.css'
import { submissionsQuery } from './pointsApi.ts'
import {
  type ListState,
  listAddress,
  listParameters,
  pageSize,
  readListState,
  SubmissionFilters,
} from './SubmissionFilters.tsx'
import { useSplitWords } from './splitWords.ts'

function Rows({ items }: { items: SubmissionList['items'] }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const { say, submitter } = useSplitWords()
  return (
    <div className={styles.tableWrap} tabIndex={0} role="region" aria-label={t('split.caption')}>
      <table className={`${styles.table} ${styles.received}`}>
        <caption className="vh">{t('split.caption')}</caption>
        <thead>
          <tr>
            {(['number', 'received', 'who', 'kind', 'points', 'decided', 'status'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`split.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <Link to={`/desk/observations/${item.id}`}>{item.number}</Link>
                {item.isLate && <Tag tone="warn">{t('late')}</Tag>}
              </th>
              <td>{format.dateTime(item.receivedAt)}</td>
              <td>{item.submitterName ?? submitter(item.submitterKind)}</td>
              <td>
                {[
                  say('kinds', item.kind),
                  item.opinionOutcome && t(`split.opinions.${item.opinionOutcome}`),
                  say('channels', item.channel),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </td>
              <td className={styles.figure}>{format.number(item.points)}</td>
              <td className={styles.figure}>{format.number(item.decided)}</td>
              <td>{say('statuses', item.status)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Received({ setup }: { setup: Setup }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const go = useGo()
  const { search } = useLocation()
  const state = readListState(new URLSearchParams(search))
  const { code } = setup.plan
  const at = (changes: Partial<ListState>) => listAddress({ ...state, page: 1, ...changes }, code)
  const { data, error, refetch } = useQuery({
    ...submissionsQuery(listParameters(state, code).toString()),
    placeholderData: keepPreviousData,
  })
  const { page } = state
  return (
    <>
      <div className={styles.intro}>
        <p>{t('split.intro')}</p>
        <p role="status">
          {data &&
            `${t('split.count', { count: data.toSplit })} · ${t('split.listed', { count: data.total, number: format.number(data.total) })}`}
        </p>
      </div>
      <SubmissionFilters state={state} onChange={(changes) => go(at(changes))} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data?.total === 0 && (
        <EmptyState title={t(state.show === 'toSplit' ? 'split.nothing' : 'split.noneFound')}>
          <p>{t(state.show === 'toSplit' ? 'split.nothingBody' : 'split.noneFoundBody')}</p>
        </EmptyState>
      )}
      {data && data.total > 0 && <Rows items={data.items} />}
      {data && (
        <Pager
          label={t('split.caption')}
          className={styles.pages}
          page={page}
          size={pageSize}
          total={data.total}
          to={(chosen) => at({ page: chosen })}
        />
      )}
    </>
  )
}

/** What was written to a plan, those that wait to be split first in sight. */
export function ObservationsPage() {
  const { t } = useTranslation('points')
  return <DeskFrame title={t('split.title')}>{(setup) => <Received setup={setup} />}</DeskFrame>
}
