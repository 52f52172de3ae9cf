import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LotResult, OwnResult as Result } from '#schema/evaluation'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './evaluation.module.css'
import { ImprovedOffer } from './ImprovedOffer.tsx'
import { OwnReview } from './OwnReview.tsx'
import { bindingPrice } from './RankingTable.tsx'
import publicStyles from './results.module.css'
import { ownResultQuery } from './resultsQuery.ts'

type Entry = NonNullable<LotResult['own']>

/** What became of one wish, in a sentence. */
function useOutcomeText(): (lot: LotResult) => string {
  const { t } = useTranslation('results')
  const format = useFormats()
  const points = (value: number | null | undefined) => format.number(value ?? 0, 2, 0)
  return ({ number, outcome, rank, ranked, own, winner, reason }) =>
    t(`own.${outcome}`, {
      lot: number,
      rank: rank ?? 0,
      ranked,
      points: points(own?.totalPoints),
      winner: points(winner?.entry.totalPoints),
      reason: reason ? t(`reason.${reason}`) : '',
    })
}

/** Rows of the comparison: criteria, then what they and the price add up to. */
function useComparedRows(criteria: Result['criteria']) {
  const { t } = useTranslation('results')
  const format = useFormats()
  const english = useLanguage() === 'en'
  const points = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : format.number(value, 2, 0)
  const euro = (value: number | null) => (value === null ? '–' : format.euro(value))
  const technical = (criteria?.technical ?? []).map(({ code, label, labelEn }) => ({
    label: (english && labelEn) || label,
    of: (entry: Entry) => points(entry.points[code]),
  }))
  const price = criteria?.price
    ? [
        { label: t('own.bid'), of: (entry: Entry) => euro(bindingPrice(entry)) },
        { label: t('own.price'), of: (entry: Entry) => points(entry.pricePoints) },
        { label: t('own.total'), of: (entry: Entry) => points(entry.totalPoints) },
      ]
    : []
  return [
    ...technical,
    { label: t('own.technical'), of: (entry: Entry) => points(entry.technicalPoints) },
    ...price,
  ]
}

function Comparison({ lot, criteria }: { lot: LotResult; criteria: Result['criteria'] }) {
  const { t } = useTranslation('results')
  const rows = useComparedRows(criteria)
  const { own, winner } = lot
  if (!own) return null
  const beside = winner && winner.number !== own.number ? winner : null
  return (
    <table className={`${styles.rows} ${publicStyles.compared}`}>
      <caption>{t(beside ? 'own.compare' : 'own.points', { lot: lot.number })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('own.criterion')}</th>
          <th scope="col" className={styles.figure}>
            {t('own.you')}
          </th>
          {beside && (
            <th scope="col" className={styles.figure}>
              {beside.name ?? t('own.winner')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, of }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className={styles.figure}>{of(own)}</td>
            {beside && <td className={styles.figure}>{of(beside.entry)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ResultView({ result, requestId }: { result: Result; requestId: string }) {
  const { t } = useTranslation('results')
  const format = useFormats()
  const say = useOutcomeText()
  const { ranking, lots, criteria, callCode, draws, rounds } = result
  const at = `/calls/${encodeURIComponent(callCode ?? '')}`
  if (!ranking && draws.length === 0 && rounds.length === 0) return null
  return (
    <section className={publicStyles.own} id="result">
      <h2>{t('own.title')}</h2>
      {ranking && (
        <p className={styles.links}>
          {t('own.ranking', { kind: t(`kind.${ranking.kind}`), date: format.dateTime(ranking.publishedAt) })}{' '}
          <Link to={`${at}/results`}>{t('own.all')}</Link>
        </p>
      )}
      {lots.map((lot) => (
        <div key={lot.number} className={publicStyles.own}>
          <p className={publicStyles.outcome}>{say(lot)}</p>
          <Comparison lot={lot} criteria={criteria} />
        </div>
      ))}
      {rounds.map((round) => (
        <ImprovedOffer key={round.id} round={round} requestId={requestId} />
      ))}
      {draws.map(({ id, lotNumber, isMade }) => (
        <p key={id} className={styles.links}>
          {t(isMade ? 'own.drawn' : 'own.draw', { lot: lotNumber })}{' '}
          <Link to={`${at}/draws/${id}`}>{t('drawLink', { number: lotNumber })}</Link>
        </p>
      ))}
      <OwnReview result={result} requestId={requestId} />
    </section>
  )
}

/** How one's own request fared, lot by lot, why, and how to ask for a review; nothing where it takes no part. */
export function OwnResult({ requestId }: { requestId: string }) {
  const { data, error, refetch } = useQuery(ownResultQuery(requestId))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return data ? <ResultView result={data} requestId={requestId} /> : <Skeleton lines={3} />
}
