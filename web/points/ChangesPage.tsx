import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { differenceOfWords } from '#rules/points'
import type { PlanChange, Setup } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ChangeForm } from './ChangeForm.tsx'
import { DeskFrame } from './DeskFrame.tsx'
import styles from './points.module.css'
import { changesQuery, dropChange, pointQuery, useDeed } from './pointsApi.ts'
import { usePointProblem } from './words.ts'

/** The words of an article, what was taken away struck through, what was added underlined; both said in words too. */
function Difference({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation('points')
  return (
    <p className={styles.preserved}>
      {differenceOfWords(before, after).map(({ kind, text }, at) => {
        const key = `${at}-${kind}`
        if (kind === 'same') return <span key={key}>{text}</span>
        const Mark = kind === 'added' ? 'ins' : 'del'
        return (
          <Mark key={key}>
            <span className="vh">{t(kind === 'added' ? 'changes.addedWord' : 'changes.removedWord')}: </span>
            {text}
          </Mark>
        )
      })}
    </p>
  )
}

function ChangeCard({ change }: { change: PlanChange }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const problem = usePointProblem()
  const drop = useDeed(() => dropChange(change.id))
  const square = (value: number | null) => (value === null ? '' : format.area(value))
  return (
    <li className={styles.card}>
      <h2>{[change.title, change.provision].filter(Boolean).join(' · ')}</h2>
      {change.kind === 'article' ? (
        <Difference before={change.beforeText ?? ''} after={change.afterText ?? ''} />
      ) : (
        <p>
          {change.beforeM2 === null
            ? t('changes.areaNew', { after: square(change.afterM2) })
            : t('changes.area', { before: square(change.beforeM2), after: square(change.afterM2) })}
        </p>
      )}
      <p>
        {t('changes.causes')}:{' '}
        {change.points.map((point, at) => (
          <span key={point.id}>
            {at > 0 && ', '}
            <Link to={`/desk/points/${point.id}`}>{point.reference}</Link>
          </span>
        ))}
      </p>
      {drop.error && <p role="alert">{problem(drop.error)}</p>}
      <Button look="quiet" isPending={drop.isPending} onPress={() => drop.mutate(undefined)}>
        {t('changes.drop')}
      </Button>
    </li>
  )
}

function Changes({ setup }: { setup: Setup }) {
  const { t } = useTranslation('points')
  const { search } = useLocation()
  const pointId = Number(new URLSearchParams(search).get('point')) || null
  const { data, error, refetch } = useQuery(changesQuery(setup.plan.code))
  const { data: point } = useQuery({ ...pointQuery(pointId ?? 0), enabled: pointId !== null })
  return (
    <div className={styles.partsPage}>
      <p className={styles.lead}>{t('changes.intro')}</p>
      {point && <ChangeForm key={point.id} setup={setup} point={point} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={6} />}
      {data?.total === 0 && !point && (
        <EmptyState title={t('changes.none')}>
          <p>{t('changes.noneBody')}</p>
        </EmptyState>
      )}
      <ul className={styles.cards}>
        {data?.items.map((change) => (
          <ChangeCard key={change.id} change={change} />
        ))}
      </ul>
    </div>
  )
}

/** What changes in the plan, and by which points. */
export function ChangesPage() {
  const { t } = useTranslation('points')
  return <DeskFrame title={t('changes.title')}>{(setup) => <Changes setup={setup} />}</DeskFrame>
}
