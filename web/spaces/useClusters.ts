import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import type { Picked } from '../map/features.ts'
import { easeOptions } from '../map/motion.ts'
import { type Cluster, openingZoom } from './clusters.ts'

/** What a cluster is called, and the area of its spaces; in the language in use. */
export function useClusterWords() {
  const { t } = useTranslation('map')
  const { number, area } = useFormats()
  return useCallback(
    ({ count, available, inCall, areaM2 }: Cluster) => {
      const many = (key: 'list.total' | 'cluster.available' | 'cluster.inCall', count: number) =>
        t(key, { count, number: number(count) })
      const name = [
        many('list.total', count),
        many('cluster.available', available),
        inCall > 0 && many('cluster.inCall', inCall),
      ]
      const size = areaM2 > 0 && t('cluster.area', { area: area(areaM2) })
      const lines = [name.filter(Boolean).join(', '), size].filter((line) => line !== false)
      return { lines, text: lines.join(', ') }
    },
    [t, number, area],
  )
}

/**
 * Comes so near to a cluster that it opens.
 * @param coveredPx how much of the foot of the map something else covers
 */
export function openCluster(map: MapLibreMap, { place }: Picked, coveredPx = 0): void {
  map.easeTo({
    center: place,
    zoom: openingZoom(map.getZoom()),
    offset: [0, -coveredPx / 2],
    ...easeOptions(),
  })
}
