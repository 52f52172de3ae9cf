import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { ApiProblem } from '../api/client.ts'
import { OfficeOnly } from '../desk/OfficeOnly.tsx'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './bids.module.css'
import { bidsQuery } from './bidsApi.ts'
import { CallKey } from './CallKey.tsx'
import { PriceOpening } from './PriceOpening.tsx'

/** How often a page that waits for the other custodian looks again. */
const waitingMs = 5_000

function LoadedBids({ code, round }: { code: string; round: number | null }) {
  const { t } = useTranslation('bids')
  const { data, error, refetch } = useQuery({
    ...bidsQuery(code, round),
    refetchInterval: ({ state }) =>
      state.data && !state.data.opened && state.data.refusal === null ? waitingMs : false,
  })
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  const title = t('title')
  return (
    <Page title={data ? `${title} · ${data.call.title}` : title} wide>
      <div className={styles.page}>
        <Crumbs
          trail={[
            { to: '/desk/calls', label: t('calls') },
            { to: `/desk/calls/${code}`, label: code },
          ]}
          here={title}
        />
        <h1>{data ? `${title}: ${data.call.title}` : title}</h1>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} />}
        {data && !data.takesPrice && <p>{t('refusal.noPrice')}</p>}
        {data?.takesPrice && (
          <>
            <CallKey bids={data} />
            <PriceOpening bids={data} round={round} />
          </>
        )}
      </div>
    </Page>
  )
}

/** The key of a call and the opening of its prices, or of the improved offers of `?round=`. */
export function CallBidsPage() {
  const { code = '' } = useParams()
  const round = Number(useSearchParams()[0].get('round'))
  return (
    <OfficeOnly>
      <LoadedBids code={code} round={Number.isInteger(round) && round > 0 ? round : null} />
    </OfficeOnly>
  )
}
