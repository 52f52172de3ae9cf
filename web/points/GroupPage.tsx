import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Group, NewDecision, Setup } from '#schema/points'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { DecisionForm } from './DecisionForm.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import { PlannerOnly } from './PlannerOnly.tsx'
import styles from './points.module.css'
import { decideGroup, groupQuery, setupQuery, useDeed } from './pointsApi.ts'
import { useSplitWords } from './splitWords.ts'

function GroupView({ setup, group }: { setup: Setup; group: Group }) {
  const { t } = useTranslation('points')
  const { submitter } = useSplitWords()
  const decide = useDeed((decision: NewDecision) => decideGroup(group.id, decision))
  return (
    <div className={styles.groupPage}>
      <header className={styles.splitHead}>
        <Crumbs
          trail={[
            { to: `/desk/points?plan=${group.plan}`, label: t('title') },
            { to: `/desk/points/twins?plan=${group.plan}`, label: t('twins.title') },
          ]}
          here={group.title}
        />
        <div className={styles.headLine}>
          <h1>{t('twins.group', { title: group.title })}</h1>
          <OutcomeTag outcome={group.outcome} stage={group.stage} />
        </div>
        <p>{[t('twins.size', { count: group.size }), group.provision].filter(Boolean).join(' · ')}</p>
      </header>
      <div className={styles.splitColumns}>
        <section className={styles.words}>
          <h2>{t('twins.groupPoints')}</h2>
          <ol className={styles.plainList}>
            {group.points.map((point) => (
              <li key={point.id}>
                <Link to={`/desk/points/${point.id}?plan=${group.plan}&group=${group.id}`}>
                  {point.reference}
                </Link>{' '}
                <span className={styles.hint}>{submitter(point.submitterKind)}</span>
                <p className={styles.clipped}>{point.synthesis ?? point.excerpt}</p>
              </li>
            ))}
          </ol>
        </section>
        <section className={styles.panel}>
          <h2>{t('one.decide')}</h2>
          {setup.plan.examined && (
            <DecisionForm
              setup={setup}
              stage={group.stage}
              known={{ article: group.provision }}
              pending={decide.isPending}
              error={decide.error}
              done={decide.isSuccess ? group.stage : null}
              onDecide={decide.mutate}
            />
          )}
        </section>
      </div>
    </div>
  )
}

function GroupLoader() {
  const { id = '' } = useParams()
  const { t } = useTranslation('points')
  const { data, error, refetch } = useQuery(groupQuery(Number(id)))
  const { data: setup } = useQuery({ ...setupQuery(data?.plan), enabled: data !== undefined })
  return (
    <Page title={data ? t('twins.group', { title: data.title }) : t('twins.title')} wide>
      {data && setup && <GroupView key={data.id} setup={setup} group={data} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!(data && setup) && !error && <Skeleton lines={8} />}
    </Page>
  )
}

/** A group of points with one reason and one outcome for all. */
export const GroupPage = () => (
  <PlannerOnly>
    <GroupLoader />
  </PlannerOnly>
)
