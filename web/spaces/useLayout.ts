import { useSyncExternalStore } from 'react'

export type Layout = 'phone' | 'tablet' | 'desk'

const queries = {
  phone: window.matchMedia('(max-width: 640px)'),
  desk: window.matchMedia('(min-width: 1181px)'),
}

function subscribe(changed: () => void): () => void {
  for (const query of Object.values(queries)) query.addEventListener('change', changed)
  return () => {
    for (const query of Object.values(queries)) query.removeEventListener('change', changed)
  }
}

/** How the parts of the map page stand: a sheet over the map, a list beside it, or filters as well. */
export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, () =>
    queries.phone.matches ? 'phone' : queries.desk.matches ? 'desk' : 'tablet',
  )
}
