import { useQuery } from '@tanstack/react-query'
import type { FeatureCollection, Point } from 'geojson'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { labShape } from '../ui/shapes.ts'
import type { Overlay } from './AreaShapes.tsx'

/** All of them at once, as anybody may download them. */
const path = '/api/exports/labs.geojson'
type PublishedLabs = FeatureCollection<Point | null, { activity: string | null }>

/** Labs known to be active, as signs over a map of areas; none until they are read. */
export function useActiveLabs(): readonly Overlay[] {
  const { t } = useTranslation('coverage')
  const { data } = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api<PublishedLabs>(path, { signal }),
    staleTime: 300_000,
  })
  return useMemo(() => {
    const active = data?.features.filter(({ properties }) => properties.activity === 'active') ?? []
    const points = active.flatMap(({ geometry }) =>
      geometry ? [geometry.coordinates as [number, number]] : [],
    )
    const strokes = labShape('var(--map-lab)', 'var(--surface)')
    return points.length > 0 ? [{ id: 'labs', label: t('whatIf.legend.lab'), strokes, points }] : []
  }, [data, t])
}
