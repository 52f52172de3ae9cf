import type { LngLatBoundsLike, Map as MapLibreMap } from 'maplibre-gl'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { districtLayer } from '../districts/layer.ts'
import { crossLayer } from '../map/crosses.ts'
import type { Picked } from '../map/features.ts'
import { tilesOf } from '../map/layerGroup.ts'
import { easeOptions } from '../map/motion.ts'
import { ScaleBar } from '../map/ScaleBar.tsx'
import { usePointer } from '../map/usePointer.ts'
import { FramedMap } from './FramedMap.tsx'
import { spaceLayer } from './layer.ts'
import areaStyles from './MapArea.module.css'
import styles from './SpacesInset.module.css'
import { useLayerContext } from './useLayerContext.ts'

interface SpacesInsetProps {
  /** Filters of the spaces that are drawn, as a query string. */
  query: string
  label: string
  /** Says where the same stands in words. */
  help: string
  /** West, south, east and north in degrees; the city where there are none. */
  bounds?: LngLatBoundsLike | undefined
  onOpen: (code: string) => void
}

const near = 16

/** A small map of some spaces beside a table of the same; pressing a sign opens its space. */
export function SpacesInset({ query, label, help, bounds, onOpen }: SpacesInsetProps) {
  const { t } = useTranslation('map')
  const city = useCity()
  const context = useLayerContext()
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const groups = useMemo(
    () => [crossLayer, districtLayer, spaceLayer].map((layer) => layer(context)),
    [context],
  )
  const layers = useMemo(() => groups.at(-1)?.interactive ?? [], [groups])
  const pointer = useMemo(() => ({ hover: () => {}, press: pressOn(map, onOpen) }), [map, onOpen])
  usePointer(map, layers, true, pointer)
  return (
    <FramedMap
      key={query}
      groups={groups}
      context={context}
      className={styles.inset}
      label={label}
      help={help}
      bounds={bounds}
      padding={48}
      tiles={{ spaces: tilesOf('spaces', query) }}
      keepsCamera={false}
      onReady={setMap}
      waiting={<p className={styles.wait}>{t('map.label')}…</p>}
    >
      <div className={areaStyles.corner}>
        <span className={areaStyles.sources}>{city.attribution}</span>
        {map && <ScaleBar map={map} />}
      </div>
    </FramedMap>
  )
}

/** Opens one space; a sign that stands for several comes nearer instead. */
const pressOn = (map: MapLibreMap | null, onOpen: (code: string) => void) => (feature: Picked | null) => {
  if (!map || !feature) return
  const { code, count } = feature.properties
  if (typeof count === 'number' && count > 1) {
    const center = map.unproject([feature.x, feature.y])
    map.easeTo({ center, zoom: Math.min(map.getZoom() + 2, near), ...easeOptions() })
  } else if (typeof code === 'string') onOpen(code)
}
