import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { CallAwards } from '#schema/agreements'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ActionButton } from './ActionButton.tsx'
import { AgreementsOnly } from './AgreementsOnly.tsx'
import styles from './agreements.module.css'
import { callAwardsKey, callAwardsQuery } from './agreementsApi.ts'

type Lot = CallAwards['lots'][number]
type Entry = Lot['entries'][number]

/** Whether a lot is a request's, or its turn has come there. */
const isOf = (lot: Lot, { requestId }: Entry): boolean =>
  lot.proposed === requestId ||
  lot.entries.some((one) => one.requestId === requestId && one.award !== null && !one.award.revoked)

/** The other lot for which a request that stands before the one a lot goes to was passed over. */
function lotElsewhere(lots: readonly Lot[], lot: Lot, entry: Entry): Lot | undefined {
  const taker = lot.entries.find((one) => isOf(lot, one))
  if (!taker?.rank || entry.rank === null || entry.rank >= taker.rank) return undefined
  return lots.find((other) => other.number !== lot.number && isOf(other, entry))
}

function AwardState({ entry, isProposed }: { entry: Entry; isProposed: boolean }) {
  const { t } = useTranslation('agreements')
  if (isProposed) return <Tag tone="blue">{t('ranking.proposed')}</Tag>
  const { award } = entry
  if (!award) return entry.rank === null ? <Tag>{t('ranking.below')}</Tag> : null
  if (award.revoked) return <Tag tone="danger">{t(`revoked.${award.revoked}`)}</Tag>
  if (award.agreement) return <Tag tone="ok">{t(`status.${award.agreement}`)}</Tag>
  const isAccepted = award.answer === 'accepted'
  return <Tag tone={isAccepted ? 'ok' : 'warn'}>{t(isAccepted ? 'award.accepted' : 'award.awaited')}</Tag>
}

function PassedOver({ elsewhere }: { elsewhere: Lot | undefined }) {
  const { t } = useTranslation('agreements')
  return elsewhere && <Tag>{t('ranking.elsewhere', { number: elsewhere.number })}</Tag>
}

function LotRanking({ lot, lots }: { lot: Lot; lots: readonly Lot[] }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  const isPriced = lot.entries.some(({ priceEurYear }) => priceEurYear !== null)
  return (
    <table className={`${styles.table} ${styles.stacked}`}>
      <caption className="vh">{lot.title}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.figure}>
            {t('ranking.rank')}
          </th>
          <th scope="col">{t('ranking.request')}</th>
          <th scope="col">{t('ranking.applicant')}</th>
          <th scope="col" className={styles.figure}>
            {t('ranking.points')}
          </th>
          {isPriced && (
            <th scope="col" className={styles.figure}>
              {t('ranking.price')}
            </th>
          )}
          <th scope="col">{t('column.status')}</th>
        </tr>
      </thead>
      <tbody>
        {lot.entries.map((entry) => (
          <tr key={entry.requestId}>
            <td data-label={t('ranking.rank')} className={styles.figure}>
              {entry.rank}
            </td>
            <th scope="row" className={styles.nowrap}>
              <Link to={entry.award ? `/desk/awards/${entry.award.id}` : `/desk/requests/${entry.requestId}`}>
                {entry.number}
              </Link>
            </th>
            <td data-label={t('ranking.applicant')}>{entry.applicantName}</td>
            <td data-label={t('ranking.points')} className={styles.figure}>
              {entry.totalPoints === null ? '' : format.number(entry.totalPoints, 2, 0)}
            </td>
            {isPriced && (
              <td data-label={t('ranking.price')} className={styles.figure}>
                {entry.priceEurYear === null ? '' : format.euro(entry.priceEurYear)}
              </td>
            )}
            <td>
              <AwardState entry={entry} isProposed={lot.proposed === entry.requestId} />
              <PassedOver elsewhere={lotElsewhere(lots, lot, entry)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function AwardLot({ awards, lot }: { awards: CallAwards; lot: Lot }) {
  const { t } = useTranslation('agreements')
  const queries = useQueryClient()
  const { code } = awards.call
  const next = lot.entries.find(({ requestId }) => requestId === lot.proposed)
  if (!next) return <p className={styles.note}>{t(lot.isAwarded ? 'ranking.awarded' : 'ranking.nobody')}</p>
  return (
    <ActionButton<CallAwards>
      label={t('ranking.award', { number: next.number })}
      look="primary"
      path={`/api/desk/calls/${encodeURIComponent(code)}/awards`}
      about={<p>{t('ranking.about', { name: next.applicantName, spaces: lot.spaces.join(', ') })}</p>}
      fields={[
        { name: 'from', kind: 'date', label: t('field.from') },
        { name: 'until', kind: 'date', label: t('field.until') },
        { name: 'actNumber', label: t('field.actNumber') },
        { name: 'actDate', kind: 'date', label: t('field.actDate') },
        ...(lot.isReduced
          ? [
              {
                name: 'deMinimisEur',
                kind: 'number' as const,
                label: t('field.deMinimis'),
                hint: t('field.deMinimisHint'),
                unit: '€',
              },
            ]
          : []),
      ]}
      bodyOf={(written) => ({ ...written, lot: lot.number, request: next.requestId })}
      onDone={(answer) => queries.setQueryData(callAwardsKey(code), answer)}
    />
  )
}

function Lots({ awards }: { awards: CallAwards }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  if (awards.publishedAt === null) return <Note>{t('ranking.notYet')}</Note>
  return (
    <>
      <p className={styles.note}>
        {t('ranking.published', { date: format.date(awards.publishedAt) })}{' '}
        {t('ranking.most', { count: awards.call.maxAwardsPerApplicant })}
      </p>
      {awards.lots.map((lot) => (
        <section key={lot.number} className={styles.section}>
          <h2>
            {t('ranking.lot', { number: lot.number })}. {lot.title}
          </h2>
          <p className={styles.note}>
            {lot.spaces.join(', ')}
            {lot.rent && `, ${t('public.rent', { rent: format.euro(lot.rent.eurYear) })}`}
            {lot.isReduced && ` (${t('ranking.reduced')})`}
          </p>
          <LotRanking lot={lot} lots={awards.lots} />
          <div className={styles.buttons}>
            <AwardLot awards={awards} lot={lot} />
          </div>
        </section>
      ))}
    </>
  )
}

function Loaded({ code }: { code: string }) {
  const { t } = useTranslation('agreements')
  const { data, error, refetch } = useQuery(callAwardsQuery(code))
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Page title={t('ranking.title')} wide>
      <div className={styles.desk}>
        <Crumbs
          trail={[
            { to: '/desk', label: t('desk') },
            { to: '/desk/agreements', label: t('title') },
            { to: `/desk/calls/${code}`, label: data?.call.title ?? code },
          ]}
          here={t('ranking.title')}
        />
        <div className={styles.head}>
          <h1>{data ? `${t('ranking.title')}: ${data.call.title}` : t('ranking.title')}</h1>
          <Link to={`/desk/calls/${code}/evaluation`}>{t('ranking.evaluation')}</Link>
        </div>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} />}
        {data && <Lots awards={data} />}
      </div>
    </Page>
  )
}

/** To whom the final ranking of a call gives its lots, and who is next. */
export function CallAwardsPage() {
  const { code = '' } = useParams()
  return (
    <AgreementsOnly>
      <Loaded code={code} />
    </AgreementsOnly>
  )
}
