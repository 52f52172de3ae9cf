import type { FeatureCollection, GeoJsonProperties, Position } from 'geojson'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { SpaceItem } from '#schema/spaces'
import type { Picked } from '../map/features.ts'
import { useGeoJson } from '../map/useGeoJson.ts'
import { useTip } from '../map/useTip.ts'
import { type Cluster, clusterOf, radiusPx } from './clusters.ts'
import { useClusterWords } from './useClusters.ts'

/** No feature. */
export const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] }

/** One point, lon/lat, as a source of the map takes it. */
export const onePoint = (coordinates: Position, properties: GeoJsonProperties): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates } }],
})

/**
 * Lights the cluster it is told, and says what that stands for, until the map is zoomed.
 * @param tiles address of the tiles it is of: with others it has gone
 * @param item a space that is lit where no cluster is; it may lie in one
 */
export function useLit(map: MapLibreMap | null, tiles: string | null, item?: SpaceItem) {
  const words = useClusterWords()
  const [lit, setLit] = useState<{ feature: Picked; cluster: Cluster; tiles: string | null } | null>(null)
  const light = useCallback(
    (feature: Picked | null) => {
      const cluster = feature && clusterOf(feature)
      const next = cluster && { feature, cluster, tiles }
      setLit((last) => (last?.feature.id === next?.feature.id && last?.tiles === next?.tiles ? last : next))
    },
    [tiles],
  )
  const putOut = useCallback(() => setLit(null), [])
  useEffect(() => {
    map?.on('zoomstart', putOut)
    return () => {
      map?.off('zoomstart', putOut)
    }
  }, [map, putOut])
  const shown = lit?.tiles === tiles ? lit : null
  const tip = useMemo(
    () =>
      shown && {
        place: shown.feature.place,
        offsetPx: radiusPx(shown.cluster.count),
        lines: words(shown.cluster).lines,
      },
    [shown, words],
  )
  useTip(map, tip, putOut)
  const data = useMemo(() => litOf(shown?.feature, item), [shown, item])
  useGeoJson(map, 'lit', data)
  return light
}

/** The cluster that is lit, else the space of the list, which may lie in one. */
function litOf(cluster: Picked | undefined, item: SpaceItem | undefined): FeatureCollection {
  if (cluster) return onePoint(cluster.place, { count: cluster.properties.count })
  return item?.point ? onePoint(item.point, { status: item.status, count: 1 }) : nothing
}
