import { bbox, pointOnFeature } from '@turf/turf'
import type { Feature, Geometry } from 'geojson'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegisterPoint } from '#schema/register'
import { useCity } from '../api/useCity.ts'
import { ZoomButtons } from '../map/MapButtons.tsx'
import { MapView } from '../map/MapView.tsx'
import { useBasemap } from '../map/useBasemap.ts'
import { useGeoJson } from '../map/useGeoJson.ts'
import areaStyles from '../spaces/MapArea.module.css'
import { useLayerContext } from '../spaces/useLayerContext.ts'
import { layersOf } from './layer.ts'
import styles from './register.module.css'

const padding = { top: 30, right: 30, bottom: 30, left: 30 }
/** Half the side of what is shown around a single point, in degrees: about 400 m. */
const around = 0.004

type Bounds = [number, number, number, number]

/** The place of one point of a register. */
export function PlaceMap({
  point,
  geometry,
}: {
  point: RegisterPoint
  geometry: NonNullable<RegisterPoint['geometry']>
}) {
  const { t } = useTranslation(['register', 'points'])
  const city = useCity()
  const context = useLayerContext()
  const basemap = useBasemap(city.basemapStyleUrl)
  const helpId = useId()
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const groups = useMemo(() => layersOf(context), [context])
  const outcome = point.outcome ?? 'none'
  const { shape, sign, bounds } = useMemo(() => {
    const properties = { outcome, letter: t(`points:letter.${outcome}`) }
    const feature: Feature = { type: 'Feature', properties, geometry: geometry as Geometry }
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
    <div className={styles.inset}>
      <p id={helpId} className="vh">
        {point.neighbourhood?.name}
      </p>
      <div className={areaStyles.map}>
        {basemap !== undefined && (
          <MapView
            key={point.reference}
            groups={groups}
            context={context}
            basemap={basemap}
            tiles={{}}
            bounds={bounds}
            padding={padding}
            keepsCamera={false}
            label={t('register:point.where')}
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
