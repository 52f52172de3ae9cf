import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl'
import { useEffect } from 'react'

/**
 * Points a source of vector tiles to another address. What is drawn stays until the new tiles have come,
 * so the map is never blank between two filters.
 * @param onShown called once the new tiles are on the screen
 */
export function useTiles(
  map: MapLibreMap | null,
  sourceId: string,
  url: string | null,
  onShown: () => void,
): void {
  useEffect(() => {
    const source = map?.getSource(sourceId) as VectorTileSource | undefined
    if (!map || !source || url === null || source.tiles?.[0] === url) return
    source.setTiles([url])
    map.once('idle', onShown)
    return () => {
      map.off('idle', onShown)
    }
  }, [map, sourceId, url, onShown])
}
