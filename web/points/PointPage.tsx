import { useQuery } from '@tanstack/react-query'
import type { Geometry } from 'geojson'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { PointDetail, Setup } from '#schema/points'
import { Page } from '../shell/Page.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { PlannerOnly } from './PlannerOnly.tsx'
import { PointGroup, PointReach } from './PointContext.tsx'
import { PointDecision } from './PointDecision.tsx'
import { PointFacts, PointPlace } from './PointFacts.tsx'
import { PointHead } from './PointHead.tsx'
import { Comments, Opinions, Relations } from './PointTalk.tsx'
import { PointWords } from './PointWords.tsx'
import styles from './points.module.css'
import { pointQuery, setupQuery } from './pointsApi.ts'

const PointPlaceMap = lazy(async () => ({ default: (await import('./PointPlaceMap.tsx')).PointPlaceMap }))

function Where({ point }: { point: PointDetail }) {
  const { t } = useTranslation('points')
  const names = [point.district && t('districtName', { code: point.district }), point.neighbourhood].filter(
    Boolean,
  )
  return (
    <section>
      <h2>{t('one.where')}</h2>
      {names.length > 0 && <p>{names.join(', ')}</p>}
      {point.geometry ? (
        <Suspense fallback={<Skeleton lines={4} />}>
          <PointPlaceMap
            key={JSON.stringify(point.geometry)}
            point={point}
            geometry={point.geometry as Geometry}
          />
        </Suspense>
      ) : (
        <p className={styles.hint}>{t('one.noPlace')}</p>
      )}
    </section>
  )
}

function PointView({ setup, point }: { setup: Setup; point: PointDetail }) {
  const { t } = useTranslation('points')
  return (
    <div className={styles.pointPage}>
      <PointHead point={point} />
      <div className={styles.reading}>
        <PointWords point={point} />
      </div>
      <div className={styles.context} role="group" aria-label={t('one.facts')}>
        <PointFacts setup={setup} point={point} />
        <PointPlace setup={setup} point={point} />
        <Where point={point} />
        <PointGroup point={point} />
        <Relations point={point} />
        <Opinions point={point} />
        <Comments point={point} />
        <PointReach point={point} />
      </div>
      <PointDecision setup={setup} point={point} />
    </div>
  )
}

function PointLoader() {
  const { id = '' } = useParams()
  const { t } = useTranslation('points')
  const { data, error, refetch } = useQuery(pointQuery(Number(id)))
  const { data: setup } = useQuery({ ...setupQuery(data?.plan), enabled: data !== undefined })
  return (
    <Page title={data ? data.reference : t('title')} wide>
      {data && setup && <PointView key={data.id} setup={setup} point={data} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!(data && setup) && !error && <Skeleton lines={10} />}
    </Page>
  )
}

/** One point with everything needed to answer it, on one page. */
export const PointPage = () => (
  <PlannerOnly>
    <PointLoader />
  </PlannerOnly>
)
