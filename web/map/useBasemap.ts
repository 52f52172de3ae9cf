import { useEffect, useState } from 'react'
import { type Basemap, loadBasemap } from './style.ts'

const patienceMs = 3000

/** The base map of the city, null where there is none or it does not answer, undefined until that is known. */
export function useBasemap(url: string | null): Basemap | null | undefined {
  const [basemap, setBasemap] = useState<Basemap | null | undefined>(url ? undefined : null)
  useEffect(() => {
    if (!url) return
    loadBasemap(url, AbortSignal.timeout(patienceMs)).then(setBasemap, () => setBasemap(null))
  }, [url])
  return basemap
}
