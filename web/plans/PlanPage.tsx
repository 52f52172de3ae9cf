import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Plan, PublicWindow } from '#schema/plans'
import { ApiProblem } from '../api/client.ts'
import { useCity } from '../api/useCity.ts'
import { CountdownTo } from '../calls/CountdownTo.tsx'
import styles from '../calls/calls.module.css'
import { PublicFiles } from '../editions/PublicFiles.tsx'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { PlanVoice } from '../opinions/CallVoice.tsx'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { registerPath } from '../register/registerState.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { DefinitionList, told } from '../ui/DefinitionList.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Stamp } from '../ui/marks.tsx'
import { OfficeLines } from '../ui/OfficeLines.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { PlanDocuments } from './PlanDocuments.tsx'
import { PlanStatusTag } from './PlanStatusTag.tsx'
import { PlanTimeline } from './PlanTimeline.tsx'
import { PlanWindows } from './PlanWindows.tsx'
import own from './plans.module.css'
import { planQuery } from './plansApi.ts'

/** The window that matters now: one that is open, else the next to open. */
const windowNow = (windows: readonly PublicWindow[]) =>
  windows.find(({ state }) => state === 'open') ?? windows.find(({ state }) => state === 'notYet')

function PlanCountdown({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans')
  const format = useFormats()
  const queries = useQueryClient()
  const { code } = plan
  const onOver = useCallback(
    () => void queries.invalidateQueries({ queryKey: planQuery(code).queryKey }),
    [queries, code],
  )
  const window = windowNow(plan.windows)
  if (!window) return null
  const what = window.state === 'open' ? 'closes' : 'opens'
  const at = what === 'closes' ? window.closesAt : window.opensAt
  return (
    <CountdownTo
      key={at}
      what={what}
      at={at}
      exactly={t(what, { date: format.dateTime(at) })}
      onOver={onOver}
    />
  )
}

/** Whether something is taken now, or will be. */
const takesWriting = ({ windows }: Plan) => windows.some(({ state }) => state !== 'over')

/** The way to the form, where something is still taken. */
function WriteButton({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans')
  const taking = plan.windows.filter(({ state }) => state === 'open' || state === 'late')
  const open = taking.find(({ state }) => state === 'open')
  const chosen = open ?? taking[0]
  if (!chosen) return null
  const words = chosen.kind === 'proposal' ? 'writeProposal' : 'write'
  return (
    <LinkButton to={`/plans/${plan.code}/write`} look={open ? 'primary' : 'plain'} big>
      {t(open ? words : 'writeLate')}
    </LinkButton>
  )
}

/** How one writes, until there is nothing left to write to. */
function How() {
  const { t } = useTranslation('plans')
  return (
    <section>
      <h2>{t('how.title')}</h2>
      <ul className={own.how}>
        {(['points', 'saved', 'public', 'receipt', 'otherwise'] as const).map((name) => (
          <li key={name}>{t(`how.${name}`)}</li>
        ))}
      </ul>
    </section>
  )
}

function Acts({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans')
  const entries = told([
    { term: t('facts.version'), value: plan.versionName },
    { term: t('facts.adoptedAct'), value: plan.adoptedAct },
    { term: t('facts.approvedAct'), value: plan.approvedAct },
    { term: t('facts.caseOfficer'), value: plan.caseOfficer },
  ])
  if (entries.length === 0) return null
  return (
    <div className={styles.box}>
      <h2>{t('facts.title')}</h2>
      <DefinitionList entries={entries} />
    </div>
  )
}

function PlanView({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans')
  const english = useLanguage() === 'en'
  const { demo } = useCity()
  const title = (english && plan.titleEn) || plan.title
  return (
    <Page title={title}>
      <Crumbs trail={[{ to: '/plans', label: t('title') }]} here={plan.code} />
      <header className={styles.head}>
        <PlanStatusTag status={plan.status} />
        <h1>
          {title} {plan.example && <Stamp kind="example" />}
        </h1>
        <p>{(english && plan.summaryEn) || plan.summary}</p>
        <PlanCountdown plan={plan} />
        <PlanWindows windows={plan.windows} />
        <p className={own.actions}>
          {plan.publishedAt && (
            <LinkButton to={registerPath(plan.code)} look="primary" big>
              {t('register')}
            </LinkButton>
          )}
          <WriteButton plan={plan} />
          <LinkButton to="/observations" big>
            {t('mine')}
          </LinkButton>
          <LinkButton to="/observations/follow" big>
            {t('follow')}
          </LinkButton>
        </p>
      </header>
      <div className={styles.columns}>
        <div>
          {takesWriting(plan) && <How />}
          <section>
            <h2>{t('timeline.title')}</h2>
            <PlanTimeline timeline={plan.timeline} />
          </section>
          <PlanDocuments plan={plan} />
          <PlanVoice code={plan.code} />
        </div>
        <aside>
          <Acts plan={plan} />
          {plan.publishedAt && <PublicFiles code={plan.code} className={styles.box} />}
          <div className={styles.box}>
            <h2>{t('office')}</h2>
            <OfficeLines office={plan.office} demo={demo} />
          </div>
        </aside>
      </div>
    </Page>
  )
}

/** A plan: what it is, when and how one writes to it, how far it has come. */
export function PlanPage() {
  const { code = '' } = useParams()
  const { data: plan, error, refetch } = useQuery(planQuery(code))
  if (plan) return <PlanView plan={plan} />
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Page title={code}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />}
    </Page>
  )
}
