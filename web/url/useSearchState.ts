import { useCallback, useMemo } from 'react'
import { useLocation } from 'react-router'
import type { SpaceFilters } from '#schema/spaces'
import { useGo } from './navigate.ts'
import { readSearch, type SearchState, writeSearch } from './searchState.ts'

/** What changes of the state; `filters` are given whole, the rest stays where it is not named. */
export type SearchChange = Partial<Omit<SearchState, 'filters'>> & { filters?: SpaceFilters }

/** Changes of one gesture closer than this, in milliseconds, are one entry of the history. */
const gesturePauseMs = 1200
const last = { gesture: '', at: 0 }

/**
 * The state the address holds, and how to change it. A change adds an entry to the history, so that back
 * undoes it; changes of the same `gesture` (dragging a thumb, typing a word) share one entry.
 */
export function useSearchState() {
  const { search } = useLocation()
  const go = useGo()
  const state = useMemo(() => readSearch(new URLSearchParams(search)), [search])
  const change = useCallback(
    (changes: SearchChange, gesture?: string) => {
      const current = readSearch(new URLSearchParams(window.location.search))
      const next = writeSearch({ ...current, ...changes }).toString()
      const replace = continues(gesture)
      if (next !== writeSearch(current).toString()) go(`${window.location.pathname}?${next}`, { replace })
    },
    [go],
  )
  return { state, change }
}

function continues(gesture: string | undefined): boolean {
  const now = performance.now()
  const same = gesture !== undefined && gesture === last.gesture && now - last.at < gesturePauseMs
  last.gesture = gesture ?? ''
  last.at = now
  return same
}
