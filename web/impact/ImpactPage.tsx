import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Figure, Impact, Series } from '#schema/agreements'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { BarChart } from './BarChart.tsx'
import styles from './impact.module.css'

function useValueText() {
  const { t } = useTranslation('impact')
  const format = useFormats()
  return ({ value, unit }: Figure): string => {
    if (value === null) return t('noValue')
    if (unit === 'm2') return format.area(value)
    if (unit === 'share') return format.percent(value)
    return t(`unit.${unit}`, { count: value, number: format.number(value, 1, 0) })
  }
}

type Told = Pick<Figure, 'population' | 'definition' | 'source' | 'date' | 'query'>

/** Over what a number is taken, what it means, where it is from, when and how it was computed. */
function Ground({
  told: { population, definition, source, date, query },
  name,
}: {
  told: Told
  name: string
}) {
  const { t } = useTranslation('impact')
  const format = useFormats()
  const language = useLanguage()
  return (
    <>
      <p>{definition[language]}.</p>
      <p className={styles.small}>
        {t('population', {
          count: population.count,
          number: format.number(population.count),
          what: population[language],
        })}{' '}
        {t('source', { source: source[language], date: format.date(date) })}
      </p>
      <Disclosure
        title={
          <>
            {t('query')} <span className="vh">{name}</span>
          </>
        }
      >
        <pre className={styles.query} tabIndex={0}>
          <code>{query}</code>
        </pre>
      </Disclosure>
    </>
  )
}

function FigureCard({ figure }: { figure: Figure }) {
  const { t } = useTranslation('impact')
  const valueText = useValueText()
  const name = t(`figure.${figure.id}`)
  return (
    <section className={styles.figure}>
      <h2>{name}</h2>
      <p className={styles.big} data-figure={figure.id}>
        {valueText(figure)}
      </p>
      <Ground told={figure} name={name} />
    </section>
  )
}

function SeriesSection({ series }: { series: Series }) {
  const { t } = useTranslation('impact')
  const format = useFormats()
  const nameOf = (key: string) => {
    if (series.id === 'byYear') return key
    return key === '' ? t('nowhere') : t('district', { code: key })
  }
  const title = t(`series.${series.id}`)
  return (
    <section className={styles.series}>
      <h2>{title}</h2>
      {series.points.length === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        <div className={styles.beside}>
          <BarChart
            label={t('chart', { title })}
            bars={series.points.map(({ key, spaces }) => ({
              key,
              name: nameOf(key),
              value: spaces,
              text: format.number(spaces),
            }))}
          />
          <table className={styles.table}>
            <caption className="vh">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{t(`key.${series.id}`)}</th>
                <th scope="col">{t('spaces')}</th>
                <th scope="col">m²</th>
              </tr>
            </thead>
            <tbody>
              {series.points.map(({ key, spaces, areaM2 }) => (
                <tr key={key}>
                  <th scope="row">{nameOf(key)}</th>
                  <td>{format.number(spaces)}</td>
                  <td>{format.number(areaM2, 1, 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Ground told={series} name={title} />
    </section>
  )
}

/** What came of the awards: every number with its population, source, day and query. */
export function ImpactPage() {
  const { t } = useTranslation('impact')
  const { data, error, refetch } = useQuery({
    queryKey: ['impact'],
    queryFn: ({ signal }) => api<Impact>('/api/impact', { signal }),
  })
  return (
    <Page title={t('title')}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <p className={styles.intro}>
          {t('intro')} <Link to="/agreements">{t('toAgreements')}</Link>
        </p>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={10} />}
        {data && (
          <>
            <div className={styles.figures}>
              {data.figures.map((figure) => (
                <FigureCard key={figure.id} figure={figure} />
              ))}
            </div>
            {data.series.map((series) => (
              <SeriesSection key={series.id} series={series} />
            ))}
          </>
        )}
      </div>
    </Page>
  )
}
