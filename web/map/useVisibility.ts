import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'
import type { LayerGroup } from './layerGroup.ts'
import { layerIds } from './style.ts'

/** Ids of the groups shown when the address says nothing. */
export function shownByDefault(groups: LayerGroup[]): string[] {
  return groups.filter((group) => group.visibility === 'shown').map((group) => group.id)
}

/** Shows the named groups and hides the others; fixed ones stay. */
export function useVisibility(map: MapLibreMap | null, groups: LayerGroup[], shown: string[]): void {
  const key = shown.join(',')
  useEffect(() => {
    if (!map) return
    const visible = new Set(key.split(','))
    for (const group of groups.filter(({ visibility }) => visibility !== 'fixed')) {
      const visibility = visible.has(group.id) ? 'visible' : 'none'
      for (const id of layerIds(group)) map.setLayoutProperty(id, 'visibility', visibility)
    }
  }, [map, groups, key])
}
