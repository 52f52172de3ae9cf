import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { CallResults, RankedLotContent } from '#schema/evaluation'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { CallMatches } from '../opinions/CallVoice.tsx'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './evaluation.module.css'
import { bindingPrice, isPriced, RankingTable } from './RankingTable.tsx'
import publicStyles from './results.module.css'
import { rankingTextPath, resultsQuery } from './resultsQuery.ts'

const pricedColumns = ['lot', 'requests', 'bids', 'base', 'winner', 'rent'] as const
/** Where nobody bids, whoever has the lot pays its base rent. */
const plainColumns = ['lot', 'requests', 'winner', 'rent'] as const
const wordColumns: readonly string[] = ['lot', 'winner']

interface SummaryRowProps {
  lot: RankedLotContent
  names: CallResults['winners']
  priced: boolean
}

function SummaryRow({ lot, names, priced }: SummaryRowProps) {
  const { t } = useTranslation('results')
  const format = useFormats()
  const winner = lot.entries.find(({ number }) => number === lot.winner)
  const rent = priced ? winner && bindingPrice(winner) : lot.baseRentEurYear
  const euro = (value: number | null | undefined) => (typeof value === 'number' ? format.euro(value) : '–')
  const bids = lot.entries.filter(({ bidEurYear }) => bidEurYear !== null).length
  return (
    <tr>
      <th scope="row">{t('lot', { number: lot.number, title: lot.title })}</th>
      <td className={styles.figure} data-label={t('summaryColumn.requests')}>
        {format.number(lot.entries.length)}
      </td>
      {priced && (
        <>
          <td className={styles.figure} data-label={t('summaryColumn.bids')}>
            {format.number(bids)}
          </td>
          <td className={styles.figure} data-label={t('summaryColumn.base')}>
            {euro(lot.baseRentEurYear)}
          </td>
        </>
      )}
      <td data-label={t('summaryColumn.winner')}>
        {lot.winner ? (names[lot.winner] ?? lot.winner) : t('nobody')}
      </td>
      <td className={styles.figure} data-label={t('summaryColumn.rent')}>
        {euro(rent)}
      </td>
    </tr>
  )
}

/** Lot by lot: how many asked and bid, who has it, at what rent. */
function Summary({ results }: { results: CallResults }) {
  const { t } = useTranslation('results')
  const priced = results.content !== null && isPriced(results.content)
  return (
    <table className={styles.rows}>
      <caption>{t('summary')}</caption>
      <thead>
        <tr>
          {(priced ? pricedColumns : plainColumns).map((column) => (
            <th key={column} scope="col" className={wordColumns.includes(column) ? undefined : styles.figure}>
              {t(`summaryColumn.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {results.content?.lots.map((lot) => (
          <SummaryRow key={lot.number} lot={lot} names={results.winners} priced={priced} />
        ))}
      </tbody>
    </table>
  )
}

function Draws({ results }: { results: CallResults }) {
  const { t } = useTranslation('results')
  if (results.draws.length === 0) return null
  return (
    <section className={styles.section}>
      <h2>{t('draws')}</h2>
      <ul className={`${styles.lines} ${styles.links}`}>
        {results.draws.map(({ id, lotNumber, seed }) => (
          <li key={id}>
            <Link to={`/calls/${encodeURIComponent(results.code)}/draws/${id}`}>
              {t('drawLink', { number: lotNumber })}
            </Link>{' '}
            <Tag tone={seed === null ? 'warn' : 'ok'}>{t(seed === null ? 'drawWaiting' : 'drawMade')}</Tag>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Published({ results }: { results: CallResults }) {
  const { t } = useTranslation('results')
  const format = useFormats()
  return (
    <section className={styles.section}>
      <h2>{t('published')}</h2>
      <ul className={`${styles.lines} ${styles.links}`}>
        {results.rankings.map(({ id, kind, publishedAt, hash }) => (
          <li key={id}>
            {t('inForce', { kind: t(`kind.${kind}`), date: format.dateTime(publishedAt) })}, {t('hash')}{' '}
            <code className={styles.hash}>{hash}</code>{' '}
            <a href={rankingTextPath(results.code, id)}>{t('text')}</a>
          </li>
        ))}
      </ul>
      <h2>{t('commission')}</h2>
      <ul className={styles.lines}>
        {results.commission.map(({ name, position }) => (
          <li key={name}>
            {name}, {t(`position.${position}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Rankings({ results }: { results: CallResults }) {
  const { t } = useTranslation('results')
  const format = useFormats()
  const [newest] = results.rankings
  if (!newest || !results.content) {
    return (
      <EmptyState title={t('none')}>
        <p>{t('noneBody')}</p>
      </EmptyState>
    )
  }
  return (
    <>
      <p>
        <b>{t('inForce', { kind: t(`kind.${newest.kind}`), date: format.dateTime(newest.publishedAt) })}</b>
      </p>
      {newest.reviewUntil && <Note>{t('reviewUntil', { date: format.dateTime(newest.reviewUntil) })}</Note>}
      <Summary results={results} />
      <p className={styles.note}>{t('codes')}</p>
      <RankingTable content={results.content} names={results.winners} />
    </>
  )
}

function ResultsView({ results }: { results: CallResults }) {
  const { t } = useTranslation('results')
  const english = useLanguage() === 'en'
  const title = (english && results.titleEn) || results.title
  return (
    <Page title={`${t('title')} · ${title}`}>
      <div className={publicStyles.results}>
        <Crumbs
          trail={[
            { to: '/calls', label: t('calls') },
            { to: `/calls/${encodeURIComponent(results.code)}`, label: title },
          ]}
          here={t('title')}
        />
        <h1>
          {t('title')}: {title}
        </h1>
        <Rankings results={results} />
        <CallMatches code={results.code} />
        <Draws results={results} />
        {results.rankings.length > 0 && <Published results={results} />}
      </div>
    </Page>
  )
}

/** How a call ended, for everybody: its rankings lot by lot, draws, commission. */
export function ResultsPage() {
  const { code = '' } = useParams()
  const { data, error, refetch } = useQuery(resultsQuery(code))
  if (data) return <ResultsView results={data} />
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Page title={code}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />}
    </Page>
  )
}
