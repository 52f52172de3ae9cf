import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { SpaceFilters, SpaceItem, SpaceList, SpaceSort } from '#schema/spaces'
import { api } from '../api/client.ts'
import { effectiveFilters, filterSearch } from '../url/searchState.ts'

/** Rows of a page: what fits three screens, so that a new answer is drawn at once. */
export const pageSize = 30

/** A page of the list, with the filters it answers to and when it came, in milliseconds of the epoch. */
export interface Page extends SpaceList {
  query: string
  answeredAt: number
}

/** The filters as the query string that list, tiles and exports share. */
export function queryOf(filters: SpaceFilters): string {
  return filterSearch(effectiveFilters(filters)).toString()
}

async function readPage(query: string, sort: SpaceSort | undefined, cursor: string, signal: AbortSignal) {
  const search = new URLSearchParams(query)
  search.set('limit', String(pageSize))
  if (sort && (sort !== 'near' || search.has('near'))) search.set('sort', sort)
  if (cursor) search.set('cursor', cursor)
  const page = await api<SpaceList>(`/api/spaces?${search}`, { signal })
  return { ...page, query, answeredAt: Date.now() }
}

/**
 * The spaces that match, page by page, with total and facets. While new filters are on their way, or
 * where they fail, the last answer stays; its `query` tells the filters it belongs to.
 */
export function useSpaces(filters: SpaceFilters, sort: SpaceSort | undefined) {
  const query = queryOf(filters)
  const result = useInfiniteQuery({
    queryKey: ['spaces', query, sort ?? ''],
    queryFn: ({ pageParam, signal }): Promise<Page> => readPage(query, sort, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const pages = useLastKnown(result.data?.pages)
  const items = useMemo(() => distinct(pages ?? []), [pages])
  const first = pages?.[0]
  return { ...result, list: first, items, answeredAt: first?.answeredAt ?? null }
}

/** The value, or where there is none the last there was. */
function useLastKnown<Value>(value: Value | undefined): Value | undefined {
  const last = useRef(value)
  if (value !== undefined) last.current = value
  return last.current
}

/** A write between two pages may show a space on both. */
function distinct(pages: Page[]): SpaceItem[] {
  return [...new Map(pages.flatMap((page) => page.items).map((item) => [item.id, item])).values()]
}

export type Spaces = ReturnType<typeof useSpaces>
