import { useQuery } from '@tanstack/react-query'
import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { outcomes, type PointList, type PointMap } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import type { Picked } from '../map/features.ts'
import { useGeoJson } from '../map/useGeoJson.ts'
import { usePointer } from '../map/usePointer.ts'
import { FramedMap } from '../spaces/FramedMap.tsx'
import { useLayerContext } from '../spaces/useLayerContext.ts'
import { Checkbox } from '../ui/fields.tsx'
import { useGo } from '../url/navigate.ts'
import { heatLayerId, layersOf } from './layer.ts'
import { OutcomeLegend } from './OutcomeLegend.tsx'
import styles from './points.module.css'
import { mapQuery } from './pointsApi.ts'
import { type PointsState, writePointsState } from './pointsState.ts'

const shown = [...outcomes, null]
const nothing: PointMap = { total: 0, withoutPlace: 0, points: [], shapes: [] }

/** The reply of the server as what the map draws. */
function useFeatures(data: PointMap) {
  const { t } = useTranslation('points')
  return useMemo(() => {
    const signs: FeatureCollection = {
      type: 'FeatureCollection',
      features: data.points.map(({ id, reference, outcome, at }) => ({
        type: 'Feature',
        id,
        properties: { id, reference, outcome: outcome ?? 'none', letter: t(`letter.${outcome ?? 'none'}`) },
        geometry: { type: 'Point', coordinates: at },
      })),
    }
    const shapes = {
      type: 'FeatureCollection',
      features: data.shapes.map(({ id, outcome, geometry }) => ({
        type: 'Feature',
        id,
        properties: { id, outcome: outcome ?? 'none' },
        geometry,
      })),
    } as FeatureCollection
    return { signs, shapes }
  }, [data, t])
}

/** Colours each NIL by how many points lie in it, or takes the colour away. */
function useHeat(map: MapLibreMap | null, counts: PointList['neighbourhoods'], shown: boolean): void {
  useEffect(() => {
    if (!map?.getLayer(heatLayerId)) return
    const known = counts.filter(({ value }) => value !== null)
    const most = Math.max(1, ...known.map(({ count }) => count))
    const steps = known.flatMap(({ value, count }) => [value, 0.08 + (0.5 * count) / most])
    const opacity = [
      'match',
      ['to-string', ['get', 'code']],
      ...steps,
      0,
    ] as unknown as ExpressionSpecification
    map.setPaintProperty(heatLayerId, 'fill-opacity', shown && known.length > 0 ? opacity : 0)
  }, [map, counts, shown])
}

interface PointsMapProps {
  state: PointsState
  parameters: string
  neighbourhoods: PointList['neighbourhoods']
}

/** The points of the same filter as the table, over spaces, zones and NIL. */
export function PointsMap({ state, parameters, neighbourhoods }: PointsMapProps) {
  const { t } = useTranslation('points')
  const go = useGo()
  const format = useFormats()
  const context = useLayerContext()
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const [heat, setHeat] = useState(false)
  const { data = nothing } = useQuery(mapQuery(parameters))
  const groups = useMemo(() => layersOf(context), [context])
  const layers = useMemo(() => groups.at(-1)?.interactive ?? [], [groups])
  const { signs, shapes } = useFeatures(data)
  useGeoJson(map, 'points', signs)
  useGeoJson(map, 'points-shapes', shapes)
  useHeat(map, neighbourhoods, heat)
  const pointer = useMemo(
    () => ({
      hover: () => {},
      press: (feature: Picked | null) => {
        if (feature) go(writePointsState(state, `/desk/points/${feature.id}`))
      },
    }),
    [go, state],
  )
  usePointer(map, layers, true, pointer)
  return (
    <div className={styles.mapView}>
      <div className={styles.mapTools}>
        <Checkbox checked={heat} onChange={setHeat}>
          {t('map.heat')}
        </Checkbox>
        {data.withoutPlace > 0 && (
          <p>{t('map.without', { count: data.withoutPlace, number: format.number(data.withoutPlace) })}</p>
        )}
      </div>
      <FramedMap
        groups={groups}
        context={context}
        className={styles.map}
        label={t('map.label')}
        help={t('map.help')}
        padding={40}
        onReady={setMap}
      />
      <OutcomeLegend outcomes={shown} />
    </div>
  )
}
