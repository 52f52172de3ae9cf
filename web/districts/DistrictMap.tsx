import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numberText } from '#rules/districtPages'
import type { DistrictPage } from '#schema/districtPages'
import { AreaMap } from '../coverage/AreaMap.tsx'
import type { AreaCollection, Areal, MapArea } from '../coverage/areaDrawing.ts'
import { classesOf } from '../coverage/classes.ts'
import { PngButton } from '../coverage/PngButton.tsx'
import { shownValue, useValueWords } from '../coverage/values.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { labShape, statusShapes } from '../ui/shapes.ts'
import { neighbourhoodsQuery, shapesQuery } from './districtApi.ts'
import styles from './districts.module.css'
import looks from './figures.module.css'

const indicator = { id: 'offeredPer1000', unit: 'm2per1000' } as const

/** The NIL that lie in the district, wholly or in part: their outlines and what they are told of, and its own outline. */
function useAreas({ number, neighbourhoods }: DistrictPage['district']) {
  const figures = useQuery(neighbourhoodsQuery)
  const shapes = useQuery(shapesQuery('neighbourhood'))
  const districts = useQuery(shapesQuery('district'))
  const drawn = useMemo(() => {
    if (!figures.data || !shapes.data || !districts.data) return null
    const codes = new Set(neighbourhoods.codes)
    const features = shapes.data.features.filter(({ properties }) => codes.has(properties.code))
    const areas: MapArea[] = figures.data.areas
      .filter(({ code }) => codes.has(code))
      .map(({ code, name, small, values }) => ({ code, name, small, ...values[indicator.id] }))
    const outline = districts.data.features.find(({ properties }) => properties.code === number)
    return {
      areas,
      shapes: { ...shapes.data, features } as AreaCollection,
      outline: outline?.geometry as Areal,
    }
  }, [figures.data, shapes.data, districts.data, neighbourhoods, number])
  const retry = () => void Promise.all([figures.refetch(), shapes.refetch(), districts.refetch()])
  const error = figures.error ?? shapes.error ?? districts.error
  return { drawn, date: figures.data?.run.date, error, retry }
}

function useSigns({ places }: DistrictPage) {
  const { t } = useTranslation('districts')
  return useMemo(() => {
    const pointsOf = (status: 'available' | 'inCall') =>
      places.spaces.filter((space) => space.status === status).map(({ point }) => point as [number, number])
    return [
      {
        id: 'available',
        label: t('where.available'),
        strokes: statusShapes.available('var(--st-available)', 'var(--surface)'),
        points: pointsOf('available'),
      },
      {
        id: 'inCall',
        label: t('where.inCall'),
        strokes: statusShapes.inCall('var(--st-inCall)', 'var(--surface)'),
        points: pointsOf('inCall'),
      },
      {
        id: 'labs',
        label: t('where.lab'),
        strokes: labShape('var(--map-lab)', 'var(--surface)'),
        points: places.labs as [number, number][],
      },
    ]
  }, [places, t])
}

/** The NIL of a district by what is on offer there, with its labs and the spaces one can have. */
export function DistrictMap({ page }: { page: DistrictPage }) {
  const { t } = useTranslation('districts')
  const language = useLanguage()
  const format = useFormats()
  const words = useValueWords()
  const { number, name } = page.district
  const { drawn, date, error, retry } = useAreas(page.district)
  const overlays = useSigns(page)
  const [chosen, setChosen] = useState<string | null>(null)
  const svg = useRef<SVGSVGElement>(null)
  if (error) return <ErrorState error={error} onRetry={retry} />
  if (!drawn) return <Skeleton lines={12} />
  const values = drawn.areas.map(({ value, state, small }) =>
    small || state !== 'known' ? null : shownValue(value, indicator.unit),
  )
  const area = drawn.areas.find(({ code }) => code === chosen)
  const title = t('where.map', { name })
  const textOf = (one: MapArea) => words.whole(one, indicator)
  return (
    <div>
      <AreaMap
        areas={drawn.areas}
        shapes={drawn.shapes}
        outline={drawn.outline}
        classes={classesOf(values, 'natural')}
        title={title}
        textOf={textOf}
        numberOf={(value) => numberText(value, indicator.unit, language)}
        overlays={overlays}
        chosen={chosen}
        onChoose={setChosen}
        svgRef={svg}
      >
        <b>{title}</b>
      </AreaMap>
      {area && (
        <p className={styles.chosen}>
          {t('where.chosen', { name: area.name, value: textOf(area) })}{' '}
          <Link to={`/?neighbourhood=${encodeURIComponent(area.code)}`}>{t('where.toMap')}</Link>
        </p>
      )}
      <p className={looks.pictures}>
        <PngButton
          svg={svg}
          fileName={`municipio-${number}-mappa`}
          words={{ title: t('where.png', { name }), notes: [title, date ? format.date(date) : ''] }}
        />
      </p>
    </div>
  )
}
