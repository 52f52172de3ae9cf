import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { DeskRequest } from '#schema/allocation'
import { RequestStatusTag } from '../allocation/RequestStatusTag.tsx'
import { nameTargets } from '../allocation/targets.ts'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { DeskContext } from './DeskContext.tsx'
import { DeskDecision } from './DeskDecision.tsx'
import { DeskPaper } from './DeskPaper.tsx'
import styles from './desk.module.css'
import { deskRequestQuery } from './deskRequestQuery.ts'
import { OfficeOnly } from './OfficeOnly.tsx'

function DeskRequestView({ request }: { request: DeskRequest }) {
  const { t } = useTranslation(['desk', 'requests', 'bids'])
  const format = useFormats()
  return (
    <div className={styles.examine}>
      <header className={styles.examineHead}>
        <LinkButton to="/desk" icon="left">
          {t('desk:back')}
        </LinkButton>
        <h1>
          {request.number} <span>{nameTargets(request.targets)}</span>
        </h1>
        <a className={styles.toDecision} href="#decision">
          {t('desk:toDecision')}
        </a>
        <span className={styles.grow} />
        <Tag>{t(`requests:kind.${request.kind}`)}</Tag>
        {request.channel !== 'online' && <Tag>{t(`bids:arrivals.channels.${request.channel}`)}</Tag>}
        {request.isLate && <Tag tone="danger">{t('bids:arrivals.late')}</Tag>}
        <RequestStatusTag status={request.status} />
        {request.completionDueOn && (
          <Tag tone="warn">{t('desk:due', { date: format.date(request.completionDueOn) })}</Tag>
        )}
      </header>
      <DeskPaper request={request} />
      <DeskContext request={request} />
      <DeskDecision request={request} />
    </div>
  )
}

function DeskRequestLoader() {
  const { id = '' } = useParams()
  const { t } = useTranslation('desk')
  const { data, error, refetch } = useQuery(deskRequestQuery(id))
  return (
    <Page title={data ? `${data.number} · ${nameTargets(data.targets)}` : t('title')} wide={Boolean(data)}>
      {data && <DeskRequestView key={data.id} request={data} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
    </Page>
  )
}

/** One request with everything needed to decide on it. */
export const DeskRequestPage = () => (
  <OfficeOnly>
    <DeskRequestLoader />
  </OfficeOnly>
)
