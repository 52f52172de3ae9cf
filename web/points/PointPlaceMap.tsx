import { bbox, centroid } from '@turf/turf'
import type { Feature, Geometry } from 'geojson'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PointDetail } from '#schema/points'
import { useCity } from '../api/useCity.ts'
import { ZoomButtons } from '../map/MapButtons.tsx'
import { MapView } from '../map/MapView.tsx'
import { useBasemap } from '../map/useBasemap.ts'
import { useGeoJson } from '../map/useGeoJson.ts'
import areaStyles from '../spaces/MapArea.module.css'
import { useLayerContext } from '../spaces/useLayerContext.ts'
import { layersOf } from './layer.ts'
import styles from './points.module.css'

const padding = { top: 30, right: 30, bottom: 30, left: 30 }
/** Half the side of what is shown around a single point, in degrees: about 400 m. */
const around = 0.004

/** The place of one point with spaces, zones and NIL beneath. */
export function PointPlaceMap({ point, geometry }: { point: PointDetail; geometry: Geometry }) {
  const { t } = useTranslation('points')
  const city = useCity()
  const context = useLayerContext()
  const basemap = useBasemap(city.basemapStyleUrl)
  const helpId = useId()
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const groups = useMemo(() => layersOf(context), [context])
  const { shape, sign, bounds } = useMemo(() => {
    const properties = { outcome: point.outcome ?? 'none', letter: t(`letter.${point.outcome ?? 'none'}`) }
    const feature: Feature = { type: 'Feature', properties, geometry }
    const [west, south, east, north] = bbox(feature)
    return {
      shape: feature,
      sign: { ...centroid(feature), properties } as Feature,
      bounds: [west - around, south - around, east + around, north + around] as [
        number,
        number,
        number,
        number,
      ],
    }
  }, [geometry, point.outcome, t])
  useGeoJson(map, 'points-shapes', shape)
  useGeoJson(map, 'points', sign)
  return (
    <div className={styles.inset}>
      <p id={helpId} className="vh">
        {point.neighbourhood}
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
            label={t('one.where')}
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
