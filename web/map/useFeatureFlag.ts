import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'

/** Raises a flag (`hover`, `selected`) on one feature in every layer of its tiles, and lowers it again. */
export function useFeatureFlag(
  map: MapLibreMap | null,
  collection: string,
  flag: string,
  id: number | null,
): void {
  useEffect(() => {
    if (!map || id === null) return
    const targets = [collection, `${collection}-point`].map((sourceLayer) => ({
      source: collection,
      sourceLayer,
      id,
    }))
    for (const target of targets) map.setFeatureState(target, { [flag]: true })
    return () => {
      if (!map.getSource(collection)) return
      for (const target of targets) map.removeFeatureState(target, flag)
    }
  }, [map, collection, flag, id])
}
