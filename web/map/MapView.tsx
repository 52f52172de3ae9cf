import { Map as ReactMap } from '@vis.gl/react-maplibre'
import type { LngLatBoundsLike, Map as MapLibreMap, PaddingOptions, StyleSpecification } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { followWithCrosses } from './crosses.ts'
import { engine, withOrigin } from './engine.ts'
import { supplyImages } from './images.ts'
import type { LayerContext, LayerGroup } from './layerGroup.ts'
import { type Basemap, mapStyle } from './style.ts'

interface MapViewProps {
  groups: LayerGroup[]
  context: LayerContext
  basemap: Basemap | null
  /** Addresses of tiles that differ from those of the style at the start, by source. */
  tiles: Record<string, string>
  /** Where the camera starts when the address names no camera. */
  bounds: LngLatBoundsLike
  padding: PaddingOptions
  /** Whether the camera stands in the address of the page, as it does for the map that is the page. */
  keepsCamera?: boolean
  label: string
  /** Id of the text that says how to use the map from the keyboard. */
  describedBy: string
  onReady(map: MapLibreMap | null): void
}

const minZoom = 9
const maxZoom = 19

/**
 * The map as an island: it is given its style and its start once, and keeps its camera to itself and the
 * hash. All else is told to the instance that `onReady` hands out.
 */
export function MapView({
  groups,
  context,
  basemap,
  tiles,
  bounds,
  padding,
  keepsCamera = true,
  label,
  describedBy,
  onReady,
}: MapViewProps) {
  const [style] = useState(() => withTiles(mapStyle(groups, context, basemap ?? undefined), tiles))
  const [start] = useState({ bounds, fitBoundsOptions: { padding } })
  const [map, setMap] = useState<MapLibreMap | null>(null)

  useEffect(() => {
    if (!map) return
    nameCanvas(map.getCanvas(), label, describedBy)
  }, [map, label, describedBy])
  useEffect(() => {
    if (!map) return
    const stops = [followWithCrosses(map), tellState(map)]
    onReady(map)
    return () => {
      for (const stop of stops) stop()
      onReady(null)
    }
  }, [map, onReady])

  return (
    <ReactMap
      ref={(ref) => {
        if (ref) supplyImages(ref.getMap(), groups)
      }}
      mapLib={engine}
      mapStyle={style}
      initialViewState={start}
      hash={keepsCamera && 'map'}
      minZoom={minZoom}
      maxZoom={maxZoom}
      dragRotate={false}
      pitchWithRotate={false}
      touchPitch={false}
      fadeDuration={0}
      attributionControl={false}
      transformRequest={withOrigin}
      onLoad={({ target }) => {
        target.keyboard.disableRotation()
        target.touchZoomRotate.disableRotation()
        setMap(target)
      }}
    />
  )
}

function withTiles(style: StyleSpecification, tiles: Record<string, string>): StyleSpecification {
  const sources = { ...style.sources }
  for (const [id, url] of Object.entries(tiles)) {
    const source = sources[id]
    if (source?.type === 'vector') sources[id] = { ...source, tiles: [url] }
  }
  return { ...style, sources }
}

function nameCanvas(canvas: HTMLCanvasElement, label: string, describedBy: string): void {
  canvas.setAttribute('role', 'application')
  canvas.setAttribute('aria-label', label)
  canvas.setAttribute('aria-describedby', describedBy)
}

const lookAgainMs = 250

/**
 * Says on the container whether the map has drawn all it asked for. MapLibre draws nothing where reloaded tiles
 * turn out unmodified (by their ETag), and then never says that it is idle: it is asked to draw once more.
 */
function tellState(map: MapLibreMap): () => void {
  const { dataset } = map.getContainer()
  let looking: ReturnType<typeof setInterval> | undefined
  const look = () => {
    if (map.loaded() && !map.isMoving()) map.triggerRepaint()
  }
  const busy = () => {
    dataset.mapState = 'busy'
    looking ??= setInterval(look, lookAgainMs)
  }
  const idle = () => {
    dataset.mapState = 'idle'
    clearInterval(looking)
    looking = undefined
  }
  map.on('dataloading', busy)
  map.on('movestart', busy)
  map.on('idle', idle)
  map.triggerRepaint()
  return () => {
    map.off('dataloading', busy)
    map.off('movestart', busy)
    map.off('idle', idle)
    clearInterval(looking)
  }
}
