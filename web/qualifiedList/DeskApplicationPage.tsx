import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { DeskApplication } from '#schema/qualifiedList'
import layout from '../agreements/agreements.module.css'
import { ApiProblem } from '../api/client.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { useFormats } from '../i18n/format.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { DeskActions } from './DeskActions.tsx'
import { ExaminersOnly } from './ExaminersOnly.tsx'
import { Letter } from './Letters.tsx'
import { deskQuery, queueQuery } from './listApi.ts'
import styles from './qualifiedList.module.css'
import { RequirementCheck } from './RequirementCheck.tsx'
import { useWords } from './RequirementWords.tsx'
import { StatusTag } from './StatusTag.tsx'
import { StepWaits } from './StepWaits.tsx'

function Head({ application }: { application: DeskApplication }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const words = useWords()
  const { number, status, edition, receivedAt, party, officer, validFrom, validUntil, actNumber } =
    application
  return (
    <>
      <p className={styles.line}>
        <StatusTag status={status} /> {number} · {words.of(edition)}
        {receivedAt && ` · ${t('received')} ${format.dateTime(receivedAt)}`}
      </p>
      <p>
        {t('desk.party', { name: party.name })}
        {party.pec ? ` · PEC ${party.pec}` : party.email && ` · ${party.email}`} · {t('desk.officer')}:{' '}
        {officer ?? t('desk.nobody')}
      </p>
      {validFrom && validUntil && (
        <p>
          {t('apply.listedFrom', {
            from: format.date(validFrom),
            to: format.date(validUntil),
            act: actNumber ?? '',
          })}
        </p>
      )}
      <StepWaits steps={application.steps} />
    </>
  )
}

function Examination({ application }: { application: DeskApplication }) {
  const { t } = useTranslation('labList')
  const queries = useQueryClient()
  const onDone = (after: DeskApplication) => {
    queries.setQueryData(deskQuery(after.id).queryKey, after)
    void queries.invalidateQueries({ queryKey: queueQuery.queryKey, exact: true })
    void queries.invalidateQueries({ queryKey: ['/api/lab-list'] })
  }
  return (
    <>
      <Head application={application} />
      <DeskActions application={application} onDone={onDone} />
      {application.asks.length > 0 && (
        <section className={layout.section}>
          {application.asks.map((ask) => (
            <Letter key={ask.id} ask={ask} application={application} />
          ))}
        </section>
      )}
      <section className={layout.section}>
        <h2>{t('desk.examine')}</h2>
        <ul className={styles.requirements}>
          {application.requirements.map((requirement) => (
            <RequirementCheck
              key={requirement.code}
              requirement={requirement}
              application={application}
              onDone={onDone}
            />
          ))}
        </ul>
      </section>
    </>
  )
}

function Loaded({ id }: { id: string }) {
  const { t } = useTranslation('labList')
  const { data, error, refetch } = useQuery(deskQuery(id))
  if (error instanceof ApiProblem && [400, 404].includes(error.status)) return <NotFoundPage />
  const title = data?.lab.name ?? t('desk.entry')
  return (
    <DeskFrame title={title} list={{ to: '/desk/lab-list', label: t('desk.entry') }}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data && <Examination application={data} />}
    </DeskFrame>
  )
}

/** An application to the list, examined requirement by requirement. */
export function DeskApplicationPage() {
  const { id = '' } = useParams()
  return (
    <ExaminersOnly>
      <Loaded id={id} />
    </ExaminersOnly>
  )
}
