import { useCallback } from 'react'
import { type NavigateOptions, useNavigate } from 'react-router'

/** A place inside the site: `search` with or without its question mark. */
export interface Destination {
  pathname?: string
  search?: string
}

/**
 * The only way to another address. The hash is the map's camera and is carried along: the router would
 * drop it. Going to the same address twice adds nothing to the history.
 */
export function useNavigateKeepingHash(): (to: Destination | string, options?: NavigateOptions) => void {
  const navigate = useNavigate()
  return useCallback(
    (to, options) => {
      const { pathname = window.location.pathname, search = '' } = typeof to === 'string' ? parse(to) : to
      void navigate({ pathname, search, hash: window.location.hash }, options)
    },
    [navigate],
  )
}

function parse(to: string): Destination {
  const { pathname, search } = new URL(to, window.location.origin)
  return { pathname, search }
}
