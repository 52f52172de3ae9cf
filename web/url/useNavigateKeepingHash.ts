import { useCallback } from 'react'
import { type NavigateOptions, useNavigate } from 'react-router'

const camera = /^#map=[\d./-]+$/

/**
 * The only caller of the router's navigate. The camera of the map lies in the hash, which the router
 * would drop: it is carried along; any other hash (a token of a letter) is not.
 * @param to path and search inside this site
 */
export function useNavigateKeepingHash(): (to: string, options?: NavigateOptions) => void {
  const navigate = useNavigate()
  return useCallback(
    (to, options) => {
      const { hash } = window.location
      void navigate(to + (camera.test(hash) ? hash : ''), options)
    },
    [navigate],
  )
}
