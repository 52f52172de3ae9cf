import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Coverage } from '#schema/coverage'
import type { DistrictPage as PageData } from '#schema/districtPages'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { DistrictOpinions } from '../opinions/DistrictOpinions.tsx'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Changes } from './Changes.tsx'
import { ComparisonTable } from './ComparisonTable.tsx'
import { DistrictHead, DistrictSwitch } from './DistrictHead.tsx'
import { DistrictMap } from './DistrictMap.tsx'
import { districtApi, figuresQuery, pageQuery } from './districtApi.ts'
import styles from './districts.module.css'
import { KeyFigures } from './KeyFigures.tsx'
import { Promises } from './Promises.tsx'
import { Observations, Requests } from './Said.tsx'
import { Calls, SheetCard } from './SideCards.tsx'
import { SpacesTable } from './SpacesTable.tsx'

function Where({ page }: { page: PageData }) {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const { from, until } = page.period
  return (
    <section className={styles.section} aria-labelledby="where">
      <header className={styles.head}>
        <h2 id="where">{t('where.title')}</h2>
        <p>{t('where.period', { from: format.date(from), until: format.date(until) })}</p>
      </header>
      <div className={styles.where}>
        <DistrictMap key={page.district.number} page={page} />
        <Changes page={page} />
      </div>
    </section>
  )
}

function Voice({ number }: { number: string }) {
  const { t } = useTranslation('districts')
  return (
    <section className={styles.section} aria-labelledby="voice">
      <h2 id="voice">{t('voice')}</h2>
      <DistrictOpinions district={number} />
    </section>
  )
}

function Parts({ page, coverage }: { page: PageData; coverage: Coverage | undefined }) {
  return (
    <>
      <Where page={page} />
      <div className={`${styles.section} ${styles.columns}`}>
        <Promises page={page} />
        <div className={styles.stack}>
          <SheetCard page={page} />
          <Calls page={page} />
        </div>
      </div>
      <SpacesTable key={page.district.number} number={page.district.number} />
      <div className={`${styles.section} ${styles.halves}`}>
        <Requests page={page} />
        <Observations page={page} />
      </div>
      <Voice number={page.district.number} />
      {coverage && <ComparisonTable coverage={coverage} own={page.district.number} />}
    </>
  )
}

/** What a Municipio has, lacks and was promised, with a source for each number. */
export function DistrictPage() {
  const { t } = useTranslation('districts')
  const { number = '' } = useParams()
  const { data: page, error, refetch } = useQuery(pageQuery(number))
  const figures = useQuery(figuresQuery)
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  const name = page?.district.name ?? t('district', { number })
  return (
    <Page title={t('pageTitle', { name })}>
      <link
        rel="alternate"
        type="application/atom+xml"
        href={`${districtApi(number)}.atom`}
        title={t('followDialog.feed')}
      />
      <div className={styles.page}>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!page && !error && <Skeleton lines={16} />}
        {page && (
          <>
            <DistrictHead page={page} coverage={figures.data} />
            <DistrictSwitch page={page} />
            {figures.data && <KeyFigures key={number} coverage={figures.data} page={page} />}
            {figures.error && <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />}
            {figures.isPending && <Skeleton lines={8} />}
            <Parts page={page} coverage={figures.data} />
          </>
        )}
      </div>
    </Page>
  )
}
