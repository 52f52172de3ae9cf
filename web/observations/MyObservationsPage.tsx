import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MySubmissionItem } from '#schema/observations'
import { SignInFirst } from '../accounts/SignInFirst.tsx'
import { useMe } from '../accounts/useMe.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './observations.module.css'
import { discardDraft, ownQuery } from './observationsApi.ts'

/** Throws a draft away, after a question. */
function DiscardButton({ id }: { id: string }) {
  const { t } = useTranslation('observations')
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const discard = useMutation({
    mutationFn: () => discardDraft(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ownQuery.queryKey }),
  })
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t('page.discard')}
      </Button>
      <Dialog title={t('page.discard')} open={open} onClose={() => setOpen(false)}>
        <p>{t('page.discardBody')}</p>
        <Failure error={discard.error} />
        <Button look="danger" isPending={discard.isPending} onPress={() => discard.mutate()}>
          {t('page.discard')}
        </Button>
      </Dialog>
    </>
  )
}

function SubmissionRow({ submission }: { submission: MySubmissionItem }) {
  const { t } = useTranslation('observations')
  const format = useFormats()
  const english = useLanguage() === 'en'
  const { id, number, status, plan, receivedAt, isLate, points, updatedAt } = submission
  const title = (english && plan.titleEn) || plan.title
  const when = receivedAt
    ? t('list.received', { date: format.dateTime(receivedAt) })
    : t('list.updated', { date: format.dateTime(updatedAt) })
  return (
    <li>
      <h2>
        {number ? (
          <Link to={`/observations/${id}`}>{number}</Link>
        ) : (
          <Link to={`/plans/${plan.code}/write?step=who`}>{t('list.draft', { plan: title })}</Link>
        )}
      </h2>
      {number && <p>{title}</p>}
      <p className={styles.buttons}>
        <Tag>{t(`status.${status}`)}</Tag>
        {isLate && <Tag tone="warn">{t('list.late')}</Tag>}
        {status === 'draft' && <DiscardButton id={id} />}
      </p>
      <p className={styles.count}>{[t('list.points', { count: points }), when].join(' · ')}</p>
    </li>
  )
}

function MyObservations() {
  const { t } = useTranslation('observations')
  const { data, error, refetch } = useQuery(ownQuery)
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={5} />
  }
  if (data.total === 0) {
    return (
      <EmptyState title={t('list.none')}>
        <p>{t('list.noneBody')}</p>
        <LinkButton to="/plans" look="primary">
          {t('list.toPlans')}
        </LinkButton>
      </EmptyState>
    )
  }
  return (
    <ul className={styles.list}>
      {data.items.map((submission) => (
        <SubmissionRow key={submission.id} submission={submission} />
      ))}
    </ul>
  )
}

/** What I have written to plans, drafts included. */
export function MyObservationsPage() {
  const { t } = useTranslation('observations')
  const { me, known } = useMe()
  return (
    <Page title={t('title')}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        {me ? <MyObservations /> : known && <SignInFirst title={t('list.signIn')} />}
      </div>
    </Page>
  )
}
