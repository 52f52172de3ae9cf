import type { Map as MapLibreMap } from 'maplibre-gl'
import type { Language } from '../i18n/index.ts'
import type { LayerContext, LayerGroup } from '../map/layerGroup.ts'
import { DrawTool } from './DrawTool.tsx'
import { LayersButton } from './LayersButton.tsx'
import legendStyles from './Legend.module.css'
import { Legend } from './Legend.tsx'
import { MapArea } from './MapArea.tsx'
import styles from './MapPage.module.css'
import type { Layout } from './useLayout.ts'

interface MapPaneProps {
  layout: Layout
  language: Language
  map: MapLibreMap | null
  groups: LayerGroup[]
  context: LayerContext
  shown: string[]
  /** Address of the tiles of spaces at the start; null until it is known. */
  tiles: string | null
  updating: boolean
  drawing: boolean
  say(message: string): void
  onReady(map: MapLibreMap | null): void
  onShown(layers: string[]): void
  onArea(area: { within?: string; bbox?: string }): void
  onDrawn(): void
}

/** The map with what lies over it: the way to the layers or the drawing tool, and the legend. */
export function MapPane(props: MapPaneProps) {
  const { layout, language, map, groups, context, shown, tiles, updating, drawing } = props
  const { say, onReady, onShown, onArea, onDrawn } = props
  return (
    <div className={styles.map}>
      <MapArea
        key={language}
        layout={layout}
        map={map}
        groups={groups}
        context={context}
        tiles={tiles}
        updating={updating}
        say={say}
        onReady={onReady}
      >
        {drawing && map ? (
          <DrawTool map={map} onArea={onArea} onEnd={onDrawn} />
        ) : (
          <LayersButton layout={layout} map={map} groups={groups} shown={shown} onShown={onShown} />
        )}
      </MapArea>
      {layout !== 'phone' && (
        <div className={legendStyles.strip}>
          <Legend groups={groups} shown={shown} />
        </div>
      )}
    </div>
  )
}
