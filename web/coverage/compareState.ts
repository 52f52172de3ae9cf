import { type IndicatorId, indicatorIds, type TravelMode } from '#schema/coverage'
import { type ClassMethod, classMethods } from './classes.ts'
import { type ComparedKind, comparedKinds } from './coverageApi.ts'

/** By what the table is sorted: a figure, or what an area is. */
export type SortKey = IndicatorId | 'name' | 'residents'

/** What the page of comparison shows, as its address says it. */
export interface CompareState {
  kind: ComparedKind
  indicator: IndicatorId
  /** Figures beside that one in the table. */
  columns: readonly IndicatorId[]
  method: ClassMethod
  /** Colours part around the value of the city. */
  around: boolean
  sort: SortKey
  descending: boolean
  /** Code of the area chosen. */
  area: string | null
  run: number | undefined
  travel: TravelMode | undefined
}

const defaultColumns: readonly IndicatorId[] = ['labCount', 'labsPer10k', 'offeredPer1000']
const mostColumns = 8
const travelModes: readonly TravelMode[] = ['straight', 'network']

const oneOf = <Known extends string>(known: readonly Known[], text: string | null): Known | undefined =>
  known.find((one) => one === text)

function readColumns(text: string | null): readonly IndicatorId[] {
  if (text === null) return defaultColumns
  const columns = text.split(',').flatMap((id) => oneOf(indicatorIds, id) ?? [])
  return [...new Set(columns)].slice(0, mostColumns)
}

/** Reads the address; what it does not know is left out. */
export function readCompareState(search: URLSearchParams): CompareState {
  const indicator = oneOf(indicatorIds, search.get('indicator')) ?? 'labs15'
  const area = search.get('area')
  const run = Number(search.get('run'))
  const sort = search.get('sort')
  return {
    kind: oneOf(comparedKinds, search.get('kind')) ?? 'district',
    indicator,
    columns: readColumns(search.get('columns')),
    method: oneOf(classMethods, search.get('method')) ?? 'quantile',
    around: search.get('around') === 'city',
    sort: oneOf([...indicatorIds, 'name', 'residents'] as const, sort) ?? 'name',
    descending: search.get('order') === 'descending',
    area: area && /^[\w-]{1,20}$/.test(area) ? area : null,
    run: Number.isInteger(run) && run > 0 && run < 2 ** 31 ? run : undefined,
    travel: oneOf(travelModes, search.get('travel')),
  }
}

/** The address of a state; what is as it is at first is left out. */
export function writeCompareState(state: CompareState): string {
  const entries = {
    kind: state.kind !== 'district' && state.kind,
    indicator: state.indicator !== 'labs15' && state.indicator,
    columns: state.columns.join() !== defaultColumns.join() && (state.columns.join() || 'none'),
    method: state.method !== 'quantile' && state.method,
    around: state.around && 'city',
    sort: state.sort !== 'name' && state.sort,
    order: state.descending && 'descending',
    area: state.area,
    run: state.run !== undefined && String(state.run),
    travel: state.travel,
  }
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(entries)) if (value) search.set(name, value)
  const text = search.toString().replaceAll('%2C', ',')
  return text ? `/coverage?${text}` : '/coverage'
}
