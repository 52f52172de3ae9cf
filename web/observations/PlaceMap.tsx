import type { Map as MapLibreMap } from 'maplibre-gl'
import { type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetGeometry } from '#schema/observations'
import { useCity } from '../api/useCity.ts'
import { districtLayer, neighbourhoodLayer } from '../districts/layer.ts'
import { crossLayer } from '../map/crosses.ts'
import type { Drawing, Shape } from '../map/drawing.ts'
import { ZoomButtons } from '../map/MapButtons.tsx'
import { MapView } from '../map/MapView.tsx'
import { preferredPalette } from '../map/palette.ts'
import { ScaleBar } from '../map/ScaleBar.tsx'
import { useBasemap } from '../map/useBasemap.ts'
import { useGeoJson } from '../map/useGeoJson.ts'
import drawStyles from '../spaces/DrawTool.module.css'
import { spaceLayer } from '../spaces/layer.ts'
import areaStyles from '../spaces/MapArea.module.css'
import { useLayerContext } from '../spaces/useLayerContext.ts'
import { Button } from '../ui/Button.tsx'
import { RadioGroup } from '../ui/fields.tsx'
import styles from './observations.module.css'
import type { Place } from './placeFile.ts'
import { positionsIn } from './placeFile.ts'
import { placeLayer, placeSource } from './placeLayer.ts'

const padding = { top: 24, right: 24, bottom: 24, left: 24 }
/** Degrees left round a place that is shown. */
const roomDeg = 0.003
const shapes = ['point', 'line', 'polygon'] as const satisfies readonly Shape[]

const layers = [crossLayer, districtLayer, neighbourhoodLayer, spaceLayer, placeLayer]

const collectionOf = (place: TargetGeometry | null) => ({
  type: 'FeatureCollection' as const,
  features: place ? [{ type: 'Feature' as const, properties: {}, geometry: place as Place }] : [],
})

/** West, south, east, north round a place. */
function boundsOf(place: { coordinates: readonly unknown[] }): [number, number, number, number] {
  const positions = positionsIn(place)
  const [lons, lats] = [positions.map(([lon = 0]) => lon), positions.map(([, lat = 0]) => lat)]
  return [
    Math.min(...lons) - roomDeg,
    Math.min(...lats) - roomDeg,
    Math.max(...lons) + roomDeg,
    Math.max(...lats) + roomDeg,
  ]
}

/** Draws a shape while it is shown; the library is loaded when it is first needed. */
function useShape(map: MapLibreMap | null, shape: Shape, onDrawn: (place: Place) => void) {
  const drawing = useRef<Drawing | null>(null)
  const drawn = useRef(onDrawn)
  drawn.current = onDrawn
  useEffect(() => {
    if (!map) return
    let ended = false
    void import('../map/drawing.ts').then(({ startShape }) => {
      if (ended) return
      drawing.current = startShape(map, preferredPalette(), shape, (place) => drawn.current(place))
    })
    return () => {
      ended = true
      drawing.current?.stop()
      drawing.current = null
    }
  }, [map, shape])
  return drawing
}

interface DrawnMapProps {
  place: TargetGeometry | null
  helpId: string
  map: MapLibreMap | null
  onReady: (map: MapLibreMap | null) => void
}

/** The map itself with its cross-hair, on which the place that is known is drawn. */
function DrawnMap({ place, helpId, map, onReady }: DrawnMapProps) {
  const { t } = useTranslation('observations')
  const city = useCity()
  const context = useLayerContext()
  const basemap = useBasemap(city.basemapStyleUrl)
  const groups = useMemo(() => layers.map((layer) => layer(context)), [context])
  const data = useMemo(() => collectionOf(place), [place])
  useGeoJson(map, placeSource, data)
  return (
    <div className={styles.map}>
      <div className={areaStyles.map}>
        {basemap !== undefined && (
          <MapView
            groups={groups}
            context={context}
            basemap={basemap}
            tiles={{}}
            bounds={place ? boundsOf(place) : city.map.bounds}
            padding={padding}
            keepsCamera={false}
            label={t('place.map')}
            describedBy={helpId}
            onReady={onReady}
          />
        )}
      </div>
      <CrossHair />
      {map && (
        <>
          <div className={areaStyles.buttons}>
            <ZoomButtons map={map} />
          </div>
          <div className={areaStyles.corner}>
            <span className={areaStyles.sources}>{city.attribution}</span>
            <ScaleBar map={map} />
          </div>
        </>
      )}
    </div>
  )
}

const CrossHair = () => (
  <svg className={drawStyles.crossHair} width="40" height="40" viewBox="0 0 40 40" aria-hidden="true">
    <path d="M20 2v14M20 24v14M2 20h14M24 20h14" stroke="#fff" strokeWidth="5" />
    <path d="M20 2v14M20 24v14M2 20h14M24 20h14" stroke="var(--ink-900)" strokeWidth="2" />
  </svg>
)

/** What a finger on the map does, for who has none. */
function DrawButtons({ shape, drawing }: { shape: Shape; drawing: RefObject<Drawing | null> }) {
  const { t } = useTranslation('observations')
  return (
    <div className={styles.buttons}>
      <Button look="primary" onPress={() => drawing.current?.cornerAtCentre()}>
        {t(shape === 'point' ? 'place.put' : 'place.corner')}
      </Button>
      {shape !== 'point' && (
        <>
          <Button onPress={() => drawing.current?.undo()}>{t('place.undo')}</Button>
          <Button onPress={() => drawing.current?.close()}>{t('place.finish')}</Button>
        </>
      )}
    </div>
  )
}

interface PlaceMapProps {
  /** Tells the fields of one point from those of another. */
  id: string
  place: TargetGeometry | null
  onDrawn: (place: Place) => void
}

/** A map on which one shows a place: by pointer, by touch with the cross-hair, or by keyboard alone. */
export function PlaceMap({ id, place, onDrawn }: PlaceMapProps) {
  const { t } = useTranslation('observations')
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const [shape, setShape] = useState<Shape>('point')
  const helpId = useId()
  const drawing = useShape(map, shape, onDrawn)
  return (
    <div className={styles.form}>
      <RadioGroup
        id={`${id}-shape`}
        inRow
        label={t('place.shape')}
        value={shape}
        onChange={(value) => setShape(shapes.find((known) => known === value) ?? 'point')}
        options={shapes.map((value) => ({ value, label: t(`place.shapes.${value}`) }))}
      />
      <p id={helpId} className={styles.count}>
        {t('place.mapHelp')}
      </p>
      <DrawnMap place={place} helpId={helpId} map={map} onReady={setMap} />
      <DrawButtons shape={shape} drawing={drawing} />
    </div>
  )
}
