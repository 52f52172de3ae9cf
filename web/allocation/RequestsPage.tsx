import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MyRequestItem } from '#schema/allocation'
import { SignInFirst } from '../accounts/SignInFirst.tsx'
import { useMe } from '../accounts/useMe.ts'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './allocation.module.css'
import { RequestStatusTag } from './RequestStatusTag.tsx'
import { requestsQuery } from './requestsApi.ts'
import { nameTargets } from './targets.ts'

function RequestRow({ request }: { request: MyRequestItem }) {
  const { t } = useTranslation('requests')
  const format = useFormats()
  const draft = request.status === 'draft'
  const code = request.targets[0]?.spaces[0]?.code
  const when = request.receivedAt
    ? t('list.receivedOn', { date: format.dateTime(request.receivedAt) })
    : t('list.draftOf', { date: format.dateTime(request.updatedAt) })
  const due = request.completionDueOn && t('list.due', { date: format.date(request.completionDueOn) })
  return (
    <li className={styles.row}>
      <div>
        <h2>
          <Link to={draft && code ? `/spaces/${code}/ask?step=form` : `/requests/${request.id}`}>
            {nameTargets(request.targets)}
          </Link>
        </h2>
        <small>{[t(`kind.${request.kind}`), request.number, when].filter(Boolean).join(' · ')}</small>
      </div>
      <span>
        <RequestStatusTag status={request.status} /> {due}
      </span>
      {draft && code && <LinkButton to={`/spaces/${code}/ask?step=form`}>{t('list.continue')}</LinkButton>}
    </li>
  )
}

function MyRequests() {
  const { t } = useTranslation('requests')
  const { data, error, refetch } = useQuery(requestsQuery)
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={5} />
  }
  if (data.items.length === 0) {
    return (
      <EmptyState title={t('list.none')}>
        <p>{t('list.noneBody')}</p>
        <LinkButton to="/" look="primary">
          {t('list.toMap')}
        </LinkButton>
      </EmptyState>
    )
  }
  return (
    <ul className={styles.list}>
      {data.items.map((request) => (
        <RequestRow key={request.id} request={request} />
      ))}
    </ul>
  )
}

/** What I have asked for, drafts included. */
export function RequestsPage() {
  const { t } = useTranslation('requests')
  const { me, known } = useMe()
  return (
    <Page title={t('list.title')}>
      <div className={styles.page}>
        <h1>{t('list.title')}</h1>
        {me ? <MyRequests /> : known && <SignInFirst title={t('list.signIn')} />}
      </div>
    </Page>
  )
}
