import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { MyApplication } from '#schema/qualifiedList'
import { SignInFirst } from '../accounts/SignInFirst.tsx'
import { useMe } from '../accounts/useMe.ts'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ApplicationForm } from './ApplicationForm.tsx'
import { Letters } from './Letters.tsx'
import { ownQuery } from './listApi.ts'
import styles from './qualifiedList.module.css'
import { useWords } from './RequirementWords.tsx'
import { SentAnswers } from './SentAnswers.tsx'
import { StatusTag } from './StatusTag.tsx'
import { StepWaits } from './StepWaits.tsx'
import { WithdrawApplication } from './WithdrawApplication.tsx'

function Facts({ application }: { application: MyApplication }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const { number, receivedAt, validFrom, validUntil, actNumber, reasons, steps, renews } = application
  return (
    <>
      {renews && <p>{t('apply.renews', { number: renews })}</p>}
      {number && receivedAt && (
        <p role="status">{t('apply.sent', { number, at: format.dateTime(receivedAt) })}</p>
      )}
      {validFrom && validUntil && (
        <Note tone="ok" icon="ok">
          {t('apply.listedFrom', {
            from: format.date(validFrom),
            to: format.date(validUntil),
            act: actNumber ?? '',
          })}{' '}
          {t('entry.notFunded')}
        </Note>
      )}
      {reasons && (
        <>
          <h2>{t('apply.refusedWhy')}</h2>
          <p className={styles.quote}>{reasons}</p>
        </>
      )}
      {steps.length > 0 && (
        <>
          <h2>{t('apply.steps')}</h2>
          <StepWaits steps={steps} />
        </>
      )}
    </>
  )
}

function Application({ application }: { application: MyApplication }) {
  const { t } = useTranslation('labList')
  const words = useWords()
  const { status, lab, edition } = application
  const title = t('apply.title', { lab: lab.name })
  return (
    <Page title={title}>
      <div className={styles.page}>
        <Crumbs trail={[{ to: '/labs/list', label: t('title') }]} here={lab.name} />
        <h1>{title}</h1>
        <p className={styles.line}>
          <StatusTag status={status} /> {words.of(edition)}
        </p>
        <Facts application={application} />
        <Letters application={application} />
        {status === 'draft' ? (
          <ApplicationForm key={application.id} application={application} />
        ) : (
          <SentAnswers application={application} />
        )}
        <WithdrawApplication application={application} />
      </div>
    </Page>
  )
}

/** A lab's application to the qualified list: written, sent, answered, followed. */
export function ApplyPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('labList')
  const { me, known } = useMe()
  const { data, error, refetch } = useQuery({ ...ownQuery(id), enabled: me !== null })
  if (me && data) return <Application application={data} />
  const missing = error instanceof ApiProblem && [400, 403, 404].includes(error.status)
  return (
    <Page title={t('title')}>
      {missing && (
        <EmptyState whole title={t('apply.notFound')}>
          <p>{t('apply.notFoundBody')}</p>
        </EmptyState>
      )}
      {error && !missing && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && known && !me && (
        <>
          <h1 className="vh">{t('title')}</h1>
          <SignInFirst title={t('apply.signIn')} />
        </>
      )}
      {!error && !(known && !me) && <Skeleton lines={8} />}
    </Page>
  )
}
