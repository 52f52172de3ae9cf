import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl'
import { useEffect } from 'react'

/** Tells where the map is pressed, and shows that it can be; longitude and latitude. */
export function usePress(
  map: MapLibreMap | null,
  active: boolean,
  onPress: (place: [number, number]) => void,
): void {
  useEffect(() => {
    if (!map || !active) return
    const press = ({ lngLat }: MapMouseEvent) => onPress([lngLat.lng, lngLat.lat])
    const canvas = map.getCanvas()
    canvas.style.cursor = 'crosshair'
    map.on('click', press)
    return () => {
      canvas.style.cursor = ''
      map.off('click', press)
    }
  }, [map, active, onPress])
}
