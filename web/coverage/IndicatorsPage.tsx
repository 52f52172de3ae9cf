import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Indicator } from '#schema/coverage'
import { useLanguage } from '../i18n/useLanguage.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { CoverageFrame } from './CoverageFrame.tsx'
import styles from './coverage.module.css'
import { indicatorsQuery } from './coverageApi.ts'

type Group = Indicator['group']

/** Indicators under their families, in the order in which they are told. */
function byGroup(indicators: readonly Indicator[]): [Group, Indicator[]][] {
  const groups = [...new Set(indicators.map(({ group }) => group))]
  return groups.map((group) => [group, indicators.filter((one) => one.group === group)])
}

function GroupList({ group, indicators }: { group: Group; indicators: readonly Indicator[] }) {
  const { t } = useTranslation('coverage')
  const language = useLanguage()
  return (
    <section className={styles.group}>
      <h2>{t(`group.${group}`)}</h2>
      <ul>
        {indicators.map(({ id, title, definition }) => (
          <li key={id}>
            <Link to={`/coverage/indicators/${id}`}>{title[language]}</Link>
            <p>{definition[language]}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Every figure there is, each with its definition. */
export function IndicatorsPage() {
  const { t } = useTranslation('coverage')
  const { data, error, refetch } = useQuery(indicatorsQuery)
  return (
    <CoverageFrame part="indicators" title={t('indicators.title')} intro={t('indicators.intro')}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={12} />}
      {data?.items.length === 0 && <EmptyState title={t('compare.nothing')} />}
      {data &&
        byGroup(data.items).map(([group, indicators]) => (
          <GroupList key={group} group={group} indicators={indicators} />
        ))}
    </CoverageFrame>
  )
}
