import { useCallback, useMemo } from 'react'
import { useLocation } from 'react-router'
import { useGo } from '../url/navigate.ts'
import { type CallsState, readCallsState, writeCallsState } from './callsState.ts'

/** What the address asks of the archive, and how to change it. */
export function useCallsState() {
  const { search } = useLocation()
  const go = useGo()
  const state = useMemo(() => readCallsState(new URLSearchParams(search)), [search])
  const change = useCallback(
    (changes: Partial<CallsState>) => go(writeCallsState({ ...state, ...changes }), { replace: true }),
    [go, state],
  )
  return { state, change }
}
