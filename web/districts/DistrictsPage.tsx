import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { numberText } from '#rules/districtPages'
import type { Coverage, Shapes } from '#schema/coverage'
import type { DistrictList as DistrictItems } from '#schema/districts'
import { api } from '../api/client.ts'
import { AreaMap } from '../coverage/AreaMap.tsx'
import type { AreaCollection, MapArea } from '../coverage/areaDrawing.ts'
import { classesOf } from '../coverage/classes.ts'
import { shownValue, useValueWords } from '../coverage/values.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { ComparisonTable } from './ComparisonTable.tsx'
import { districtPath, figuresQuery, shapesQuery } from './districtApi.ts'
import styles from './districts.module.css'

const indicator = { id: 'offeredPer1000', unit: 'm2per1000' } as const

/** The districts by what is on offer in each; choosing one opens its page. */
function CityMap({ coverage, shapes }: { coverage: Coverage; shapes: Shapes }) {
  const { t } = useTranslation('districts')
  const language = useLanguage()
  const words = useValueWords()
  const go = useGo()
  const title = coverage.indicators.find(({ id }) => id === indicator.id)?.title[language] ?? ''
  const areas = useMemo<MapArea[]>(
    () =>
      coverage.areas
        .filter(({ kind }) => kind === 'district')
        .map(({ code, name, small, values }) => ({ code, name, small, ...values[indicator.id] })),
    [coverage],
  )
  return (
    <AreaMap
      areas={areas}
      shapes={shapes as unknown as AreaCollection}
      classes={classesOf(
        areas.map(({ value }) => shownValue(value, indicator.unit)),
        'natural',
      )}
      title={`${t('title')}: ${title}`}
      textOf={(area) => words.whole(area, indicator)}
      numberOf={(value) => numberText(value, indicator.unit, language)}
      labelOf={({ code }) => code}
      chosen={null}
      onChoose={(code) => go(districtPath(code))}
    >
      <b>{title}</b>
    </AreaMap>
  )
}

/** The way to each district, before any figure is computed. */
function Numbers() {
  const { t } = useTranslation('districts')
  const { data } = useQuery({
    queryKey: ['districts'],
    queryFn: ({ signal }) => api<DistrictItems>('/api/districts', { signal }),
  })
  return (
    <nav className={styles.pick} aria-label={t('titlePlain')}>
      <span>{t('word')}</span>
      {data?.items.map(({ number, name }) => (
        <Link key={number} to={districtPath(number)} aria-label={name}>
          {number}
        </Link>
      ))}
    </nav>
  )
}

/** The nine Municipi side by side, each leading to its page. */
export function DistrictsPage() {
  const { t } = useTranslation('districts')
  const figures = useQuery(figuresQuery)
  const shapes = useQuery(shapesQuery('district'))
  const error = figures.error ?? shapes.error
  const retry = () => void Promise.all([figures.refetch(), shapes.refetch()])
  return (
    <Page title={t('title')}>
      <div className={styles.page}>
        <div className={styles.hero}>
          <div>
            <h1>{t('title')}</h1>
            <p>{t('intro')}</p>
          </div>
        </div>
        <Numbers />
        {error && <ErrorState error={error} onRetry={retry} />}
        {!error && !(figures.data && shapes.data) && <Skeleton lines={16} />}
        {figures.data && <ComparisonTable coverage={figures.data} untitled />}
        {figures.data && shapes.data && (
          <div className={styles.city}>
            <CityMap coverage={figures.data} shapes={shapes.data} />
          </div>
        )}
      </div>
    </Page>
  )
}
