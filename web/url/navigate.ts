import { useCallback } from 'react'
import { type NavigateOptions, useNavigate } from 'react-router'
import { currentLanguage } from '../i18n/index.ts'

const CAMERA = /^#(map=)?[\d.]+\/-?[\d.]+\/-?[\d.]+/

/** The address of a page of this site in the language in use: Italian is the address without `lang`. */
export function localAddress(to: string): string {
  const url = new URL(to, 'http://local')
  if (currentLanguage() === 'en') url.searchParams.set('lang', 'en')
  else url.searchParams.delete('lang')
  return url.pathname + url.search + url.hash
}

/**
 * The only way to another page or another state of this one. Keeps the language and the camera of the
 * map, which lives in the hash and which the router would drop; another hash (a token) is not carried on.
 */
export function useGo(): (to: string, options?: NavigateOptions) => void {
  const navigate = useNavigate()
  return useCallback(
    (to, options) => {
      const target = localAddress(to)
      const camera = CAMERA.test(window.location.hash) && !target.includes('#') ? window.location.hash : ''
      navigate(target + camera, options)
    },
    [navigate],
  )
}
