import { filterProperties, type PointSort, pointSorts } from '#schema/points'

type FilterName = keyof typeof filterProperties
/** Filters as they stand in the address: values parted by commas. */
export type Filters = Partial<Record<FilterName, string>>

/** What of the points is shown, as the address of the page holds it. */
export interface PointsState {
  /** Code of the plan; the one that is examined where there is none. */
  plan: string | undefined
  filters: Filters
  sort: PointSort | undefined
  descending: boolean
  view: 'table' | 'map'
  /** From 1. */
  page: number
}

const filterNames = Object.keys(filterProperties) as FilterName[]
export const pageSize = 50

/** Ready-made filters of the desk. */
export const queues = {
  mine: { assignee: 'me', open: 'true' },
  unassigned: { assignee: 'none', open: 'true' },
  overdue: { overdue: 'true' },
  undecided: { stage: 'none' },
  opinion: { opinion: 'true' },
  vas: { vas: 'true' },
  prescriptions: { prescription: 'true' },
  manufacturing: { manufacturing: 'true' },
  all: {},
} as const satisfies Record<string, Filters>
export type QueueName = keyof typeof queues
export const queueNames = Object.keys(queues) as QueueName[]

/** Reads an address; what it does not know is left out, what it knows is kept as it is. */
export function readPointsState(search: URLSearchParams): PointsState {
  const sort = search.get('sort')
  const page = Number(search.get('page'))
  return {
    plan: search.get('plan') || undefined,
    filters: Object.fromEntries(
      filterNames.flatMap((name) => {
        const value = search.getAll(name).join(',')
        return value ? [[name, value]] : []
      }),
    ),
    sort: pointSorts.find((known) => known === sort),
    descending: search.get('descending') === 'true',
    view: search.get('view') === 'map' ? 'map' : 'table',
    page: Number.isInteger(page) && page > 1 ? page : 1,
  }
}

/** What narrows and orders the points, as both the address and the server name it. */
function narrowing({ plan, filters, sort, descending }: PointsState): URLSearchParams {
  return new URLSearchParams({
    ...(plan && { plan }),
    ...filters,
    ...(sort && { sort }),
    ...(descending && { descending: 'true' }),
  })
}

/** Writes the address of a page with a state; the usual values are left out. */
export function writePointsState(state: PointsState, path = '/desk/points'): string {
  const search = narrowing(state)
  if (state.view === 'map') search.set('view', 'map')
  if (state.page > 1) search.set('page', String(state.page))
  return search.size > 0 ? `${path}?${search}` : path
}

/** The parameters of the server for a state, of a plan that is known by now. */
export const pointsParameters = (state: PointsState, plan: string): URLSearchParams =>
  narrowing({ ...state, plan })

/** Whether the filters are exactly those of a queue. */
export function isQueue(filters: Filters, queue: QueueName): boolean {
  const wanted: Filters = queues[queue]
  const names = new Set([...Object.keys(filters), ...Object.keys(wanted)]) as Set<FilterName>
  return [...names].every((name) => filters[name] === wanted[name])
}
