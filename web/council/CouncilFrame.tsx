import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useParams } from 'react-router'
import type { CouncilPlan } from '#schema/council'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'
import { useMe } from '../accounts/useMe.ts'
import { ApiProblem } from '../api/client.ts'
import { useTitleOf } from '../i18n/useTitleOf.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { PlanStatusTag } from '../plans/PlanStatusTag.tsx'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './council.module.css'
import { councilPlanQuery } from './councilApi.ts'

/** What the Council reads, for who may open it. */
export function CouncilOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation('council')
  return (
    <PermittedOnly
      permission="readCouncilEdition"
      title={t('title')}
      notYours={t('notYours')}
      notYoursBody={t('notYoursBody')}
    >
      {children}
    </PermittedOnly>
  )
}

function Parts({ code }: { code: string }) {
  const { t } = useTranslation('council')
  const { pathname } = useLocation()
  const { may } = useMe()
  const parts = [
    ['edition', `/council/${code}`],
    ['votes', `/council/${code}/votes`],
    ...(may('leadPlans') ? [['openings', `/council/${code}/openings`] as const] : []),
  ] as const
  return (
    <nav className={styles.parts} aria-label={t('parts')}>
      {parts.map(([part, to]) => (
        <Link key={part} to={to} aria-current={pathname === to ? 'page' : undefined}>
          {t(`part.${part}`)}
        </Link>
      ))}
    </nav>
  )
}

interface CouncilFrameProps {
  title: string
  children: (plan: CouncilPlan) => ReactNode
}

function Framed({ title, children }: CouncilFrameProps) {
  const { t } = useTranslation('council')
  const titleOf = useTitleOf()
  const { code = '' } = useParams()
  const { data: plan, error, refetch } = useQuery(councilPlanQuery(code))
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  if (error && !plan) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!plan) return <Skeleton lines={8} />
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Crumbs trail={[{ to: '/council', label: t('title') }]} here={plan.code} />
        <div className={styles.headLine}>
          <h1>{title}</h1>
          <PlanStatusTag status={plan.status} />
        </div>
        <p>{titleOf(plan)}</p>
        <Parts code={plan.code} />
      </header>
      {children(plan)}
    </div>
  )
}

/** A page about a plan before the Council, with its parts. */
export function CouncilFrame(props: CouncilFrameProps) {
  return (
    <CouncilOnly>
      <Page title={props.title} wide>
        <Framed {...props} />
      </Page>
    </CouncilOnly>
  )
}
