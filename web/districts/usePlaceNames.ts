import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { District, Neighbourhood } from '#schema/districts'
import type { Zone } from '#schema/zones'
import { api } from '../api/client.ts'

const listOf = <Item>(path: string) => ({
  queryKey: [path],
  queryFn: () => api<{ items: Item[] }>(path),
  staleTime: 300_000,
})

/** Names of Municipi, NIL and zones by code; a code not known yet is its own name. */
export function usePlaceNames() {
  const districts = useQuery(listOf<District>('/api/districts')).data
  const neighbourhoods = useQuery(listOf<Neighbourhood>('/api/neighbourhoods')).data
  const zones = useQuery(listOf<Zone>('/api/zones')).data
  return useMemo(() => {
    const numbers = (districts?.items ?? []).map(({ number }) => number)
    const nil = new Map(neighbourhoods?.items.map(({ code, name }) => [code, name]))
    const areas = new Map(zones?.items.map(({ code, name }) => [code, name]))
    return {
      districts: numbers,
      schematic: districts?.items.some(({ official }) => !official) ?? false,
      neighbourhood: (code: string) => nil.get(code) ?? code,
      zone: (code: string) => areas.get(code) ?? code,
    }
  }, [districts, neighbourhoods, zones])
}
