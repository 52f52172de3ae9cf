import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { checkOutcomes, type DeskAgreement, type DeskAward, revocationReasons } from '#schema/agreements'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { type Definition, DefinitionList } from '../ui/DefinitionList.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Tag, type Tone } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { ActionButton } from './ActionButton.tsx'
import { AgreementsOnly } from './AgreementsOnly.tsx'
import styles from './agreements.module.css'
import { awardKey, awardQuery } from './agreementsApi.ts'
import { termsOf, useTermFields, valuesOf } from './termFields.ts'

interface Part {
  award: DeskAward
  onChange: (award: DeskAward) => void
}

const outcomeTones: Record<DeskAward['checks'][number]['outcome'], Tone> = {
  pending: 'plain',
  passed: 'ok',
  failed: 'danger',
  notApplicable: 'plain',
}

/** What does not apply is left out. */
const told = (entries: Definition[]) => entries.filter(({ value }) => value !== null)

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

function Checks({ award, onChange }: Part) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  const language = useLanguage()
  const isOpen = !award.revoked && !award.isOwn
  return (
    <section className={styles.section}>
      <h2>{t('checks.title')}</h2>
      <table className={`${styles.table} ${styles.stacked}`}>
        <caption className="vh">{t('checks.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('checks.item')}</th>
            <th scope="col">{t('checks.outcome')}</th>
            <th scope="col">{t('checks.asked')}</th>
            <th scope="col">{t('checks.checked')}</th>
            <th scope="col">{t('field.note')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {award.checks.map((check) => {
            const label = language === 'en' ? check.labelEn : check.label
            return (
              <tr key={check.code}>
                <th scope="row">
                  {label}
                  <br />
                  <span className={styles.note}>{check.reference}</span>
                </th>
                <td data-label={t('checks.outcome')}>
                  <Tag tone={outcomeTones[check.outcome]}>{t(`outcome.${check.outcome}`)}</Tag>
                </td>
                <td data-label={t('checks.asked')} className={styles.nowrap}>
                  {check.askedOn && format.date(check.askedOn)}
                </td>
                <td data-label={t('checks.checked')} className={styles.nowrap}>
                  {check.checkedOn && format.date(check.checkedOn)}
                </td>
                <td data-label={t('field.note')}>{check.note}</td>
                <td>
                  {isOpen && (
                    <ActionButton<DeskAward>
                      label={t('checks.record')}
                      fullLabel={t('checks.recordOf', { name: label })}
                      path={`/api/desk/awards/${award.id}/checks`}
                      fields={[
                        {
                          name: 'outcome',
                          label: t('checks.outcome'),
                          options: checkOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
                        },
                        { name: 'askedOn', kind: 'date', label: t('checks.asked'), optional: true },
                        { name: 'checkedOn', kind: 'date', label: t('checks.checked'), optional: true },
                        { name: 'note', kind: 'area', label: t('field.note'), optional: true },
                      ]}
                      values={{
                        outcome: check.outcome === 'pending' ? '' : check.outcome,
                        askedOn: check.askedOn ?? '',
                        checkedOn: check.checkedOn ?? '',
                        note: check.note ?? '',
                      }}
                      bodyOf={(written) => ({ ...written, item: check.code })}
                      onDone={onChange}
                    />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Aid({ award, onChange }: Part) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  if (!award.isReduced && award.deMinimisEur === null) return null
  const total = (award.deMinimisEur ?? 0) + award.otherAidEur
  return (
    <section className={styles.section}>
      <h2>{t('aid.title')}</h2>
      <DefinitionList
        missing={t('aid.none')}
        entries={[
          {
            term: t('field.deMinimis'),
            value: award.deMinimisEur === null ? null : format.euro(award.deMinimisEur),
          },
          { term: t('aid.other'), value: format.euro(award.otherAidEur) },
          { term: t('field.rnaCode'), value: award.rnaCode },
        ]}
      />
      {total > award.aidMostEur && (
        <Note tone="warn">{t('aid.over', { most: format.euroRound(award.aidMostEur) })}</Note>
      )}
      {!award.revoked && !award.isOwn && (
        <div className={styles.buttons}>
          <ActionButton<DeskAward>
            label={t('aid.record')}
            path={`/api/desk/awards/${award.id}/aid`}
            fields={[
              {
                name: 'deMinimisEur',
                kind: 'number',
                label: t('field.deMinimis'),
                unit: '€',
                optional: true,
              },
              { name: 'rnaCode', label: t('field.rnaCode'), hint: t('field.rnaHint'), optional: true },
            ]}
            values={{
              deMinimisEur: award.deMinimisEur === null ? '' : String(award.deMinimisEur).replace('.', ','),
              rnaCode: award.rnaCode ?? '',
            }}
            onDone={onChange}
          />
        </div>
      )}
    </section>
  )
}

function Actions({ award, onChange }: Part) {
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
    <div className={styles.desk}>
      <Crumbs
        trail={[
          { to: '/desk', label: t('desk') },
          { to: '/desk/agreements', label: t('title') },
        ]}
        here={award.request.number}
      />
      <div className={styles.head}>
        <h1>
          {t('award.title')}: {award.spaces.map(({ code }) => code).join(', ')}
        </h1>
        {award.revoked ? (
          <Tag tone="danger">{t(`revoked.${award.revoked.reason}`)}</Tag>
        ) : (
          <Tag tone={award.answer ? 'ok' : 'warn'}>
            {t(award.answer ? `award.${award.answer}` : 'award.awaited')}
          </Tag>
        )}
      </div>
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
      <Checks award={award} onChange={onChange} />
      <Aid award={award} onChange={onChange} />
    </div>
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
