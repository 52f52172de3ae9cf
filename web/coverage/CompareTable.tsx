import { useTranslation } from 'react-i18next'
import type { Area, Indicator } from '#schema/coverage'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Icon } from '../ui/icons.tsx'
import type { CompareState, SortKey } from './compareState.ts'
import styles from './compareTable.module.css'
import { type Unit, useValueWords } from './values.ts'

interface CompareTableProps {
  areas: readonly Area[]
  city: Area | undefined
  /** One for each column, the one on the map first. */
  indicators: readonly Indicator[]
  state: Pick<CompareState, 'sort' | 'descending' | 'area' | 'kind'>
  onSort: (sort: SortKey, descending: boolean) => void
  onChoose: (code: string) => void
}

const sortValue = (area: Area, sort: SortKey): number | null => {
  if (sort === 'name') return null
  return sort === 'residents' ? area.residents : area.values[sort].value
}

/** Areas by a figure, those without one always last; by name as codes count. */
export function sorted(areas: readonly Area[], sort: SortKey, descending: boolean): Area[] {
  const turn = descending ? -1 : 1
  return [...areas].sort((a, b) => {
    if (sort === 'name') return turn * a.name.localeCompare(b.name, 'it', { numeric: true })
    const [one, other] = [sortValue(a, sort), sortValue(b, sort)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return turn * (one - other) || a.name.localeCompare(b.name, 'it', { numeric: true })
  })
}

interface HeadProps {
  sort: SortKey
  state: CompareTableProps['state']
  onSort: CompareTableProps['onSort']
  children: string
}

function Head({ sort, state, onSort, children }: HeadProps) {
  const active = state.sort === sort
  const first = sort !== 'name'
  return (
    <th scope="col" aria-sort={active ? (state.descending ? 'descending' : 'ascending') : undefined}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort(sort, active ? !state.descending : first)}
      >
        {children}
        {active && <Icon name={state.descending ? 'down' : 'up'} size={12} />}
      </button>
    </th>
  )
}

/** Length of the bar of a value in percent, on a scale from nought to the most. */
const lengthOf = (value: number | null, most: number) =>
  value === null || most <= 0 ? 0 : Math.min(100, Math.max(0, (value / most) * 100))

interface BarProps {
  value: number | null
  city: number | null
  most: number
}

/** A value as a bar, the city as a tick across it. */
const Bar = ({ value, city, most }: BarProps) => (
  <span className={styles.bar} aria-hidden="true">
    <i style={{ width: `${lengthOf(value, most)}%` }} />
    {city !== null && <b style={{ left: `${lengthOf(city, most)}%` }} />}
  </span>
)

function mostOf(areas: readonly Area[], city: Area | undefined, id: Indicator['id'], unit: Unit): number {
  const values = areas.filter(({ small }) => !small).map(({ values }) => values[id].value ?? 0)
  return Math.max(...values, unit === 'count' ? 0 : (city?.values[id].value ?? 0), 0)
}

function AreaRow({ area, city, indicators, mosts, chosen, onChoose }: AreaRowProps) {
  const { t } = useTranslation('coverage')
  const words = useValueWords()
  const format = useFormats()
  return (
    <tr
      className={[chosen && styles.chosen, area.small && styles.small].filter(Boolean).join(' ') || undefined}
    >
      <th scope="row">
        {onChoose ? (
          <button
            type="button"
            className={styles.name}
            aria-pressed={chosen}
            onClick={() => onChoose(area.code)}
          >
            {area.name}
          </button>
        ) : (
          area.name
        )}
        {area.small && <small>{t('map.small')}</small>}
      </th>
      <td>{area.residents === null ? t('state.unknown') : format.number(area.residents)}</td>
      {indicators.map(({ id, unit }, index) => (
        <td key={id} className={area.values[id].state === 'known' ? undefined : styles.untold}>
          <span className={styles.figure}>
            <span>{words.short(area.values[id], { id, unit })}</span>
            {onChoose && (
              <Bar
                value={area.values[id].value}
                city={unit === 'count' ? null : (city?.values[id].value ?? null)}
                most={mosts[index] ?? 0}
              />
            )}
          </span>
        </td>
      ))}
    </tr>
  )
}

interface AreaRowProps extends Pick<CompareTableProps, 'city' | 'indicators'> {
  area: Area
  /** The value a whole bar stands for, by column. */
  mosts: readonly number[]
  chosen: boolean
  /** Not for the row of the city. */
  onChoose?: (code: string) => void
}

/** Every area with its figures, sortable; the same as the map. */
export function CompareTable(props: CompareTableProps) {
  const { areas, city, indicators, state, onSort, onChoose } = props
  const { t } = useTranslation('coverage')
  const language = useLanguage()
  const mosts = indicators.map(({ id, unit }) => mostOf(areas, city, id, unit))
  const caption = t('compare.caption', { kind: t(`kind.${state.kind}`) })
  const row = { city, indicators, mosts }
  return (
    <div className={styles.wrap} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles.table}>
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <Head sort="name" state={state} onSort={onSort}>
              {t(`one.${state.kind}`)}
            </Head>
            <Head sort="residents" state={state} onSort={onSort}>
              {t('compare.residents')}
            </Head>
            {indicators.map(({ id, title }) => (
              <Head key={id} sort={id} state={state} onSort={onSort}>
                {title[language]}
              </Head>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(areas, state.sort, state.descending).map((area) => (
            <AreaRow
              key={area.code}
              area={area}
              chosen={area.code === state.area}
              onChoose={onChoose}
              {...row}
            />
          ))}
        </tbody>
        {city && (
          <tfoot>
            <AreaRow area={city} chosen={false} {...row} />
          </tfoot>
        )}
      </table>
    </div>
  )
}
