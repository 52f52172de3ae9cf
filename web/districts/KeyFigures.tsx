import { createRef, type RefObject, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  againstText,
  countText,
  type DistrictFigure,
  figureOf,
  keyIndicators,
  numberText,
  quoteFigure,
  rankText,
  valueText,
} from '#rules/districtPages'
import type { Coverage } from '#schema/coverage'
import type { DistrictPage } from '#schema/districtPages'
import { useCity } from '../api/useCity.ts'
import { PngButton } from '../coverage/PngButton.tsx'
import { StripPlot } from '../coverage/StripPlot.tsx'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Icon } from '../ui/icons.tsx'
import { Link } from '../ui/Link.tsx'
import { localAddress } from '../url/navigate.ts'
import { CopyDialog } from './CopyDialog.tsx'
import { districtPath } from './districtApi.ts'
import styles from './districts.module.css'
import looks from './figures.module.css'
import tables from './tables.module.css'
import { useCopied } from './useCopied.ts'

type SvgRef = RefObject<SVGSVGElement | null>

interface CardProps {
  figure: DistrictFigure
  page: DistrictPage
  date: string
  svgRef: SvgRef
  onCopy: (figure: DistrictFigure) => void
}

function Strip({ figure, page, svgRef }: Pick<CardProps, 'figure' | 'page' | 'svgRef'>) {
  const language = useLanguage()
  const { indicator, all, against } = figure
  const { unit } = indicator
  return (
    <StripPlot
      title={indicator.title[language]}
      own={page.district.number}
      bare
      svgRef={svgRef}
      city={{
        value: against.value,
        text: against.value === null ? '' : numberText(against.value, unit, language),
      }}
      points={all.map(({ number, name, value }) => ({
        code: number,
        short: `M${number}`,
        name,
        value: value.value,
        text: valueText(value, unit, language),
      }))}
    />
  )
}

function FigureCard({ figure, page, date, svgRef, onCopy }: CardProps) {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const language = useLanguage()
  const { indicator, own } = figure
  const title = indicator.title[language]
  const beside = [countText(figure, language), againstText(figure, language)].filter(Boolean).join(' · ')
  return (
    <section className={looks.kpi} data-figure={indicator.id}>
      <h3>{title}</h3>
      <p className={looks.value}>
        <b className={own.state === 'known' ? undefined : looks.none}>
          {valueText(own, indicator.unit, language)}
        </b>
        <small>{beside}</small>
        <span className={looks.rank}>{rankText(figure, language)}</span>
      </p>
      <Strip figure={figure} page={page} svgRef={svgRef} />
      <p className={looks.source}>
        <span>{t('figures.source', { source: indicator.source[language], date: format.date(date) })}</span>
        <Link to={`/coverage/indicators/${indicator.id}`} aria-label={t('figures.definitionOf', { title })}>
          {t('figures.definition')}
        </Link>
        <button type="button" onClick={() => onCopy(figure)} aria-label={t('copy.label', { title })}>
          <Icon name="copy" size={14} />
          {t('copy.button')}
        </button>
      </p>
    </section>
  )
}

interface TableProps {
  figures: readonly DistrictFigure[]
  page: DistrictPage
  refs: readonly SvgRef[]
  date: string
}

/** The charts in numbers: a row for each district, the city last. */
function FiguresTable({ figures, page, refs, date }: TableProps) {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const language = useLanguage()
  const { number, name } = page.district
  return (
    <Disclosure title={t('figures.table')} level={3}>
      <div className={tables.scroll} tabIndex={0} role="group" aria-label={t('figures.title')}>
        <table className={tables.table}>
          <caption className="vh">{t('figures.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('word')}</th>
              {figures.map(({ indicator }) => (
                <th key={indicator.id} scope="col" className={tables.number}>
                  {indicator.title[language]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(figures[0]?.all ?? []).map(({ number: code }) => (
              <tr key={code} className={code === number ? tables.me : undefined}>
                <th scope="row">{code}</th>
                {figures.map(({ indicator, all }) => {
                  const value = all.find((one) => one.number === code)?.value
                  return (
                    <td key={indicator.id} className={tables.number}>
                      {value && valueText(value, indicator.unit, language)}
                    </td>
                  )
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('table.city')}</th>
              {figures.map((figure) => (
                <td key={figure.indicator.id} className={tables.number}>
                  {againstText(figure, language)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <p className={looks.pictures}>
        {figures.map(({ indicator }, index) => (
          <PngButton
            key={indicator.id}
            svg={refs[index] ?? { current: null }}
            fileName={`municipio-${number}-${indicator.id}`}
            words={{
              title: `${name}: ${indicator.title[language]}`,
              notes: [
                t('figures.source', { source: indicator.source[language], date: format.date(date) }),
                t('figures.note', { number }),
              ],
            }}
          />
        ))}
      </p>
    </Disclosure>
  )
}

/** The six figures a district is told by first, each against the city and the other districts, each to be quoted. */
export function KeyFigures({ coverage, page }: { coverage: Coverage; page: DistrictPage }) {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const language = useLanguage()
  const { demo } = useCity()
  const { said, refused, copy, close } = useCopied()
  const { number, name } = page.district
  const refs = useMemo(() => keyIndicators.map(() => createRef<SVGSVGElement>()), [])
  const figures = keyIndicators.flatMap((id) => figureOf(coverage, number, id) ?? [])
  const link = `${window.location.origin}${localAddress(districtPath(number))}`
  const { date } = coverage.run
  const onCopy = (figure: DistrictFigure) =>
    void copy(
      quoteFigure(figure, { name, date, link, demo, travelNote: coverage.travel.note[language] }, language),
      t('copy.done', { title: figure.indicator.title[language] }),
    )
  const { total, unchecked } = page.spaces
  return (
    <section aria-label={t('figures.title')}>
      <h2 className="vh">{t('figures.title')}</h2>
      <div className={looks.kpis}>
        {figures.map((figure, index) => (
          <FigureCard
            key={figure.indicator.id}
            figure={figure}
            page={page}
            date={date}
            svgRef={refs[index] ?? { current: null }}
            onCopy={onCopy}
          />
        ))}
      </div>
      <p className={styles.tiny}>
        {t('figures.note', { number })}{' '}
        {total > 0 &&
          t('figures.unchecked', {
            total: format.number(total),
            count: unchecked,
            share: format.percent(Math.round((unchecked / total) * 100) / 100),
          })}{' '}
        {page.places.unknownLabs > 0 && t('figures.unknownLabs', { count: page.places.unknownLabs })}
      </p>
      <p className="vh" role="status" aria-live="polite">
        {said}
      </p>
      {said && <p className={looks.copied}>{said}</p>}
      <FiguresTable figures={figures} page={page} refs={refs} date={date} />
      {refused !== null && <CopyDialog text={refused} onClose={close} />}
    </section>
  )
}
