import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { DeskPlan } from '#schema/plans'
import { useMe } from '../accounts/useMe.ts'
import { ApiProblem } from '../api/client.ts'
import styles from '../callDesk/callDesk.module.css'
import { ApprovalSection } from '../council/ApprovalSection.tsx'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ArticlesForm } from './ArticlesForm.tsx'
import { CalendarSection } from './CalendarSection.tsx'
import { FactsSection } from './FactsSection.tsx'
import {
  DocumentsSection,
  PlacesSection,
  SheetsSection,
  TemplatesSection,
  ThemesSection,
} from './ListSections.tsx'
import { PlanMoves } from './PlanMoves.tsx'
import { PlanningOnly } from './PlanningOnly.tsx'
import { PlanStatusTag } from './PlanStatusTag.tsx'
import { PlanWarnings } from './PlanWarnings.tsx'
import { deskPlanQuery } from './plansApi.ts'
import { WindowsSection } from './WindowsSection.tsx'

/** Where the work on a plan lies. */
function PlanLinks({ plan }: { plan: DeskPlan }) {
  const { t } = useTranslation('planDesk')
  const { may } = useMe()
  return (
    <div className={styles.links}>
      {plan.isPublic && <Link to={`/plans/${plan.code}`}>{t('publicPage')}</Link>}
      <Link to={`/desk/observations/inbox?plan=${plan.code}`}>{t('inbox')}</Link>
      {plan.isPublic && <Link to={`/desk/observations?plan=${plan.code}`}>{t('toSplit')}</Link>}
      {plan.isPublic && <Link to={`/desk/points?plan=${plan.code}`}>{t('toExamine')}</Link>}
      <Link to={`/desk/plans/${plan.code}/publication`}>{t('publication')}</Link>
      {may('leadPlans') && <Link to={`/desk/plans/${plan.code}/editions`}>{t('editions')}</Link>}
    </div>
  )
}

/** A plan that is prepared and led; each part is saved by itself and begun anew with what was saved. */
function PlanDesk({ plan }: { plan: DeskPlan }) {
  const { t } = useTranslation('planDesk')
  const [done, setDone] = useState('')
  const part = { plan, onDone: setDone }
  const keyOf = (value: unknown) => JSON.stringify(value)
  return (
    <div className={styles.page}>
      <Crumbs trail={[{ to: '/desk/plans', label: t('title') }]} here={plan.code} />
      <div className={styles.head}>
        <h1>{plan.title}</h1>
        <PlanStatusTag status={plan.status} />
      </div>
      <PlanLinks plan={plan} />
      <PlanWarnings warnings={plan.warnings} />
      <p role="status">{done}</p>
      <section className={styles.section}>
        <h2>{t('section.road')}</h2>
        <PlanMoves {...part} />
      </section>
      {plan.status === 'voting' && <ApprovalSection {...part} />}
      <CalendarSection {...part} />
      <WindowsSection key={keyOf(plan.windows)} {...part} />
      <FactsSection key={keyOf(plan.facts)} {...part} />
      <DocumentsSection key={`d${keyOf(plan.documents)}`} {...part} />
      {plan.documents.map((document) => (
        <ArticlesForm key={document.id} {...part} document={document} />
      ))}
      <SheetsSection key={`s${keyOf(plan.sheets)}`} {...part} />
      <ThemesSection key={`t${keyOf(plan.themes)}`} {...part} />
      <PlacesSection key={`p${keyOf(plan.places)}`} {...part} />
      <TemplatesSection key={`r${keyOf(plan.templates)}`} {...part} />
    </div>
  )
}

/** One plan at the desk: its road, its calendar, its windows, and what can be aimed at in it. */
export function DeskPlanPage() {
  const { code = '' } = useParams()
  const { data: plan, error, refetch } = useQuery(deskPlanQuery(code))
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <PlanningOnly>
      <Page title={plan?.title ?? code} wide>
        {plan ? (
          <PlanDesk plan={plan} />
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={8} />
        )}
      </Page>
    </PlanningOnly>
  )
}
