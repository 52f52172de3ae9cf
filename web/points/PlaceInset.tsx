import { bbox, pointOnFeature } from '@turf/turf'
import type { Feature, Geometry } from 'geojson'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '#schema/points'
import { useCity } from '../api/useCity.ts'
import type { LayerContext, LayerGroup } from '../map/layerGroup.ts'
import { ZoomButtons } from '../map/MapButtons.tsx'
import { MapView } from '../map/MapView.tsx'
import { useBasemap } from '../map/useBasemap.ts'
import { useGeoJson } from '../map/useGeoJson.ts'
import areaStyles from '../spaces/MapArea.module.css'
import { useLayerContext } from '../spaces/useLayerContext.ts'

const padding = { top: 30, right: 30, bottom: 30, left: 30 }
/** Half the side of what is shown around a single point, in degrees: about 400 m. */
const around = 0.004

type Bounds = [number, number, number, number]

interface PlaceInsetProps {
  outcome: Outcome | null
  geometry: Geometry
  /** What lies beneath and above; its sources take the shape and the sign. */
  layersOf: (context: LayerContext) => LayerGroup[]
  label: string
  /** Where it is in words, for who does not see the map. */
  where: string | null | undefined
  className: string | undefined
}

/** The place of one point on a small map, with its sign. */
export function PlaceInset({ outcome, geometry, layersOf, label, where, className }: PlaceInsetProps) {
  const { t } = useTranslation('points')
  const city = useCity()
  const context = useLayerContext()
  const basemap = useBasemap(city.basemapStyleUrl)
  const helpId = useId()
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const groups = useMemo(() => layersOf(context), [layersOf, context])
  const { shape, sign, bounds } = useMemo(() => {
    const properties = { outcome: outcome ?? 'none', letter: t(`letter.${outcome ?? 'none'}`) }
    const feature: Feature = { type: 'Feature', properties, geometry }
    const [west, south, east, north] = bbox(feature)
    return {
      shape: feature,
      sign: { ...pointOnFeature(feature), properties } as Feature,
      bounds: [west - around, south - around, east + around, north + around] as Bounds,
    }
  }, [geometry, outcome, t])
  useGeoJson(map, 'points-shapes', shape)
  useGeoJson(map, 'points', sign)
  return (
    <div className={className}>
      <p id={helpId} className="vh">
        {where}
      </p>
      <div className={areaStyles.map}>
        {basemap !== undefined && (
          <MapView
            groups={groups}
            context={context}
            basemap={basemap}
            tiles={{}}
            bounds={bounds}
            padding={padding}
            keepsCamera={false}
            label={label}
            describedBy={helpId}
            onReady={setMap}
          />
        )}
      </div>
      {map && (
        <div className={areaStyles.buttons}>
          <ZoomButtons map={map} />
        </div>
      )}
    </div>
  )
}
