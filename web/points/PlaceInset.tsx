import { bbox, pointOnFeature } from '@turf/turf'
import type { Feature, Geometry } from 'geojson'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '#schema/points'
import type { LayerContext, LayerGroup } from '../map/layerGroup.ts'
import { useGeoJson } from '../map/useGeoJson.ts'
import { FramedMap } from '../spaces/FramedMap.tsx'
import { useLayerContext } from '../spaces/useLayerContext.ts'

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
  const context = useLayerContext()
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
    <FramedMap
      groups={groups}
      context={context}
      className={className}
      label={label}
      help={where}
      bounds={bounds}
      padding={30}
      keepsCamera={false}
      onReady={setMap}
    />
  )
}
