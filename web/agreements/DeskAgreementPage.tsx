import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { type DeskAgreement, milestoneKinds } from '#schema/agreements'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { OutwardButton } from '../ui/Button.tsx'
import { DefinitionList, told } from '../ui/DefinitionList.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ActionButton } from './ActionButton.tsx'
import { AgreementActions } from './AgreementActions.tsx'
import { AgreementDesk } from './AgreementDesk.tsx'
import { AgreementsOnly } from './AgreementsOnly.tsx'
import styles from './agreements.module.css'
import { agreementKey, agreementQuery } from './agreementsApi.ts'
import { MilestoneList } from './MilestoneList.tsx'
import { Reports } from './Reports.tsx'

interface Part {
  agreement: DeskAgreement
  onChange: (agreement: DeskAgreement) => void
}

function Facts({ agreement }: { agreement: DeskAgreement }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  const date = (day: string | null) => day && format.date(day)
  const { guarantee } = agreement
  return (
    <div className={styles.two}>
      <DefinitionList
        entries={told([
          { term: t('column.holder'), value: agreement.holder },
          {
            term: t('ranking.request'),
            value: agreement.requestId && (
              <Link to={`/desk/awards/${agreement.awardId}`}>{agreement.requestNumber}</Link>
            ),
          },
          {
            term: t('column.spaces'),
            value: agreement.spaces.map(({ code, name, areaM2 }) => (
              <span key={code}>
                <Link to={`/spaces/${code}`}>{name}</Link> ({code}
                {areaM2 !== null && `, ${format.area(areaM2)}`}){' '}
              </span>
            )),
          },
          { term: t('column.instrument'), value: t(`instrument.${agreement.instrument}`) },
          {
            term: t('column.period'),
            value: `${format.date(agreement.from)} – ${format.date(agreement.until)}`,
          },
          {
            term: t('field.extension'),
            value: agreement.extensionAct && `${agreement.extensionAct}, ${date(agreement.extensionDate)}`,
          },
          { term: t('field.latestEnd'), value: date(agreement.latestEnd) },
        ])}
      />
      <DefinitionList
        entries={told([
          { term: t('column.rent'), value: format.euro(agreement.rentEurYear) },
          {
            term: t('field.deposit'),
            value: agreement.depositEur === null ? t('no') : format.euro(agreement.depositEur),
          },
          {
            term: t('field.guarantee'),
            value:
              guarantee === null
                ? t('no')
                : [
                    t(`guarantee.${guarantee.kind}`),
                    format.euro(guarantee.amountEur),
                    guarantee.issuer,
                    guarantee.number,
                    date(guarantee.expiresOn),
                  ]
                    .filter(Boolean)
                    .join(', '),
          },
          { term: t('field.act'), value: `${agreement.actNumber}, ${format.date(agreement.actDate)}` },
          { term: t('field.signedOn'), value: date(agreement.signedOn) },
          { term: t('field.registration'), value: agreement.registration },
          {
            term: t('field.endedOn'),
            value:
              agreement.endedOn &&
              [
                date(agreement.endedOn),
                agreement.endReason && t(`end.${agreement.endReason}`),
                agreement.endNote,
              ]
                .filter(Boolean)
                .join(', '),
          },
        ])}
      />
    </div>
  )
}

