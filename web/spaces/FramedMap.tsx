import type { LngLatBoundsLike, Map as MapLibreMap, PaddingOptions } from 'maplibre-gl'
import { type ReactNode, useCallback, useId, useState } from 'react'
import { useCity } from '../api/useCity.ts'
import type { LayerContext, LayerGroup } from '../map/layerGroup.ts'
import { ZoomButtons } from '../map/MapButtons.tsx'
import { MapView } from '../map/MapView.tsx'
import { useBasemap } from '../map/useBasemap.ts'
import areaStyles from './MapArea.module.css'

interface FramedMapProps {
  groups: LayerGroup[]
  context: LayerContext
  className: string | undefined
  label: string
  /** How to use it from the keyboard, or where the same stands in words. */
  help: ReactNode
  /** West, south, east and north in degrees; the city where there are none. */
  bounds?: LngLatBoundsLike | undefined
  /** Pixels around them on each side. */
  padding: number
  tiles?: Record<string, string>
  keepsCamera?: boolean
  onReady(map: MapLibreMap | null): void
  /** What lies over the map beside its buttons, once it is there. */
  children?: ReactNode
  /** What stands there until it is. */
  waiting?: ReactNode
}

const onAllSides = (pixels: number): PaddingOptions => ({
  top: pixels,
  right: pixels,
  bottom: pixels,
  left: pixels,
})

/** A map in a frame of a page: its help, the map over the base map of the city, and the buttons of its zoom. */
export function FramedMap(props: FramedMapProps) {
  const { groups, context, className, label, help, bounds, padding, tiles = {}, onReady } = props
  const city = useCity()
  const basemap = useBasemap(city.basemapStyleUrl)
  const helpId = useId()
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const hold = useCallback(
    (ready: MapLibreMap | null) => {
      setMap(ready)
      onReady(ready)
    },
    [onReady],
  )
  return (
    <div className={className}>
      <p id={helpId} className="vh">
        {help}
      </p>
      <div className={areaStyles.map}>
        {basemap !== undefined && (
          <MapView
            groups={groups}
            context={context}
            basemap={basemap}
            tiles={tiles}
            bounds={bounds ?? city.map.bounds}
            padding={onAllSides(padding)}
            keepsCamera={props.keepsCamera ?? true}
            label={label}
            describedBy={helpId}
            onReady={hold}
          />
        )}
      </div>
      {map && (
        <>
          <div className={areaStyles.buttons}>
            <ZoomButtons map={map} />
          </div>
          {props.children}
        </>
      )}
      {!map && props.waiting}
    </div>
  )
}
