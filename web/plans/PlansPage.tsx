import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PlanItem } from '#schema/plans'
import styles from '../calls/calls.module.css'
import { useLanguage } from '../i18n/useLanguage.ts'
import { registerPath } from '../register/registerState.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Stamp } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { PlanStatusTag } from './PlanStatusTag.tsx'
import { PlanWindows } from './PlanWindows.tsx'
import own from './plans.module.css'
import { plansQuery } from './plansApi.ts'

function PlanCard({ plan }: { plan: PlanItem }) {
  const { t } = useTranslation('plans')
  const english = useLanguage() === 'en'
  return (
    <li className={styles.card}>
      <p className={styles.cardTop}>
        <PlanStatusTag status={plan.status} />
        <span>
          {t(`kind.${plan.kind}`)} {plan.code}
        </span>
      </p>
      <h2>
        <Link to={`/plans/${plan.code}`}>{(english && plan.titleEn) || plan.title}</Link>{' '}
        {plan.example && <Stamp kind="example" />}
      </h2>
      <p>{(english && plan.summaryEn) || plan.summary}</p>
      <PlanWindows windows={plan.windows} />
      {plan.published && (
        <p>
          <Link to={registerPath(plan.code)}>{t('register')}</Link>
        </p>
      )}
    </li>
  )
}

/** The plans one can write to, or could. */
export function PlansPage() {
  const { t } = useTranslation('plans')
  const { data, error, refetch } = useQuery(plansQuery)
  return (
    <Page title={t('title')}>
      <div className={styles.list}>
        <h1>{t('title')}</h1>
        <p className={styles.intro}>{t('intro')}</p>
        <p className={own.actions}>
          <LinkButton to="/observations">{t('mine')}</LinkButton>
          <LinkButton to="/observations/follow">{t('follow')}</LinkButton>
        </p>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={6} />}
        {data?.total === 0 && <EmptyState title={t('none')}>{null}</EmptyState>}
        {data && data.total > 0 && (
          <section>
            <ul className={styles.cards}>
              {data.items.map((plan) => (
                <PlanCard key={plan.code} plan={plan} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Page>
  )
}
