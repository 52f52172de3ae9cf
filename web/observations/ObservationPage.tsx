import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { type MySubmission, type SubmissionReceipt, withdrawable } from '#schema/observations'
import { SignInFirst } from '../accounts/SignInFirst.tsx'
import { useMe } from '../accounts/useMe.ts'
import { ApiProblem } from '../api/client.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { planQuery } from '../plans/plansApi.ts'
import { Page } from '../shell/Page.tsx'
import { Button, OutwardButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Icon } from '../ui/icons.tsx'
import { Stamp, Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { PointList } from './ContentParts.tsx'
import styles from './observations.module.css'
import { filePath, receiptKey, submissionQuery, withdraw } from './observationsApi.ts'
import { ReceiptFacts } from './ReceiptFacts.tsx'
import { ReplyList } from './ReplyList.tsx'
import { ShutOutNote } from './ShutOutNote.tsx'

/** Withdraws what was sent, after a question. */
function WithdrawButton({ submission }: { submission: MySubmission }) {
  const { t } = useTranslation('observations')
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const { id, version, status } = submission
  const action = useMutation({
    mutationFn: () => withdraw(id, version),
    onSuccess: (changed) => {
      queries.setQueryData(submissionQuery(id).queryKey, changed)
      void queries.invalidateQueries({ queryKey: ['observations'], exact: true })
      setOpen(false)
    },
  })
  if (!withdrawable.includes(status)) return null
  return (
    <>
      <Button look="danger" onPress={() => setOpen(true)}>
        {t('page.withdraw')}
      </Button>
      <Dialog title={t('page.withdraw')} open={open} onClose={() => setOpen(false)}>
        <p>{t('page.withdrawBody')}</p>
        <Failure error={action.error} />
        <Button look="danger" isPending={action.isPending} onPress={() => action.mutate()}>
          {t('page.withdraw')}
        </Button>
      </Dialog>
    </>
  )
}

function Received({ submission }: { submission: MySubmission }) {
  const { t } = useTranslation('observations')
  const language = useLanguage()
  const email = useMe().me?.account.email
  const { id, number, status, demo } = submission
  const { data: receipt } = useQuery<SubmissionReceipt | null>({
    queryKey: receiptKey(id),
    queryFn: () => null,
    staleTime: Number.POSITIVE_INFINITY,
    initialData: null,
  })
  return (
    <>
      <h1>
        {receipt && <Icon name="ok" size={32} />}
        {receipt ? t('receipt.done') : number} {demo && <Stamp kind="demonstration" />}
      </h1>
      <p>
        <Tag tone={status === 'withdrawn' ? 'danger' : 'blue'}>{t(`status.${status}`)}</Tag>
      </p>
      <ShutOutNote shutOut={submission.shutOut} />
      <ReceiptFacts facts={submission} accessCode={receipt?.accessCode} />
      {receipt && email && <p>{t('receipt.mailed', { email })}</p>}
      <div className={styles.buttons}>
        <OutwardButton href={`/api/observations/${id}/receipt.pdf?language=${language}`} icon="download">
          {t('receipt.pdf')}
        </OutwardButton>
        <Button icon="print" onPress={() => window.print()}>
          {t('receipt.print')}
        </Button>
        <WithdrawButton submission={submission} />
      </div>
    </>
  )
}

function ObservationView({ submission }: { submission: MySubmission }) {
  const { t } = useTranslation('observations')
  const { data: plan } = useQuery(planQuery(submission.plan.code))
  const { content, files, points, number } = submission
  return (
    <Page title={number ?? t('status.draft')}>
      <div className={styles.page}>
        <Crumbs trail={[{ to: '/observations', label: t('title') }]} here={number ?? ''} />
        <Received submission={submission} />
        {(!submission.shutOut || points.length > 0) && <ReplyList points={points} />}
        <section>
          <h2>{t('page.yours')}</h2>
          <PointList content={content} plan={plan} />
          {content.privateReasons && (
            <>
              <h3>{t('page.private')}</h3>
              <p className={styles.words}>{content.privateReasons}</p>
            </>
          )}
          <h3>{t('page.files')}</h3>
          {files.length === 0 && <p>{t('files.none')}</p>}
          <ul>
            {files.map(({ id, name }) => (
              <li key={id}>
                <a href={filePath(submission.id, id)}>{name}</a>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Page>
  )
}

/** What I wrote, its receipt, and what became of it. */
export function ObservationPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('observations')
  const { me, known } = useMe()
  const { data, error, refetch } = useQuery({ ...submissionQuery(id), enabled: me !== null && known })
  if (data) return <ObservationView submission={data} />
  if (error instanceof ApiProblem && [400, 404].includes(error.status)) return <NotFoundPage />
  return (
    <Page title={t('title')}>
      {known && !me && <SignInFirst title={t('list.signIn')} />}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : me && <Skeleton lines={8} />}
    </Page>
  )
}
