import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegisterPlan } from '#schema/register'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { useTitleOf } from '../i18n/useTitleOf.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Stamp } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './register.module.css'
import { registerPath } from './registerState.ts'

interface FrameProps {
  code: string
  plan: RegisterPlan
  /** Of the page below that of the register. */
  below?: string
  title: string
  /** What stands beneath the title. */
  lead: ReactNode
  children: ReactNode
}

/** A page of a register: the way back to its plan, its title, and that it is invented where it is. */
export function RegisterFrame({ code, plan, below, title, lead, children }: FrameProps) {
  const { t } = useTranslation(['register', 'plans'])
  const titleOf = useTitleOf()
  const trail = [
    { to: '/plans', label: t('plans:title') },
    { to: `/plans/${encodeURIComponent(code)}`, label: code },
    ...(below ? [{ to: registerPath(code), label: t('register:title') }] : []),
  ]
  return (
    <Page title={`${title} – ${titleOf(plan)}`}>
      <Crumbs trail={trail} here={below ?? t('register:title')} />
      <header className={styles.head}>
        <h1>
          {title} {plan.example && <Stamp kind="example" />}
        </h1>
        {lead}
      </header>
      {children}
    </Page>
  )
}

/** What the register is of, and since when it can be read. */
export function PlanLine({ plan }: { plan: RegisterPlan }) {
  const { t } = useTranslation('register')
  const format = useFormats()
  const titleOf = useTitleOf()
  return (
    <p className={styles.planLine}>
      {titleOf(plan)}
      {plan.approvedAct && ` · ${t('approved', { act: plan.approvedAct })}`}
      {` · ${t('publishedOn', { date: format.date(plan.publishedOn) })}`}
    </p>
  )
}

interface UnreadProps {
  code: string
  error: unknown
  onRetry: () => void
  /** What there is not, where the server knows of none. */
  missing: 'noRegister' | 'noPoint'
}

/** What stands on a page of a register while there is nothing to show: it waits, it failed, or there is none. */
export function Unread({ code, error, onRetry, missing }: UnreadProps) {
  const { t } = useTranslation('register')
  const status = error instanceof ApiProblem ? error.status : undefined
  if (status === 404 || status === 400) {
    const why = status === 404 ? missing : 'badFilter'
    const back = why === 'noRegister' ? `/plans/${encodeURIComponent(code)}` : registerPath(code)
    return (
      <Page title={t(`${why}.title`)}>
        <EmptyState whole title={t(`${why}.title`)}>
          <p>{t(`${why}.body`)}</p>
          <LinkButton to={back} look="primary">
            {t(`${why}.back`)}
          </LinkButton>
        </EmptyState>
      </Page>
    )
  }
  return (
    <Page title={t('title')}>
      {error ? <ErrorState error={error} onRetry={onRetry} /> : <Skeleton lines={10} />}
    </Page>
  )
}
