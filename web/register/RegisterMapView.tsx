import { useQuery } from '@tanstack/react-query'
import type { FeatureCollection } from 'geojson'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { outcomes } from '#schema/points'
import type { RegisterMap } from '#schema/register'
import { useFormats } from '../i18n/format.ts'
import type { Picked } from '../map/features.ts'
import { useGeoJson } from '../map/useGeoJson.ts'
import { usePointer } from '../map/usePointer.ts'
import { OutcomeLegend } from '../points/OutcomeLegend.tsx'
import { FramedMap } from '../spaces/FramedMap.tsx'
import { useLayerContext } from '../spaces/useLayerContext.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { useGo } from '../url/navigate.ts'
import { layersOf, pressable } from './layer.ts'
import styles from './register.module.css'
import { mapQuery } from './registerApi.ts'
import { type Filters, pointPath, without } from './registerState.ts'

const nothing: RegisterMap = { total: 0, withoutPlace: 0, points: [], areas: [], shapes: [] }

/** Signs of different kinds on one map have ids of their own. */
const areaIds = 1_000_000_000

/** The reply of the server as what the map draws. */
function useFeatures(data: RegisterMap) {
  const { t } = useTranslation('points')
  return useMemo(() => {
    const collection = (features: object[]) => ({ type: 'FeatureCollection', features }) as FeatureCollection
    const references = new Map(data.points.map(({ id, reference }) => [id, reference]))
    return {
      signs: collection(
        data.points.map(({ id, reference, outcome, at }) => ({
          type: 'Feature',
          id,
          properties: {
            reference,
            outcome: outcome ?? 'none',
            letter: t(`letter.${outcome ?? 'none'}`),
          },
          geometry: { type: 'Point', coordinates: at },
        })),
      ),
      shapes: collection(
        data.shapes.map(({ id, outcome, geometry }) => ({
          type: 'Feature',
          id,
          properties: { reference: references.get(id), outcome: outcome ?? 'none' },
          geometry,
        })),
      ),
      areas: collection(
        data.areas.map(({ code, count, at }, index) => ({
          type: 'Feature',
          id: areaIds + index,
          properties: { neighbourhood: code, count },
          geometry: { type: 'Point', coordinates: at },
        })),
      ),
    }
  }, [data, t])
}

/** What is seen of the map, as the filter takes it. */
function boundsOf(map: MapLibreMap): string {
  const bounds = map.getBounds()
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
    .map((degrees) => degrees.toFixed(5))
    .join(',')
}

interface RegisterMapViewProps {
  plan: string
  parameters: string
  filters: Filters
  onChange: (filters: Filters, view?: 'list' | 'map') => void
}

function useMapPointer({ plan, filters, onChange }: Omit<RegisterMapViewProps, 'parameters'>) {
  const go = useGo()
  return useMemo(
    () => ({
      hover: () => {},
      press: (feature: Picked | null) => {
        const { reference, neighbourhood } = feature?.properties ?? {}
        if (typeof reference === 'string') go(pointPath(plan, reference))
        else if (neighbourhood !== undefined)
          onChange({ ...without(filters, 'bbox'), neighbourhood: String(neighbourhood) }, 'list')
      },
    }),
    [go, plan, filters, onChange],
  )
}

function Notes({ data }: { data: RegisterMap }) {
  const { t } = useTranslation('register')
  const format = useFormats()
  const inAreas = data.areas.reduce((sum, { count }) => sum + count, 0)
  const noted = [
    inAreas > 0 && t('map.inAreas', { count: inAreas, number: format.number(inAreas) }),
    data.withoutPlace > 0 &&
      t('map.without', { count: data.withoutPlace, number: format.number(data.withoutPlace) }),
  ].filter(Boolean)
  return noted.length > 0 ? <p className={styles.about}>{noted.join(' ')}</p> : null
}

/** The same points as in the list, each as near as its place is public. */
export function RegisterMapView({ plan, parameters, filters, onChange }: RegisterMapViewProps) {
  const { t } = useTranslation('register')
  const context = useLayerContext()
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const { data = nothing, error, refetch } = useQuery(mapQuery(plan, parameters))
  const groups = useMemo(() => layersOf(context), [context])
  const { signs, shapes, areas } = useFeatures(data)
  useGeoJson(map, 'points', signs)
  useGeoJson(map, 'points-shapes', shapes)
  useGeoJson(map, 'register-areas', areas)
  usePointer(map, pressable, true, useMapPointer({ plan, filters, onChange }))
  return (
    <div className={styles.mapView}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <Notes data={data} />
      <FramedMap
        groups={groups}
        context={context}
        className={styles.map}
        label={t('map.label')}
        help={t('map.help')}
        padding={32}
        onReady={setMap}
      />
      {map && (
        <p>
          <Button icon="map" onPress={() => onChange({ ...filters, bbox: boundsOf(map) })}>
            {t('map.here')}
          </Button>
        </p>
      )}
      <OutcomeLegend outcomes={outcomes} />
    </div>
  )
}
