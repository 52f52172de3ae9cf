import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { type CommissionItem, type EvaluatorQueue, type FileItem, fileStates } from '#schema/evaluation'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import { EvaluatorOnly } from './EvaluatorOnly.tsx'
import styles from './evaluation.module.css'
import { queueQuery } from './evaluationApi.ts'
import { FileStateTag } from './FileStateTag.tsx'
import { queueParameters, readQueueFilter, writeQueueFilter } from './queueFilter.ts'

function Commission({ item }: { item: CommissionItem }) {
  const { t } = useTranslation('evaluation')
  const english = useLanguage() === 'en'
  return (
    <li className={styles.card}>
      <h3>
        <Link to={`/evaluation/${encodeURIComponent(item.code)}`}>
          {(english && item.titleEn) || item.title}
        </Link>
      </h3>
      <p>
        {item.code} · {t(`position.${item.position}`)}
      </p>
      {item.mustDeclare && <Tag tone="warn">{t('mustDeclare')}</Tag>}
      {item.mustSign && <Tag tone="warn">{t('mustSign')}</Tag>}
      <p>{item.unsealed ? t('toDo', { count: item.toDo }) : t('sealed')}</p>
      {item.takenAway > 0 && <p>{t('takenAway', { count: item.takenAway })}</p>}
    </li>
  )
}

function FilterNav({ queue, asked }: { queue: EvaluatorQueue; asked: URLSearchParams }) {
  const { t } = useTranslation('evaluation')
  const format = useFormats()
  const filter = readQueueFilter(asked)
  const countOf = (values: readonly string[]) =>
    queue.states.reduce((sum, { value, count }) => (values.includes(value) ? sum + count : sum), 0)
  const entries = [
    { show: 'mine' as const, label: t('mine'), count: countOf(['toDo', 'begun']) },
    ...fileStates.map((state) => ({ show: state, label: t(`state.${state}`), count: countOf([state]) })),
    { show: 'all' as const, label: t('all'), count: countOf(fileStates) },
  ]
  return (
    <nav className={styles.filters} aria-label={t('filter')}>
      {entries.map(({ show, label, count }) => (
        <Link
          key={show}
          to={writeQueueFilter({ ...filter, show })}
          aria-current={filter.show === show ? 'page' : undefined}
        >
          {label} <span>{format.number(count)}</span>
        </Link>
      ))}
    </nav>
  )
}

function FileRow({ item }: { item: FileItem }) {
  const { t } = useTranslation('evaluation')
  return (
    <tr>
      <th scope="row">
        <Link to={`/evaluation/${encodeURIComponent(item.callCode)}/${item.requestId}`}>{item.number}</Link>
      </th>
      <td data-label={t('column.applicant')}>{item.applicantName}</td>
      <td data-label={t('column.makes')}>{item.makes}</td>
      <td data-label={t('column.lots')}>{item.lots.join(', ')}</td>
      <td data-label={t('column.state')}>
        <FileStateTag state={item.state} />
      </td>
    </tr>
  )
}

function FileTable({ items }: { items: readonly FileItem[] }) {
  const { t } = useTranslation('evaluation')
  const columns = ['request', 'applicant', 'makes', 'lots', 'state'] as const
  return (
    <Table
      className={styles.rows}
      caption={t('title')}
      heads={columns.map((column) => t(`column.${column}`))}
    >
      {items.map((item) => (
        <FileRow key={item.requestId} item={item} />
      ))}
    </Table>
  )
}

function Queue({ queue, asked }: { queue: EvaluatorQueue; asked: URLSearchParams }) {
  const { t } = useTranslation('evaluation')
  const filter = readQueueFilter(asked)
  if (queue.commissions.length === 0)
    return (
      <EmptyState title={t('noCommission')}>
        <p>{t('noCommissionBody')}</p>
      </EmptyState>
    )
  return (
    <>
      <section>
        <h2>{t('commissions')}</h2>
        <ul className={styles.cards}>
          {queue.commissions.map((item) => (
            <Commission key={item.code} item={item} />
          ))}
        </ul>
      </section>
      <FilterNav queue={queue} asked={asked} />
      <p role="status">{t('total', { count: queue.total })}</p>
      {queue.items.length > 0 ? (
        <FileTable items={queue.items} />
      ) : (
        <EmptyState title={t('nothing')}>
          <p>{t('nothingBody')}</p>
          <LinkButton to={writeQueueFilter({ ...filter, show: 'all' })}>{t('showAll')}</LinkButton>
        </EmptyState>
      )}
    </>
  )
}

function LoadedQueue() {
  const { t } = useTranslation('evaluation')
  const [asked] = useSearchParams()
  const { data, error, refetch } = useQuery({
    ...queueQuery(queueParameters(readQueueFilter(asked))),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title={t('title')} wide>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} />}
        {data && <Queue queue={data} asked={asked} />}
      </div>
    </Page>
  )
}

/** The commissions somebody sits on, and the requests they have to judge. */
export const EvaluationPage = () => (
  <EvaluatorOnly>
    <LoadedQueue />
  </EvaluatorOnly>
)
