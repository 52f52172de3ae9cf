import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { type DeskAgreement, type DeskAward, revocationReasons } from '#schema/agreements'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { AwardVoice } from '../opinions/AwardVoice.tsx'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { DefinitionList, told } from '../ui/DefinitionList.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { ActionButton } from './ActionButton.tsx'
import { AgreementDesk } from './AgreementDesk.tsx'
import { AgreementsOnly } from './AgreementsOnly.tsx'
import { AwardAid } from './AwardAid.tsx'
import { AwardChecks, type AwardPart } from './AwardChecks.tsx'
import styles from './agreements.module.css'
import { awardKey, awardQuery } from './agreementsApi.ts'
import { termsOf, useTermFields, valuesOf } from './termFields.ts'

function Facts({ award }: { award: DeskAward }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  return (
    <div className={styles.two}>
      <DefinitionList
        entries={told([
          { term: t('ranking.applicant'), value: award.applicant.name },
          {
            term: t('ranking.request'),
            value: <Link to={`/desk/requests/${award.request.id}`}>{award.request.number}</Link>,
          },
          {
            term: t('field.call'),
            value: award.call && <Link to={`/desk/calls/${award.call.code}`}>{award.call.title}</Link>,
          },
          { term: t('field.lot'), value: award.lot && `${award.lot.number}. ${award.lot.title}` },
          { term: t('ranking.rank'), value: award.rank },
        ])}
      />
      <DefinitionList
        missing={t('no')}
        entries={[
          {
            term: t('column.spaces'),
            value: award.spaces.map(({ code, name }) => (
              <span key={code}>
                <Link to={`/spaces/${code}`}>{name}</Link> ({code}){' '}
              </span>
            )),
          },
          { term: t('column.period'), value: `${format.date(award.from)} – ${format.date(award.until)}` },
          { term: t('field.act'), value: `${award.actNumber}, ${format.date(award.actDate)}` },
          {
            term: t('award.answer'),
            value:
              award.answer &&
              award.answeredAt &&
              `${t(`award.${award.answer}`)}, ${format.dateTime(award.answeredAt)}`,
          },
        ]}
      />
    </div>
  )
}

function Actions({ award, onChange }: AwardPart) {
  const { t } = useTranslation('agreements')
  const go = useGo()
  const fields = useTermFields()
  const path = `/api/desk/awards/${award.id}`
  if (award.isOwn) return <Note tone="warn">{t('own')}</Note>
  const { agreement, suggested } = award
  return (
    <div className={styles.buttons}>
      {agreement && (
        <LinkButton to={`/desk/agreements/${agreement.id}`} look="primary" icon="doc">
          {t('award.toAgreement', { number: agreement.number })}
        </LinkButton>
      )}
      {!agreement && award.answer === 'accepted' && (
        <ActionButton<DeskAgreement>
          label={t('award.prepare')}
          look="primary"
          path={`${path}/agreement`}
          fields={fields}
          values={valuesOf({
            ...suggested,
            from: award.from,
            until: award.until,
            actNumber: award.actNumber,
            actDate: award.actDate,
          })}
          bodyOf={termsOf}
          onDone={({ id }) => go(`/desk/agreements/${id}`)}
        />
      )}
      {award.answer === null && (
        <ActionButton<DeskAward>
          label={t('award.acceptFor')}
          path={`${path}/accept`}
          about={<p>{t('award.acceptForAbout')}</p>}
          fields={[{ name: 'note', kind: 'area', label: t('award.acceptNote'), least: 10 }]}
          onDone={onChange}
        />
      )}
      {!agreement && (
        <ActionButton<DeskAward>
          label={t('award.revoke')}
          look="danger"
          path={`${path}/revoke`}
          about={<p>{t('award.revokeAbout')}</p>}
          fields={[
            {
              name: 'reason',
              label: t('field.reason'),
              options: revocationReasons.map((value) => ({ value, label: t(`revoked.${value}`) })),
            },
            {
              name: 'note',
              kind: 'area',
              label: t('field.reasonText'),
              hint: t('field.sentHint'),
              least: 10,
            },
            { name: 'actNumber', label: t('field.actNumber'), optional: true },
          ]}
          onDone={onChange}
        />
      )}
    </div>
  )
}

function AwardView({ award }: { award: DeskAward }) {
  const { t } = useTranslation('agreements')
  const queries = useQueryClient()
  const onChange = (changed: DeskAward) => queries.setQueryData(awardKey(award.id), changed)
  return (
    <AgreementDesk
      here={award.request.number}
      heading={`${t('award.title')}: ${award.spaces.map(({ code }) => code).join(', ')}`}
      aside={
        award.revoked ? (
          <Tag tone="danger">{t(`revoked.${award.revoked.reason}`)}</Tag>
        ) : (
          <Tag tone={award.answer ? 'ok' : 'warn'}>
            {t(award.answer ? `award.${award.answer}` : 'award.awaited')}
          </Tag>
        )
      }
    >
      {award.revoked ? (
        <Note tone="danger">
          {t('award.revokedNote', { reason: t(`revoked.${award.revoked.reason}`) })} {award.revoked.note}
        </Note>
      ) : (
        <Actions award={award} onChange={onChange} />
      )}
      <section className={styles.section}>
        <h2>{t('award.facts')}</h2>
        <Facts award={award} />
      </section>
      <AwardVoice id={award.id} />
      <AwardChecks award={award} onChange={onChange} />
      <AwardAid award={award} onChange={onChange} />
    </AgreementDesk>
  )
}

function Loaded({ id }: { id: string }) {
  const { t } = useTranslation('agreements')
  const { data, error, refetch } = useQuery(awardQuery(id))
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) return <NotFoundPage />
  return (
    <Page title={data ? `${t('award.title')} ${data.request.number}` : t('award.title')} wide>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data && <AwardView award={data} />}
    </Page>
  )
}

/** An award on the desk, from the act to the agreement. */
export function DeskAwardPage() {
  const { id = '' } = useParams()
  return (
    <AgreementsOnly>
      <Loaded id={id} />
    </AgreementsOnly>
  )
}
