import { queryOptions } from '@tanstack/react-query'
import type { Coverage, Shapes } from '#schema/coverage'
import type { DistrictPage, Sheet, SpaceRowSort, SpaceRows } from '#schema/districtPages'
import { api } from '../api/client.ts'

export const districtPath = (number: string) => `/districts/${encodeURIComponent(number)}`
export const districtApi = (number: string) => `/api${districtPath(number)}`

/** What the page of a district tells. */
export const pageQuery = (number: string) =>
  queryOptions({
    queryKey: ['district', number],
    queryFn: ({ signal }) => api<DistrictPage>(districtApi(number), { signal }),
  })

/** Figures of the city and of all districts. */
export const figuresQuery = queryOptions({
  queryKey: ['coverage', 'city,district'],
  queryFn: ({ signal }) => api<Coverage>('/api/coverage?kind=city,district', { signal }),
})

/** Figures of all NIL. */
export const neighbourhoodsQuery = queryOptions({
  queryKey: ['coverage', 'neighbourhood'],
  queryFn: ({ signal }) => api<Coverage>('/api/coverage?kind=neighbourhood', { signal }),
})

/** Outlines of areas of a kind. */
export const shapesQuery = (kind: 'district' | 'neighbourhood') =>
  queryOptions({
    queryKey: ['coverage', 'shapes', kind],
    queryFn: ({ signal }) => api<Shapes>(`/api/coverage/shapes?kind=${kind}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** How the table of spaces is ordered, and its page from 1. */
export interface SpaceTableState {
  sort: SpaceRowSort
  descending: boolean
  page: number
}
export const spaceTableSize = 25

/** A page of the spaces of a district. */
export const spaceRowsQuery = (number: string, { sort, descending, page }: SpaceTableState) =>
  queryOptions({
    queryKey: ['district', number, 'spaces', sort, descending, page],
    queryFn: ({ signal }) =>
      api<SpaceRows>(
        `${districtApi(number)}/spaces?sort=${sort}&descending=${descending}&limit=${spaceTableSize}&offset=${(page - 1) * spaceTableSize}`,
        { signal },
      ),
  })

/** What the sheet of a district says; `search` is the address of the page that shows it. */
export const sheetQuery = (number: string, search: string) =>
  queryOptions({
    queryKey: ['district', number, 'sheet', search],
    queryFn: ({ signal }) => api<Sheet>(`${districtApi(number)}/sheet${search}`, { signal }),
  })
