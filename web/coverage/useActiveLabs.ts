import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lab } from '#schema/labs'
import { api } from '../api/client.ts'
import { labShape } from '../ui/shapes.ts'
import type { Overlay } from './AreaShapes.tsx'

/** Labs known to be active, as signs over a map of areas; none until they are read. */
export function useActiveLabs(): readonly Overlay[] {
  const { t } = useTranslation('coverage')
  const { data } = useQuery({
    queryKey: ['/api/labs'],
    queryFn: ({ signal }) => api<{ items: Lab[] }>('/api/labs', { signal }),
    staleTime: 300_000,
  })
  return useMemo(() => {
    const active = data?.items.filter(({ activity }) => activity === 'active') ?? []
    const points = active.flatMap(({ point }) => (point ? [point as [number, number]] : []))
    const strokes = labShape('var(--map-lab)', 'var(--surface)')
    return points.length > 0 ? [{ id: 'labs', label: t('whatIf.legend.lab'), strokes, points }] : []
  }, [data, t])
}
