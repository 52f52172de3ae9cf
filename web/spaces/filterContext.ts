import { createContext, useContext } from 'react'
import type { SpaceFacets, SpaceFilters, SpaceList } from '#schema/spaces'
import type { FilterName } from '../url/searchState.ts'
import type { Page } from './useSpaces.ts'

/** What the controls of the filters read and change. */
export interface FilterDesk {
  filters: SpaceFilters
  /** The last answer; counts, bins and unknowns come from it. */
  list: Page | undefined
  /** Sets or, with undefined, drops filters; changes of one gesture are one step back. */
  set(changes: Partial<SpaceFilters>, gesture?: string): void
}

export const FilterContext = createContext<FilterDesk | null>(null)

/** The filters and their last answer, inside a page that has them. */
export function useFilters(): FilterDesk {
  const desk = useContext(FilterContext)
  if (!desk) throw new Error('useFilters needs a FilterContext')
  return desk
}

/** How many spaces each value of a facet would give, by value. */
export function facetCounts(list: SpaceList | undefined, name: keyof SpaceFacets): Map<string, number> {
  const facet = list?.facets[name]
  return new Map(Array.isArray(facet) ? facet.map(({ value, count }) => [value, count]) : [])
}

/** Names of filters that are one thing to who sets them. */
const together: readonly (readonly FilterName[])[] = [
  ['areaMin', 'areaMax'],
  ['activity', 'advice'],
]

/** The names that go when this filter is dropped. */
export const groupOf = (name: FilterName): readonly FilterName[] =>
  together.find((names) => names.includes(name)) ?? [name]
