import { labActivities } from '#schema/labs'

/** What narrows the list of labs, as the address says it. */
export interface LabsState {
  q: string
  kind: string
  district: string
  equipment: string
  process: string
  material: string
  /** `now`, or a part of the week such as `thu-evening`. */
  open: string
  stepFree: boolean
  bookable: boolean
  /** Closed labs as well. */
  closed: boolean
  /** lon,lat,metres */
  near: string
}

const texts = ['q', 'kind', 'district', 'equipment', 'process', 'material'] as const
const flags = ['stepFree', 'bookable', 'closed'] as const
const openForm = /^(now|(mon|tue|wed|thu|fri|sat|sun)-(morning|afternoon|evening))$/
const nearForm = /^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?,\d{1,6}$/

/** Reads the address; what it does not know is left out. */
export function readLabsState(search: URLSearchParams): LabsState {
  const text = (name: string) => search.get(name)?.slice(0, 200) ?? ''
  const fitting = (name: string, form: RegExp) => (form.test(text(name)) ? text(name) : '')
  return {
    ...(Object.fromEntries(texts.map((name) => [name, text(name)])) as Pick<
      LabsState,
      (typeof texts)[number]
    >),
    ...(Object.fromEntries(flags.map((name) => [name, search.get(name) === 'true'])) as Pick<
      LabsState,
      (typeof flags)[number]
    >),
    open: fitting('open', openForm),
    near: fitting('near', nearForm),
  }
}

const entriesOf = (state: LabsState): [string, string][] =>
  Object.entries(state).flatMap(([name, value]): [string, string][] =>
    value === '' || value === false ? [] : [[name, String(value)]],
  )

/** The query of a state for the address. */
export const labsAddress = (state: LabsState): string => new URLSearchParams(entriesOf(state)).toString()

/** The same for the server: closed labs only where they are asked for. */
export function labsQuery({ closed, ...state }: LabsState): string {
  const entries = entriesOf({ ...state, closed: false })
  const shown = [...labActivities.filter((activity) => activity !== 'closed'), 'none']
  return new URLSearchParams([...entries, ...(closed ? [] : [['activity', shown.join(',')]])]).toString()
}

/** With the order of the list. */
export const labsListQuery = (state: LabsState): string =>
  labsQuery(state) + (state.near ? '&sort=distance' : '')
