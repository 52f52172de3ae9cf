import type { GeoJSON } from 'geojson'
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'

/** Feeds a GeoJSON source of the style. */
export function useGeoJson(map: MapLibreMap | null, sourceId: string, data: GeoJSON): void {
  useEffect(() => {
    const source = map?.getSource(sourceId) as GeoJSONSource | undefined
    if (source) void source.setData(data)
  }, [map, sourceId, data])
}
