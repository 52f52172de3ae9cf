import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type {
  CallAwards,
  DeskAgreement,
  DeskAgreements,
  DeskAward,
  MyAwards,
  PublicAgreements,
} from '#schema/agreements'
import { api } from '../api/client.ts'

/** Rows of a page of a list. */
const pageSize = 20

/** A list page by page; while another filter is on its way, the last answer stays. */
const pagesOf = <List extends { total: number; items: readonly unknown[] }>(
  key: readonly string[],
  path: string,
  parameters: string,
) =>
  infiniteQueryOptions({
    queryKey: [...key, parameters],
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams(parameters)
      search.set('limit', String(pageSize))
      search.set('offset', String(pageParam))
      return api<List>(`${path}?${search}`, { signal })
    },
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.length * pageSize
      return shown < last.total ? shown : undefined
    },
    placeholderData: keepPreviousData,
  })

export const awardKey = (id: string) => ['desk', 'award', id] as const
export const agreementKey = (id: string) => ['desk', 'agreement', id] as const
export const myAwardsKey = (requestId: string) => ['requests', requestId, 'awards'] as const
export const callAwardsKey = (code: string) => ['desk', 'callAwards', code] as const

export const awardQuery = (id: string) => ({
  queryKey: awardKey(id),
  queryFn: () => api<DeskAward>(`/api/desk/awards/${encodeURIComponent(id)}`),
})
export const agreementQuery = (id: string) => ({
  queryKey: agreementKey(id),
  queryFn: () => api<DeskAgreement>(`/api/desk/agreements/${encodeURIComponent(id)}`),
})
export const callAwardsQuery = (code: string) => ({
  queryKey: callAwardsKey(code),
  queryFn: () => api<CallAwards>(`/api/desk/calls/${encodeURIComponent(code)}/awards`),
})
export const agreementsQuery = (parameters: string) =>
  pagesOf<DeskAgreements>(['desk', 'agreements'], '/api/desk/agreements', parameters)
export const myAwardsQuery = (requestId: string) => ({
  queryKey: myAwardsKey(requestId),
  queryFn: () => api<MyAwards>(`/api/requests/${requestId}/awards`),
})
export const publicAgreementsQuery = (parameters: string) =>
  pagesOf<PublicAgreements>(['agreements'], '/api/agreements', parameters)
