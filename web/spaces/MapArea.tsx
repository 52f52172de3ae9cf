import type { Map as MapLibreMap } from 'maplibre-gl'
import { type ReactNode, useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { usePlaceNames } from '../districts/usePlaceNames.ts'
import { LocateButton } from '../map/LocateButton.tsx'
import type { LayerContext, LayerGroup } from '../map/layerGroup.ts'
import { ZoomButtons } from '../map/MapButtons.tsx'
import { MapView } from '../map/MapView.tsx'
import { ScaleBar } from '../map/ScaleBar.tsx'
import { useBasemap } from '../map/useBasemap.ts'
import styles from './MapArea.module.css'
import type { Layout } from './useLayout.ts'

interface MapAreaProps {
  layout: Layout
  map: MapLibreMap | null
  groups: LayerGroup[]
  context: LayerContext
  /** Address of the tiles of spaces at the start; null until it is known. */
  tiles: string | null
  updating: boolean
  say(message: string): void
  onReady(map: MapLibreMap | null): void
  /** What else lies over the map. */
  children?: ReactNode
}

/** The map with its buttons, scale and sources. */
export function MapArea({
  layout,
  map,
  groups,
  context,
  tiles,
  updating,
  say,
  onReady,
  children,
}: MapAreaProps) {
  const { t } = useTranslation('map')
  const city = useCity()
  const { schematic } = usePlaceNames()
  const helpId = useId()
  const basemap = useBasemap(city.basemapStyleUrl)
  const padding = useMemo(() => paddingOf(layout), [layout])
  return (
    <div className={styles.area} data-layout={layout}>
      <p id={helpId} className="vh">
        {t('map.help')}
      </p>
      <div className={styles.map}>
        {basemap !== undefined && tiles !== null && (
          <MapView
            groups={groups}
            context={context}
            basemap={basemap}
            tiles={{ spaces: tiles }}
            bounds={city.map.bounds}
            padding={padding}
            label={t('map.label')}
            describedBy={helpId}
            onReady={onReady}
          />
        )}
      </div>
      {updating && (
        <p className={styles.veil} aria-hidden="true">
          {t('list.updating')}
        </p>
      )}
      {children}
      {map && (
        <>
          <div className={styles.buttons}>
            {layout !== 'phone' && <ZoomButtons map={map} />}
            <LocateButton map={map} bounds={city.map.maxBounds} say={say} />
          </div>
          <div className={styles.corner}>
            <span className={styles.sources}>
              {schematic && `${t('map.schematic')} · `}
              {city.attribution}
            </span>
            <ScaleBar map={map} />
          </div>
        </>
      )}
    </div>
  )
}

const sheetShare = 0.4

function paddingOf(layout: Layout) {
  if (layout !== 'phone') return { top: 20, right: 20, bottom: 20, left: 20 }
  return { top: 110, right: 12, bottom: Math.round(window.innerHeight * sheetShare), left: 12 }
}
