import { useCallback } from 'react'
import type { NavigateOptions } from 'react-router'
import { currentLanguage } from '../i18n/index.ts'
import { useNavigateKeepingHash } from './useNavigateKeepingHash.ts'

/** The address of a page of this site in the language in use: Italian is the address without `lang`. */
export function localAddress(to: string): string {
  const url = new URL(to, window.location.origin)
  if (currentLanguage() === 'en') url.searchParams.set('lang', 'en')
  else url.searchParams.delete('lang')
  return url.pathname + url.search
}

/** Goes to a page of this site in the language in use. */
export function useGo(): (to: string, options?: NavigateOptions) => void {
  const navigate = useNavigateKeepingHash()
  return useCallback((to, options) => navigate(localAddress(to), options), [navigate])
}
