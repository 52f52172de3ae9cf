import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Call } from '#schema/calls'
import { ApiProblem } from '../api/client.ts'
import { useCity } from '../api/useCity.ts'
import { ResultsLink } from '../evaluation/ResultsLink.tsx'
import { useLanguage } from '../i18n/useLanguage.ts'
import { CallVoice } from '../opinions/CallVoice.tsx'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Icon } from '../ui/icons.tsx'
import { OfficeLines } from '../ui/OfficeLines.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { CallFacts } from './CallFacts.tsx'
import { CallQuestions } from './CallQuestions.tsx'
import { CallVisits } from './CallVisits.tsx'
import { Countdown } from './Countdown.tsx'
import { CriteriaTable } from './CriteriaTable.tsx'
import around from './callPage.module.css'
import { callQuery } from './callQuery.ts'
import styles from './calls.module.css'
import { FeedLinks } from './FeedLinks.tsx'
import { LotMap } from './LotMap.tsx'
import { LotTable } from './LotTable.tsx'
import { PhaseTag } from './PhaseTag.tsx'
import { Versions } from './Versions.tsx'

function Eligibility({ call }: { call: Call }) {
  const { t } = useTranslation(['calls', 'callPage'])
  const english = useLanguage() === 'en'
  if (call.eligibility.length === 0) return null
  return (
    <section>
      <h2>{t('calls:eligibility.title')}</h2>
      <ul className={styles.rules}>
        {call.eligibility.map((question) => (
          <li key={question.code}>
            {english ? question.ruleEn : question.rule}
            <small>{t('calls:eligibility.reference', { reference: question.reference })}</small>
          </li>
        ))}
      </ul>
      <p className={around.check}>
        <LinkButton to={`/calls/${call.code}/check`}>{t('callPage:check.link')}</LinkButton>
      </p>
    </section>
  )
}

function RequiredDocuments({ call }: { call: Call }) {
  const { t } = useTranslation('calls')
  const english = useLanguage() === 'en'
  if (call.requiredDocuments.length === 0) return null
  return (
    <section>
      <h2>{t('required.title')}</h2>
      <ul className={styles.rules}>
        {call.requiredDocuments.map(({ code, label, labelEn, reference }) => (
          <li key={code}>
            {(english && labelEn) || label}
            {reference && <small>{t('eligibility.reference', { reference })}</small>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function CallText({ text }: Pick<Call, 'text'>) {
  const { t } = useTranslation('calls')
  if (text === null) return null
  return (
    <section>
      <h2>{t('text')}</h2>
      <p className={styles.text} lang="it">
        {text}
      </p>
    </section>
  )
}

function Documents({ call }: { call: Call }) {
  const { t } = useTranslation('calls')
  const english = useLanguage() === 'en'
  return (
    <section>
      <h2>{t('documents.title')}</h2>
      {call.documents.length === 0 && <p>{t('documents.none')}</p>}
      <ul>
        {call.documents.map((document) => (
          <li key={document.url} className={styles.document}>
            <Icon name="doc" />
            <a href={document.url}>{(english && document.titleEn) || document.title}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A call as everybody reads it; `children` say above it that it is not public yet. */
export function CallView({ call, children }: { call: Call; children?: ReactNode }) {
  const { t } = useTranslation(['calls', 'callPage'])
  const english = useLanguage() === 'en'
  const { demo } = useCity()
  const title = (english && call.titleEn) || call.title
  return (
    <Page title={title}>
      <Crumbs trail={[{ to: '/calls', label: t('calls:title') }]} here={call.code} />
      {children && <div className={around.before}>{children}</div>}
      <header className={styles.head}>
        <PhaseTag phase={call.phase} />
        <h1>{title}</h1>
        <p>{(english && call.summaryEn) || call.summary}</p>
        {english && <p className={styles.small}>{t('calls:italianOnly')}</p>}
        <Countdown call={call} />
        {call.phase !== 'upcoming' && call.phase !== 'open' && <ResultsLink code={call.code} />}
        <Button icon="print" className={around.noPrint} onPress={() => window.print()}>
          {t('callPage:print')}
        </Button>
      </header>
      <div className={styles.columns}>
        <div>
          <LotTable call={call} />
          {call.status !== 'draft' && <LotMap code={call.code} />}
          <Eligibility call={call} />
          <RequiredDocuments call={call} />
          {call.status !== 'draft' && <CallVoice code={call.code} />}
          {call.criteria && <CriteriaTable criteria={call.criteria} hash={call.criteriaHash} />}
          <CallText text={call.text} />
          <Documents call={call} />
          <Versions versions={call.versions} />
          {call.status !== 'draft' && (
            <>
              <CallVisits code={call.code} />
              <CallQuestions code={call.code} />
            </>
          )}
        </div>
        <aside>
          <CallFacts call={call} />
          <div className={styles.box}>
            <h2>{t('calls:office')}</h2>
            <OfficeLines office={call.office} demo={demo} />
          </div>
          <FeedLinks code={call.code} />
        </aside>
      </div>
    </Page>
  )
}

/** One call: its lots, who can ask, documents, dates, office. */
export function CallPage() {
  const { code = '' } = useParams()
  const { data: call, error, refetch } = useQuery(callQuery(code))
  if (call) return <CallView call={call} />
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Page title={code}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />}
    </Page>
  )
}
