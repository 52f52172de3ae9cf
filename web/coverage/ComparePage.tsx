import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Area, Coverage, Indicator } from '#schema/coverage'
import { useLanguage } from '../i18n/useLanguage.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { AreaMap } from './AreaMap.tsx'
import type { MapArea } from './areaDrawing.ts'
import { ChosenArea } from './ChosenArea.tsx'
import { CompareControls } from './CompareControls.tsx'
import { CompareTable } from './CompareTable.tsx'
import { CoverageFrame } from './CoverageFrame.tsx'
import { type Classes, classesAround, classesOf } from './classes.ts'
import { type CompareState, readCompareState, writeCompareState } from './compareState.ts'
import styles from './coverage.module.css'
import { areasOf, coveragePath, figuresQuery, indicatorsOf, shapesQuery } from './coverageApi.ts'
import { Downloads } from './Downloads.tsx'
import { FigureNote } from './FigureNote.tsx'
import { Ground } from './Ground.tsx'
import { useActiveLabs } from './useActiveLabs.ts'
import { shownValue, useValueWords } from './values.ts'

/** Areas as the map takes them, with the value of one indicator. */
function mapAreas(areas: readonly Area[], { id, unit }: Indicator): MapArea[] {
  return areas.map(({ code, name, small, values }) => ({
    code,
    name,
    small,
    ...values[id],
    value: shownValue(values[id].value, unit),
  }))
}

/** Classes of what is drawn: small areas and what is not told have none. */
function classesFor(areas: readonly MapArea[], state: CompareState, middle: number | null): Classes {
  const values = areas.filter(({ small }) => !small).map(({ value }) => value)
  return state.around && middle !== null ? classesAround(values, middle) : classesOf(values, state.method)
}

interface FiguresProps {
  coverage: Coverage
  state: CompareState
  onChange: (changes: Partial<CompareState>) => void
}

function Figures({ coverage, state, onChange }: FiguresProps) {
  const { t } = useTranslation('coverage')
  const language = useLanguage()
  const words = useValueWords()
  const svg = useRef<SVGSVGElement>(null)
  const shapes = useQuery(shapesQuery(state.kind))
  const labs = useActiveLabs()
  const indicators = indicatorsOf(coverage, state.kind)
  const indicator = indicators.find(({ id }) => id === state.indicator) ?? indicators[0]
  const areas = areasOf(coverage, state.kind)
  const [city] = areasOf(coverage, 'city')
  const drawn = useMemo(
    () => (indicator ? mapAreas(areasOf(coverage, state.kind), indicator) : []),
    [coverage, state.kind, indicator],
  )
  if (!indicator) return <EmptyState title={t('compare.nothing')} />
  const classes = classesFor(drawn, state, city?.values[indicator.id].value ?? null)
  const numberOf = (value: number) => words.number(value, indicator.unit)
  const map = { areas: drawn, classes, numberOf }
  const columns = [
    indicator,
    ...indicators.filter(({ id }) => id !== indicator.id && state.columns.includes(id)),
  ]
  const title = `${indicator.title[language]}, ${t(`kind.${state.kind}`)}`
  const chosen = areas.find(({ code }) => code === state.area)
  const choose = (code: string) => onChange({ area: code === state.area ? null : code })
  const source = indicator.source[language]
  return (
    <>
      <CompareControls
        state={{ ...state, indicator: indicator.id }}
        indicators={indicators}
        onChange={onChange}
      />
      <div className={styles.subject}>
        <h2>{title}</h2>
        <Downloads
          state={{ ...state, indicator: indicator.id }}
          areas={areas}
          indicators={columns}
          shapes={shapes.data}
          svg={svg}
          coverage={coverage}
          title={title}
          source={source}
          map={map}
        />
      </div>
      <div className={styles.beside}>
        <div className={styles.mapColumn}>
          {shapes.error && <ErrorState error={shapes.error} onRetry={() => void shapes.refetch()} />}
          {!shapes.data && !shapes.error && <Skeleton lines={12} />}
          {shapes.data && (
            <AreaMap
              {...map}
              shapes={shapes.data}
              title={title}
              textOf={(area) => words.whole(area, indicator)}
              labelOf={({ code, name }) => (state.kind === 'district' ? code : name)}
              overlays={labs}
              chosen={state.area}
              onChoose={choose}
              svgRef={svg}
            >
              <FigureNote
                name={indicator.title[language]}
                indicator={indicator.id}
                source={source}
                date={coverage.run.date}
                apiPath={coveragePath(['city', state.kind], state)}
              />
            </AreaMap>
          )}
          {chosen && <ChosenArea area={chosen} indicator={indicator} />}
          <Ground coverage={coverage} />
        </div>
        <div className={styles.tableColumn}>
          <CompareTable
            areas={areas}
            city={city}
            indicators={columns}
            state={state}
            onSort={(sort, descending) => onChange({ sort, descending })}
            onChoose={choose}
          />
          <p className={styles.small}>{t('compare.tick')}</p>
          <ul className={styles.definitions} aria-label={t('compare.definitions')}>
            {columns.map(({ id, title: name }) => (
              <li key={id}>
                <Link to={`/coverage/indicators/${id}`}>
                  {t('note.definitionOf', { name: name[language] })}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </>
  )
}

/** Municipi or NIL beside each other: a map in classes, a table of all figures, and everything to take away. */
export function ComparePage() {
  const { t } = useTranslation('coverage')
  const [search] = useSearchParams()
  const go = useGo()
  const state = readCompareState(search)
  const { data, error, refetch, isPlaceholderData } = useQuery(figuresQuery(state.kind, state))
  const ready = data && areasOf(data, state.kind).length > 0
  return (
    <CoverageFrame part="compare" title={t('compare.title')} intro={t('compare.intro')}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && (!data || (!ready && isPlaceholderData)) && <Skeleton lines={14} />}
      {data && !ready && !isPlaceholderData && (
        <EmptyState title={t('compare.nothing')}>
          <p>{t('compare.nothingBody')}</p>
        </EmptyState>
      )}
      {ready && (
        <Figures
          coverage={data}
          state={state}
          onChange={(changes) => go(writeCompareState({ ...state, ...changes }), { replace: true })}
        />
      )}
    </CoverageFrame>
  )
}
