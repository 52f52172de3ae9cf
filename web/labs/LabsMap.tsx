import type { Map as MapLibreMap } from 'maplibre-gl'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { districtLayer } from '../districts/layer.ts'
import { crossLayer } from '../map/crosses.ts'
import type { Picked } from '../map/features.ts'
import { tilesOf } from '../map/layerGroup.ts'
import { ScaleBar } from '../map/ScaleBar.tsx'
import { usePointer } from '../map/usePointer.ts'
import { FramedMap } from '../spaces/FramedMap.tsx'
import areaStyles from '../spaces/MapArea.module.css'
import { useLayerContext } from '../spaces/useLayerContext.ts'
import styles from './labs.module.css'
import { labLayer } from './layer.ts'

interface LabsMapProps {
  /** Filters of the labs that are drawn, as a query string. */
  query: string
  revision: number
  onOpen: (code: string) => void
}

const signs = ['lab-sign']

/** The labs of the list on a map; pressing a sign opens its lab. */
export function LabsMap({ query, revision, onOpen }: LabsMapProps) {
  const { t } = useTranslation('labs')
  const city = useCity()
  const context = useLayerContext()
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const groups = useMemo(
    () => [crossLayer, districtLayer, labLayer].map((layer) => layer(context)),
    [context],
  )
  const pointer = useMemo(
    () => ({
      hover: () => {},
      press: (feature: Picked | null) => {
        const code = feature?.properties.code
        if (typeof code === 'string') onOpen(code)
      },
    }),
    [onOpen],
  )
  usePointer(map, signs, true, pointer)
  const tiles = useMemo(
    () => ({ labs: tilesOf('labs', [query, `rev=${revision}`].filter(Boolean).join('&')) }),
    [query, revision],
  )
  return (
    <FramedMap
      groups={groups}
      context={context}
      className={styles.map}
      label={t('map.label')}
      help={t('map.help')}
      padding={24}
      tiles={tiles}
      keepsCamera={false}
      onReady={setMap}
    >
      <div className={areaStyles.corner}>
        <span className={areaStyles.sources}>{city.attribution}</span>
        {map && <ScaleBar map={map} />}
      </div>
    </FramedMap>
  )
}
