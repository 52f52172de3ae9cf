import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Coverage } from '#schema/coverage'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { CoverageFrame } from './CoverageFrame.tsx'
import styles from './coverage.module.css'
import { areasOf, type DefinedIndicator, figuresQuery, indicatorQuery } from './coverageApi.ts'
import { FigureNote } from './FigureNote.tsx'
import { Ground } from './Ground.tsx'
import { PngButton } from './PngButton.tsx'
import { StripPlot } from './StripPlot.tsx'
import { useValueWords } from './values.ts'

interface TermProps {
  name: string
  children: ReactNode
}

const Term = ({ name, children }: TermProps) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** What an indicator means and how it is made, as a list of terms. */
function Terms({ indicator }: { indicator: DefinedIndicator }) {
  const { t } = useTranslation('coverage')
  const language = useLanguage()
  const { definition, formula, unit, source, population, reference, higherIs, travel } = indicator
  return (
    <dl className={styles.terms}>
      <Term name={t('terms.definition')}>{definition[language]}</Term>
      <Term name={t('terms.formula')}>
        <code>{formula}</code>
      </Term>
      <Term name={t('terms.unit')}>{t(`units.${unit}`)}</Term>
      <Term name={t('terms.reading')}>{t(`higherIs.${higherIs}`)}</Term>
      <Term name={t('terms.source')}>{source[language]}</Term>
      <Term name={t('terms.population')}>{population[language]}</Term>
      <Term name={t('terms.travel')}>{travel.note[language]}</Term>
      {reference && <Term name={t('terms.reference')}>{reference}</Term>}
      <Term name={t('terms.untold')}>{t('terms.untoldBody')}</Term>
    </dl>
  )
}

/** The figure in each Municipio as a strip and a table, where it says something of a Municipio. */
function ByDistrict({ indicator, coverage }: { indicator: DefinedIndicator; coverage: Coverage }) {
  const { t } = useTranslation('coverage')
  const language = useLanguage()
  const format = useFormats()
  const words = useValueWords()
  const svg = useRef<SVGSVGElement>(null)
  const title = indicator.title[language]
  const districts = areasOf(coverage, 'district')
  const applies = districts.some(({ values }) => values[indicator.id].state !== 'notApplicable')
  if (!applies) return <p>{t('indicator.cityOnly')}</p>
  const points = districts.map(({ code, name, values }) => ({
    code,
    short: `M${code}`,
    name,
    value: values[indicator.id].value,
    text: words.whole(values[indicator.id], indicator),
  }))
  const city = { value: indicator.city.value, text: words.whole(indicator.city, indicator) }
  const source = t('note.source', {
    source: indicator.source[language],
    date: format.date(coverage.run.date),
  })
  return (
    <>
      <StripPlot title={title} points={points} city={city} svgRef={svg} />
      <p className={styles.small}>{t('indicator.strip')}</p>
      <p className={styles.further}>
        <Link to={`/coverage?indicator=${indicator.id}`}>{t('indicator.compare')}</Link>
      </p>
      <PngButton
        svg={svg}
        fileName={`${indicator.id}-${coverage.run.date}`}
        words={{ title, notes: [t('indicator.strip'), source, window.location.href] }}
      />
    </>
  )
}

function Body({ indicator }: { indicator: DefinedIndicator }) {
  const { t } = useTranslation('coverage')
  const language = useLanguage()
  const words = useValueWords()
  const { data, error, refetch } = useQuery(figuresQuery('district'))
  return (
    <div className={styles.beside}>
      <Terms indicator={indicator} />
      <div>
        <section className={styles.card}>
          <h2>{t('indicator.city')}</h2>
          <p className={styles.big}>{words.whole(indicator.city, indicator)}</p>
          <FigureNote
            name={indicator.title[language]}
            indicator={indicator.id}
            source={indicator.source[language]}
            date={indicator.run.date}
            apiPath={`/api/coverage/indicators/${indicator.id}`}
          />
        </section>
        <section className={styles.card}>
          <h2>{t('indicator.byDistrict')}</h2>
          {error && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton lines={4} />}
          {data && <ByDistrict indicator={indicator} coverage={data} />}
        </section>
        {data && <Ground coverage={data} />}
      </div>
    </div>
  )
}

/** One indicator: what it means, how it is computed, from what, and what it says today. */
export function IndicatorPage() {
  const { t } = useTranslation('coverage')
  const language = useLanguage()
  const { id = '' } = useParams()
  const { data, error, refetch } = useQuery({ ...indicatorQuery(id), placeholderData: undefined })
  const unheard = error instanceof ApiProblem && (error.status === 404 || error.status === 400)
  const title = data?.title[language] ?? t('indicators.title')
  return (
    <CoverageFrame part="indicators" title={title} below={data ? title : id}>
      {unheard && (
        <EmptyState title={t('indicator.none')}>
          <Link to="/coverage/indicators">{t('indicator.all')}</Link>
        </EmptyState>
      )}
      {error && !unheard && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={12} />}
      {data && <Body indicator={data} />}
    </CoverageFrame>
  )
}
