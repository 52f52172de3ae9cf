import { useCallback, useMemo } from 'react'
import { useLocation } from 'react-router'
import { useGo } from '../url/navigate.ts'
import { type RegisterState, readRegisterState, writeRegisterState } from './registerState.ts'

/** What the address asks of a register, and how to change it: a change leads to the first page. */
export function useRegisterState() {
  const { search, pathname } = useLocation()
  const go = useGo()
  const state = useMemo(() => readRegisterState(new URLSearchParams(search)), [search])
  const change = useCallback(
    (changes: Partial<RegisterState>) =>
      go(writeRegisterState(pathname, { ...state, page: 1, ...changes }), { replace: true }),
    [go, pathname, state],
  )
  return { state, change }
}
