import { useCallback } from 'react'
import { type NavigateOptions, useNavigate } from 'react-router'
import { currentLanguage } from '../i18n/index.ts'

const camera = /^#map=[\d./-]+$/

/** The address of a page of this site in the language in use: Italian is the address without `lang`. */
export function localAddress(to: string): string {
  const url = new URL(to, window.location.origin)
  if (currentLanguage() === 'en') url.searchParams.set('lang', 'en')
  else url.searchParams.delete('lang')
  return url.pathname + url.search
}

/**
 * Goes to a page of this site in the language in use; the only caller of the router's navigate. The camera
 * of the map lies in the hash, which the router would drop: it is carried along; any other hash (a token
 * of a letter) is not.
 */
export function useGo(): (to: string, options?: NavigateOptions) => void {
  const navigate = useNavigate()
  return useCallback(
    (to, options) => {
      const { hash } = window.location
      void navigate(localAddress(to) + (camera.test(hash) ? hash : ''), options)
    },
    [navigate],
  )
}
