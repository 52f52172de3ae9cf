import { useTranslation } from 'react-i18next'
import {
  comparedIndicators,
  type DistrictFigure,
  figureOf,
  numberText,
  valueText,
} from '#rules/districtPages'
import type { Coverage } from '#schema/coverage'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Link } from '../ui/Link.tsx'
import { districtPath } from './districtApi.ts'
import styles from './districts.module.css'
import tables from './tables.module.css'

/** The value of one district as a number and a bar, the city as a tick on it. */
function BarCell({ figure, number }: { figure: DistrictFigure; number: string }) {
  const language = useLanguage()
  const { indicator, all, against } = figure
  const value = all.find((one) => one.number === number)?.value
  if (!value) return <td />
  const most = Math.max(...all.map((one) => one.value.value ?? 0), against.value ?? 0)
  const share = (of: number | null) => `${most > 0 && of !== null ? (of / most) * 100 : 0}%`
  return (
    <td>
      <span className={tables.cell}>
        <span className={tables.number}>{valueText(value, indicator.unit, language)}</span>
        <span className={tables.bar} aria-hidden="true">
          <i style={{ width: share(value.value) }} />
          {against.value !== null && <b style={{ left: share(against.value) }} />}
        </span>
      </span>
    </td>
  )
}

interface ComparisonProps {
  coverage: Coverage
  /** The district whose row stands out. */
  own?: string
  /** Where the page has this title already. */
  untitled?: boolean
}

/** All districts side by side, with the city as a tick on each bar. */
export function ComparisonTable({ coverage, own, untitled = false }: ComparisonProps) {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const language = useLanguage()
  const { areas, run, travel } = coverage
  const districts = areas.filter(({ kind }) => kind === 'district')
  const city = areas.find(({ kind }) => kind === 'city')
  const figures = comparedIndicators.flatMap((id) => figureOf(coverage, districts[0]?.code ?? '', id) ?? [])
  return (
    <section className={styles.section} id="compare" aria-labelledby="compare-title">
      <header className={styles.head}>
        <h2 id="compare-title" className={untitled ? 'vh' : undefined}>
          {t('table.title')}
        </h2>
        <p>{t('table.note')}</p>
        <a className={styles.right} href="/api/coverage.csv?kind=district,city" download>
          {t('table.csv')}
        </a>
      </header>
      <div className={tables.scroll} tabIndex={0} role="group" aria-labelledby="compare-title">
        <table className={`${tables.table} ${tables.comparison}`}>
          <caption className="vh">{t('table.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('table.district')}</th>
              <th scope="col" className={tables.number}>
                {t('table.residents')}
              </th>
              <th scope="col" className={tables.number}>
                {t('table.spaces')}
              </th>
              {figures.map(({ indicator }) => (
                <th key={indicator.id} scope="col">
                  {indicator.title[language]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {districts.map(({ code, name, residents, values }) => (
              <tr
                key={code}
                className={code === own ? tables.me : undefined}
                aria-current={code === own ? 'true' : undefined}
              >
                <th scope="row">
                  <Link to={districtPath(code)} aria-label={name}>
                    {code}
                  </Link>
                </th>
                <td className={tables.number}>{residents === null ? '–' : format.number(residents)}</td>
                <td className={tables.number}>{valueText(values.spaceCount, 'count', language)}</td>
                {figures.map((figure) => (
                  <BarCell key={figure.indicator.id} figure={figure} number={code} />
                ))}
              </tr>
            ))}
            {city && (
              <tr className={tables.cityRow}>
                <th scope="row">{t('table.city')}</th>
                <td className={tables.number}>
                  {city.residents === null ? '–' : format.number(city.residents)}
                </td>
                <td className={tables.number}>{valueText(city.values.spaceCount, 'count', language)}</td>
                {figures.map(({ indicator, against }) => (
                  <td key={indicator.id}>
                    {against.value === null ? '–' : numberText(against.value, indicator.unit, language)}
                  </td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <p className={styles.tiny}>
        {t('table.source', { date: format.date(run.date), note: travel.note[language] })}{' '}
        <Link to="/coverage">{t('table.compare')}</Link>
      </p>
    </section>
  )
}
