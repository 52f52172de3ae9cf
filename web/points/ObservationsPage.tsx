import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import type { Setup, SubmissionList } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import { it } from '../i18n/resources.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Checkbox } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { DeskFrame } from './DeskFrame.tsx'
import styles from './points.module.css'
import { submissionsQuery } from './pointsApi.ts'

const pageSize = 50

type Words = keyof typeof it.points.split
/** A word of the server in the language in use; one that is not known stays as it is. */
export function useSplitWords() {
  const { t } = useTranslation('points')
  const say = (group: 'kinds' | 'statuses' | 'channels', word: string): string =>
    word in (it.points.split[group as Words] as unknown as Record<string, string>)
      ? t(`split.${group}.${word}` as 'split.kinds.observation')
      : word
  const submitter = (kind: string): string =>
    kind in it.points.submitter ? t(`submitter.${kind as keyof typeof it.points.submitter}`) : kind
  return { say, submitter }
}

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
              <td>{`${say('kinds', item.kind)}, ${say('channels', item.channel)}`}</td>
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
  const go = useGo()
  const { search } = useLocation()
  const all = new URLSearchParams(search).get('all') === 'true'
  const page = Math.max(1, Number(new URLSearchParams(search).get('page')) || 1)
  const plan = encodeURIComponent(setup.plan.code)
  const address = (changes: { all?: boolean; page?: number }) =>
    `/desk/observations?plan=${plan}${(changes.all ?? all) ? '&all=true' : ''}${changes.page ? `&page=${changes.page}` : ''}`
  const { data, error, refetch } = useQuery({
    ...submissionsQuery(
      `plan=${plan}&limit=${pageSize}&offset=${(page - 1) * pageSize}${all ? '' : '&toSplit=true'}`,
    ),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <div className={styles.intro}>
        <p>{t('split.intro')}</p>
        <Checkbox checked={!all} onChange={(only) => go(address({ all: !only }))}>
          {t('split.only')}
        </Checkbox>
        <p role="status">{data && t('split.count', { count: data.toSplit })}</p>
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data?.total === 0 && (
        <EmptyState title={t('split.nothing')}>
          <p>{t('split.nothingBody')}</p>
        </EmptyState>
      )}
      {data && data.total > 0 && <Rows items={data.items} />}
      {data && data.total > pageSize && (
        <nav className={styles.pages} aria-label={t('split.caption')}>
          {page > 1 && <Link to={address({ page: page - 1 })}>{t('previousPage')}</Link>}
          {page * pageSize < data.total && <Link to={address({ page: page + 1 })}>{t('nextPage')}</Link>}
        </nav>
      )}
    </>
  )
}

/** What was written to a plan, those that wait to be split first in sight. */
export function ObservationsPage() {
  const { t } = useTranslation('points')
  return <DeskFrame title={t('split.title')}>{(setup) => <Received setup={setup} />}</DeskFrame>
}
