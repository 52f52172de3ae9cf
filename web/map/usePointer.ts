import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl'
import { useEffect } from 'react'
import { featureAt, type Picked } from './features.ts'
import { isInTip } from './useTip.ts'

/** Tells which feature the pointer is on and which is pressed, while `active`. */
export function usePointer(
  map: MapLibreMap | null,
  layers: string[],
  active: boolean,
  on: { hover(feature: Picked | null): void; press(feature: Picked | null): void },
): void {
  useEffect(() => {
    if (!map || !active) return
    const canvas = map.getCanvas()
    const move = (event: MapMouseEvent) => {
      const feature = featureAt(map, event.point, layers)
      canvas.style.cursor = feature ? 'pointer' : ''
      on.hover(feature)
    }
    const press = (event: MapMouseEvent) => on.press(featureAt(map, event.point, layers))
    const leave = ({ originalEvent }: MapMouseEvent) => {
      if (!isInTip(originalEvent.relatedTarget)) on.hover(null)
    }
    map.on('mousemove', move)
    map.on('click', press)
    map.on('mouseout', leave)
    return () => {
      canvas.style.cursor = ''
      map.off('mousemove', move)
      map.off('click', press)
      map.off('mouseout', leave)
    }
  }, [map, layers, active, on])
}
