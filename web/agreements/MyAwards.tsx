import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MyAwards as Awards, MyAgreement, MyAward } from '#schema/agreements'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { ActionButton } from './ActionButton.tsx'
import styles from './agreements.module.css'
import { myAwardsKey, myAwardsQuery } from './agreementsApi.ts'
import { MilestoneList } from './MilestoneList.tsx'
import { Reports } from './Reports.tsx'

/** Keeps the answer of the server and reads the request anew, whose state follows. */
function useKeep(requestId: string) {
  const queries = useQueryClient()
  return (awards: Awards) => {
    queries.setQueryData(myAwardsKey(requestId), awards)
    void queries.invalidateQueries({ queryKey: ['requests'] })
  }
}

function AnswerBox({ requestId, award }: { requestId: string; award: MyAward }) {
  const { t } = useTranslation('agreements')
  const keep = useKeep(requestId)
  const accept = useMutation({
    mutationFn: () =>
      api<Awards>(`/api/requests/${requestId}/awards/${award.id}/answer`, {
        method: 'POST',
        body: { answer: 'accepted' },
      }),
    onSuccess: keep,
  })
  return (
    <>
      <p>{t('mine.answerAbout')}</p>
      <Failure error={accept.error} />
      <div className={styles.buttons}>
        <Button look="primary" isPending={accept.isPending} onPress={() => accept.mutate()}>
          {t('mine.accept')}
        </Button>
        <ActionButton<Awards>
          label={t('mine.decline')}
          look="danger"
          path={`/api/requests/${requestId}/awards/${award.id}/answer`}
          about={<p>{t('mine.declineAbout')}</p>}
          fields={[]}
          bodyOf={() => ({ answer: 'declined' })}
          onDone={keep}
        />
      </div>
    </>
  )
}

function AgreementBox({
  requestId,
  award,
  agreement,
}: {
  requestId: string
  award: MyAward
  agreement: MyAgreement
}) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  const keep = useKeep(requestId)
  const path = `/api/requests/${requestId}/agreements/${agreement.id}`
  const [year] = agreement.missingReports
  return (
    <>
      <h3>{t('mine.agreement', { number: agreement.number })}</h3>
      <DefinitionList
        missing={t('no')}
        entries={[
          { term: t('column.status'), value: t(`status.${agreement.status}`) },
          { term: t('column.instrument'), value: t(`instrument.${agreement.instrument}`) },
          {
            term: t('column.period'),
            value: `${format.date(agreement.from)} – ${format.date(agreement.endedOn ?? agreement.until)}`,
          },
          { term: t('column.rent'), value: format.euro(agreement.rentEurYear) },
          { term: t('mine.keys'), value: agreement.handedOverOn && format.date(agreement.handedOverOn) },
        ]}
      />
      {agreement.obligations.length > 0 && (
        <>
          <h3>{t('field.obligations')}</h3>
          <ul>
            {agreement.obligations.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {agreement.milestones.length > 0 && (
        <>
          <h3>{t('milestone.title')}</h3>
          <MilestoneList
            milestones={agreement.milestones}
            title={t('milestone.title')}
            afterFact={(milestone, fact) =>
              award.mayReport &&
              !fact.met &&
              !fact.reply &&
              milestone.reason === 'inReview' && (
                <ActionButton<Awards>
                  label={t('mine.reply')}
                  path={`${path}/facts/${fact.id}/reply`}
                  about={<p>{t('mine.replyAbout')}</p>}
                  fields={[{ name: 'text', kind: 'area', label: t('mine.replyText'), least: 10 }]}
                  onDone={keep}
                />
              )
            }
          />
        </>
      )}
      {(agreement.reports.length > 0 || year !== undefined) && <h3>{t('report.title')}</h3>}
      <Reports reports={agreement.reports} />
      {award.mayReport && year !== undefined && (
        <>
          <p>{t('mine.reportAbout', { year })}</p>
          <ActionButton<Awards>
            key={year}
            label={t('mine.report', { year })}
            look="primary"
            path={`${path}/reports`}
            fields={[
              { name: 'jobs', kind: 'number', label: t('report.jobs') },
              { name: 'openingHoursWeek', kind: 'number', label: t('report.openingHoursWeek') },
              { name: 'residentHours', kind: 'number', label: t('report.residentHours') },
              { name: 'text', kind: 'area', label: t('report.text'), least: 10 },
            ]}
            bodyOf={(written) => ({ ...written, year })}
            onDone={keep}
          />
        </>
      )}
    </>
  )
}

function AwardBox({ requestId, award }: { requestId: string; award: MyAward }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  return (
    <div className={styles.mine}>
      <DefinitionList
        entries={[
          {
            term: t('column.spaces'),
            value: award.spaces.map((code) => (
              <span key={code}>
                <Link to={`/spaces/${code}`}>{code}</Link>{' '}
              </span>
            )),
          },
          ...(award.lot ? [{ term: t('field.lot'), value: `${award.lot.number}. ${award.lot.title}` }] : []),
          { term: t('column.period'), value: `${format.date(award.from)} – ${format.date(award.until)}` },
          {
            term: t('field.act'),
            value: t('mine.act', { number: award.actNumber, date: format.date(award.actDate) }),
          },
        ]}
      />
      {award.revoked && (
        <Note tone="danger">
          {t('award.revokedNote', { reason: t(`revoked.${award.revoked.reason}`) })} {award.revoked.note}
        </Note>
      )}
      {award.answer && !award.revoked && <p>{t(`mine.${award.answer}`)}</p>}
      {award.mayAnswer && <AnswerBox requestId={requestId} award={award} />}
      {award.agreement && <AgreementBox requestId={requestId} award={award} agreement={award.agreement} />}
    </div>
  )
}

const withAwards = ['awarded', 'declined', 'forfeited', 'accepted', 'agreement', 'admitted']

/** What was awarded on a request, what the applicant answers, and the agreement that was made of it. */
export function MyAwards({ requestId, status }: { requestId: string; status: string }) {
  const { t } = useTranslation('agreements')
  const { data, error, refetch } = useQuery({
    ...myAwardsQuery(requestId),
    enabled: withAwards.includes(status),
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data || data.total === 0) return null
  return (
    <section>
      <h2>{t('mine.title')}</h2>
      {data.items.map((award) => (
        <AwardBox key={award.id} requestId={requestId} award={award} />
      ))}
    </section>
  )
}
