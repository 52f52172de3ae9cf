import type { Position } from 'geojson'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { TerraDraw, TerraDrawModeUndoRedo, TerraDrawPolygonMode } from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'
import type { Palette } from './palette.ts'

/** A polygon being drawn on a map. */
export interface Drawing {
  /** Puts a corner where the cross-hair stands, in the middle of the map. */
  cornerAtCentre(): void
  /** Takes the last corner back. */
  undo(): void
  /** Closes the polygon, if it has three corners. */
  close(): void
  /** Ends drawing and takes everything off the map. */
  stop(): void
}

/**
 * Lets a person draw one polygon by pointer, touch, or the buttons that call the functions returned.
 * @param onClosed gets its outer ring, lon/lat, first and last alike
 */
export function startDrawing(
  map: MapLibreMap,
  palette: Palette,
  onClosed: (ring: Position[]) => void,
): Drawing {
  const color = palette.chosen as `#${string}`
  const styles = {
    fillColor: color,
    fillOpacity: 0.12,
    outlineColor: color,
    outlineWidth: 2,
    closingPointColor: color,
  }
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 6 }),
    modes: [new TerraDrawPolygonMode({ styles })],
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
  })
  draw.on('finish', (id) => {
    const geometry = draw.getSnapshotFeature(id)?.geometry
    if (geometry?.type === 'Polygon') onClosed(geometry.coordinates[0] ?? [])
  })
  draw.start()
  draw.setMode('polygon')
  const canvas = map.getCanvas()
  return {
    cornerAtCentre: () => pressAtCentre(canvas),
    undo: () => void draw.undo(),
    close: () => void canvas.dispatchEvent(new KeyboardEvent('keyup', { key: 'Enter', bubbles: true })),
    stop: () => draw.stop(),
  }
}

/** The same events as a finger in the middle of the map, so that all ways of drawing are one. */
function pressAtCentre(canvas: HTMLCanvasElement): void {
  const { left, top, width, height } = canvas.getBoundingClientRect()
  const place = { clientX: left + width / 2, clientY: top + height / 2 }
  for (const type of ['pointermove', 'pointerdown', 'pointerup'])
    canvas.dispatchEvent(new PointerEvent(type, { ...place, isPrimary: true, bubbles: true, button: 0 }))
}
