import { filterProperties, type RegisterSort, registerSorts } from '#schema/register'

export type FilterName = keyof typeof filterProperties
/** Filters as they stand in the address: values parted by commas. */
export type Filters = Partial<Record<FilterName, string>>

/** What of a register is shown, as the address of the page holds it. */
export interface RegisterState {
  filters: Filters
  sort: RegisterSort | undefined
  descending: boolean
  view: 'list' | 'map'
  /** From 1. */
  page: number
}

const filterNames = Object.keys(filterProperties) as FilterName[]
export const pageSize = 25

export const wholeRegister: RegisterState = {
  filters: {},
  sort: undefined,
  descending: false,
  view: 'list',
  page: 1,
}

/** Reads an address; what it does not know is left out, what it knows is kept as it is. */
export function readRegisterState(search: URLSearchParams): RegisterState {
  const page = Number(search.get('page'))
  return {
    filters: Object.fromEntries(
      filterNames.flatMap((name) => {
        const value = search.getAll(name).join(',')
        return value ? [[name, value]] : []
      }),
    ),
    sort: registerSorts.find((known) => known === search.get('sort')),
    descending: search.get('descending') === 'true',
    view: search.get('view') === 'map' ? 'map' : 'list',
    page: Number.isInteger(page) && page > 1 ? page : 1,
  }
}

/** What narrows the points, as both the address and the server name it. */
export const filterParameters = ({ filters }: Pick<RegisterState, 'filters'>): string =>
  String(new URLSearchParams(filters))

/** The same with the order of the list. */
export const listParameters = ({ filters, sort, descending }: RegisterState): string =>
  String(
    new URLSearchParams({ ...filters, ...(sort && { sort }), ...(descending && { descending: 'true' }) }),
  )

/** Address of the register of a plan. */
export const registerPath = (plan: string): string => `/plans/${encodeURIComponent(plan)}/register`

/** Permanent address of a point, by its reference. */
export const pointPath = (plan: string, reference: string): string =>
  `${registerPath(plan)}/${encodeURIComponent(reference.replace('/', '-'))}`

/** Writes the address of a page with a state; the usual values are left out. */
export function writeRegisterState(path: string, state: RegisterState): string {
  const search = new URLSearchParams(listParameters(state))
  if (state.view === 'map') search.set('view', 'map')
  if (state.page > 1) search.set('page', String(state.page))
  return search.size > 0 ? `${path}?${search}` : path
}

/** The filters without one of them. */
export const without = (filters: Filters, name: FilterName): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([known]) => known !== name))
