import type { Map as MapLibreMap } from 'maplibre-gl'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Gap } from '#schema/coverage'
import { useGeoJson } from '../map/useGeoJson.ts'
import { usePress } from '../map/usePress.ts'
import { FramedMap } from '../spaces/FramedMap.tsx'
import { useLayerContext } from '../spaces/useLayerContext.ts'
import { Button } from '../ui/Button.tsx'
import { LabGlyph } from '../ui/PlaceGlyphs.tsx'
import { ShapeIcon } from '../ui/ShapeIcon.tsx'
import styles from './whatIf.module.css'
import {
  droppedFeatures,
  droppedSign,
  droppedSource,
  gapFeatures,
  gapSign,
  gapsSource,
  layersOf,
} from './whatIfLayer.ts'
import type { Place } from './whatIfState.ts'

interface WhatIfMapProps {
  gaps: readonly Gap[]
  labs: readonly Place[]
  /** No lab can be added any more. */
  full: boolean
  onDrop: (place: Place) => void
}

function Legend() {
  const { t } = useTranslation('coverage')
  const { palette } = useLayerContext()
  return (
    <ul className={styles.legend}>
      <li>
        <LabGlyph /> {t('whatIf.legend.lab')}
      </li>
      <li>
        <ShapeIcon strokes={droppedSign(palette).strokes} /> {t('whatIf.legend.dropped')}
      </li>
      <li>
        <ShapeIcon strokes={gapSign(palette).strokes} /> {t('whatIf.legend.gap')}
      </li>
    </ul>
  )
}

/** Labs, gaps and labs that are not there; a press or the middle of the map puts one more. */
export function WhatIfMap({ gaps, labs, full, onDrop }: WhatIfMapProps) {
  const { t } = useTranslation('coverage')
  const context = useLayerContext()
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const groups = useMemo(() => layersOf(context), [context])
  const gapPoints = useMemo(() => gapFeatures(gaps), [gaps])
  const labPoints = useMemo(
    () => droppedFeatures(labs, (index) => t('whatIf.lab', { number: index + 1 })),
    [labs, t],
  )
  useGeoJson(map, gapsSource, gapPoints)
  useGeoJson(map, droppedSource, labPoints)
  usePress(map, !full, onDrop)
  const atCentre = () => {
    const centre = map?.getCenter()
    if (centre) onDrop([centre.lng, centre.lat])
  }
  return (
    <div>
      <FramedMap
        groups={groups}
        context={context}
        className={styles.map}
        label={t('whatIf.map')}
        help={t('whatIf.help')}
        padding={16}
        onReady={setMap}
      >
        <span className={styles.cross} aria-hidden="true" />
      </FramedMap>
      <div className={styles.tools}>
        <Button icon="locate" isDisabled={!map || full} onPress={atCentre}>
          {t('whatIf.atCentre')}
        </Button>
        <Legend />
      </div>
    </div>
  )
}
