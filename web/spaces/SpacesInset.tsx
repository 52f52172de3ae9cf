import type { LngLatBoundsLike, Map as MapLibreMap } from 'maplibre-gl'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { districtLayer } from '../districts/layer.ts'
import { crossLayer } from '../map/crosses.ts'
import type { Picked } from '../map/features.ts'
import { tilesOf } from '../map/layerGroup.ts'
import { ScaleBar } from '../map/ScaleBar.tsx'
import { usePointer } from '../map/usePointer.ts'
import { litLayer } from './chosenLayer.ts'
import { clusterOf } from './clusters.ts'
import { FramedMap } from './FramedMap.tsx'
import { spaceLayer } from './layer.ts'
import areaStyles from './MapArea.module.css'
import styles from './SpacesInset.module.css'
import { openCluster } from './useClusters.ts'
import { useLayerContext } from './useLayerContext.ts'
import { useLit } from './useLit.ts'

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

/** A small map of some spaces beside a table of the same; pressing a sign opens its space. */
export function SpacesInset({ query, label, help, bounds, onOpen }: SpacesInsetProps) {
  const { t } = useTranslation('map')
  const city = useCity()
  const context = useLayerContext()
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const groups = useMemo(
    () => [crossLayer, districtLayer, spaceLayer, litLayer].map((layer) => layer(context)),
    [context],
  )
  const layers = useMemo(() => groups.flatMap(({ interactive }) => interactive), [groups])
  const light = useLit(map, query)
  const pointer = useMemo(() => ({ hover: light, press: pressOn(map, onOpen) }), [map, light, onOpen])
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
  const { code } = feature.properties
  if (clusterOf(feature)) openCluster(map, feature)
  else if (typeof code === 'string') onOpen(code)
}
