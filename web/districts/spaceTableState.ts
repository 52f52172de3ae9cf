import { type SpaceRowSort, spaceRowSorts } from '#schema/districtPages'
import { districtPath, type SpaceTableState } from './districtApi.ts'

const usual: SpaceTableState = { sort: 'months', descending: true, page: 1 }

/** Reads the order and page of the table from the address; what it does not know is as usual. */
export function readSpaceTable(search: URLSearchParams): SpaceTableState {
  const sort = spaceRowSorts.find((one) => one === search.get('sort')) ?? usual.sort
  const page = Number(search.get('page'))
  const order = search.get('order')
  return {
    sort,
    descending: order === null ? sort === usual.sort : order === 'desc',
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  }
}

/** The address of the page of a district with its table in that order. */
export function spaceTableAddress(number: string, { sort, descending, page }: SpaceTableState): string {
  const entries = {
    ...(sort === usual.sort && descending ? {} : { sort, order: descending ? 'desc' : 'asc' }),
    ...(page > 1 ? { page: String(page) } : {}),
  }
  const query = new URLSearchParams(entries).toString()
  return `${districtPath(number)}${query ? `?${query}` : ''}`
}

/** The order after a press on a head: the other way round where it is in use already, from its first page. */
export const pressedHead = (state: SpaceTableState, sort: SpaceRowSort): SpaceTableState => ({
  sort,
  descending: state.sort === sort ? !state.descending : sort === 'months' || sort === 'area',
  page: 1,
})