function Handovers({ agreement }: { agreement: DeskAgreement }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  if (agreement.handovers.length === 0) return null
  return (
    <section className={styles.section}>
      <h2>{t('handovers')}</h2>
      <ul className={styles.facts}>
        {agreement.handovers.map((one) => (
          <li key={one.kind}>
            {t(`handover.${one.kind}`, { date: format.date(one.happenedOn), name: one.by })}{' '}
            {one.meterReadings} {one.note}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Milestones({ agreement, onChange }: Part) {
  const { t } = useTranslation('agreements')
  const mayWrite = agreement.status !== 'cancelled' && !agreement.isOwn
  return (
    <section className={styles.section}>
      <h2>{t('milestone.title')}</h2>
      {agreement.milestones.length === 0 && <p className={styles.note}>{t('milestone.none')}</p>}
      {agreement.milestones.length > 0 && (
        <MilestoneList
          milestones={agreement.milestones}
          title={t('milestone.title')}
          after={(one) =>
            mayWrite && (
              <ActionButton<DeskAgreement>
                label={t('milestone.record')}
                fullLabel={t('milestone.recordOf', { name: one.title })}
                path={`/api/desk/milestones/${one.id}/facts`}
                about={<p>{t('milestone.about')}</p>}
                fields={[
                  {
                    name: 'met',
                    label: t('milestone.isMet'),
                    options: [
                      { value: 'yes', label: t('milestone.yes') },
                      { value: 'no', label: t('milestone.no') },
                    ],
                  },
                  { name: 'observedOn', kind: 'date', label: t('milestone.observedOn') },
                  { name: 'source', label: t('milestone.source'), least: 3 },
                  { name: 'value', kind: 'number', label: t('milestone.value'), optional: true },
                  { name: 'note', kind: 'area', label: t('field.noteInside'), optional: true },
                ]}
                bodyOf={(written) => ({ ...written, met: written.met === 'yes' })}
                onDone={onChange}
              />
            )
          }
        />
      )}
      {mayWrite && (
        <div className={styles.buttons}>
          <ActionButton<DeskAgreement>
            label={t('milestone.add')}
            path={`/api/desk/agreements/${agreement.id}/milestones`}
            fields={[
              {
                name: 'kind',
                label: t('milestone.kind'),
                options: milestoneKinds.map((value) => ({ value, label: t(`milestone.kinds.${value}`) })),
              },
              { name: 'title', label: t('milestone.promise'), least: 3 },
              { name: 'titleEn', label: t('milestone.promiseEn'), optional: true },
              { name: 'dueOn', kind: 'date', label: t('due.by') },
              { name: 'target', kind: 'number', label: t('milestone.target'), optional: true },
              { name: 'unit', label: t('milestone.unit'), optional: true },
              { name: 'source', label: t('milestone.where'), least: 3 },
            ]}
            onDone={onChange}
          />
        </div>
      )}
    </section>
  )
}

function AgreementView({ agreement }: { agreement: DeskAgreement }) {
  const { t } = useTranslation('agreements')
  const queries = useQueryClient()
  const onChange = (changed: DeskAgreement) => queries.setQueryData(agreementKey(agreement.id), changed)
  return (
    <AgreementDesk
      here={agreement.number}
      heading={`${agreement.number}: ${agreement.holder}`}
      aside={
        <>
          <Tag tone={agreement.status === 'handedOver' ? 'ok' : 'plain'}>
            {t(`status.${agreement.status}`)}
          </Tag>
          <OutwardButton href={`/api/desk/agreements/${agreement.id}/agreement.docx`} icon="download">
            {t('docx')}
          </OutwardButton>
        </>
      }
    >
      {agreement.isOwn && <Note tone="warn">{t('own')}</Note>}
      {agreement.notReady.length > 0 && (
        <Note tone="warn" icon="warn">
          {t('notReady.title')} {agreement.notReady.map((code) => t(`notReady.${code}`)).join('; ')}.{' '}
          <Link to={`/desk/awards/${agreement.awardId}`}>{t('notReady.toAward')}</Link>
        </Note>
      )}
      <AgreementActions agreement={agreement} onChange={onChange} />
      <section className={styles.section}>
        <h2>{t('terms')}</h2>
        <Facts agreement={agreement} />
        <h3>{t('field.obligations')}</h3>
        {agreement.obligations.length === 0 ? (
          <p className={styles.note}>{t('no')}</p>
        ) : (
          <ul>
            {agreement.obligations.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
      </section>
      <Handovers agreement={agreement} />
      <Milestones agreement={agreement} onChange={onChange} />
      <section className={styles.section}>
        <h2>{t('report.title')}</h2>
        {agreement.missingReports.length > 0 && (
          <p>{t('report.missing', { years: agreement.missingReports.join(', ') })}</p>
        )}
        {agreement.reports.length === 0 && agreement.missingReports.length === 0 && (
          <p className={styles.note}>{t('report.none')}</p>
        )}
        <Reports reports={agreement.reports} />
      </section>
    </AgreementDesk>
  )
}

function Loaded({ id }: { id: string }) {
  const { t } = useTranslation('agreements')
  const { data, error, refetch } = useQuery(agreementQuery(id))
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) return <NotFoundPage />
  return (
    <Page title={data?.number ?? t('title')} wide>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data && <AgreementView agreement={data} />}
    </Page>
  )
}

/** An agreement on the desk, from signature to return. */
export function DeskAgreementPage() {
  const { id = '' } = useParams()
  return (
    <AgreementsOnly>
      <Loaded id={id} />
    </AgreementsOnly>
  )
}
