import type { LineString, Point, Polygon, Position } from 'geojson'
import type { Map as MapLibreMap } from 'maplibre-gl'
import {
  TerraDraw,
  TerraDrawLineStringMode,
  TerraDrawModeUndoRedo,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
} from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'
import type { Palette } from './palette.ts'

export type Shape = 'point' | 'line' | 'polygon'

/** A shape being drawn on a map. */
export interface Drawing {
  /** Puts a corner where the cross-hair stands, in the middle of the map; a point is drawn by it. */
  cornerAtCentre(): void
  /** Takes the last corner back. */
  undo(): void
  /** Ends the line, if it has two corners, or closes the polygon, if it has three. */
  close(): void
  /** Ends drawing and takes everything off the map. */
  stop(): void
}

function modeOf(shape: Shape, palette: Palette) {
  const color = palette.chosen as `#${string}`
  if (shape === 'point') return new TerraDrawPointMode({ styles: { pointColor: color, pointWidth: 8 } })
  if (shape === 'line')
    return new TerraDrawLineStringMode({
      styles: { lineStringColor: color, lineStringWidth: 3, closingPointColor: color },
    })
  return new TerraDrawPolygonMode({
    styles: {
      fillColor: color,
      fillOpacity: 0.12,
      outlineColor: color,
      outlineWidth: 2,
      closingPointColor: color,
    },
  })
}

/**
 * Lets a person draw one shape by pointer, touch, or the buttons that call the functions returned.
 * @param onDrawn gets it in lon/lat
 */
export function startShape(
  map: MapLibreMap,
  palette: Palette,
  shape: Shape,
  onDrawn: (geometry: Point | LineString | Polygon) => void,
): Drawing {
  const mode = modeOf(shape, palette)
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 6 }),
    modes: [mode],
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
  })
  draw.on('finish', (id) => {
    const geometry = draw.getSnapshotFeature(id)?.geometry
    if (geometry?.type === 'Polygon' || geometry?.type === 'LineString' || geometry?.type === 'Point')
      onDrawn(geometry)
  })
  draw.start()
  draw.setMode(mode.mode)
  const canvas = map.getCanvas()
  return {
    cornerAtCentre: () => pressAtCentre(canvas),
    undo: () => void draw.undo(),
    close: () => void canvas.dispatchEvent(new KeyboardEvent('keyup', { key: 'Enter', bubbles: true })),
    stop: () => draw.stop(),
  }
}

/**
 * Lets a person draw one polygon.
 * @param onClosed gets its outer ring, lon/lat, first and last alike
 */
export const startDrawing = (
  map: MapLibreMap,
  palette: Palette,
  onClosed: (ring: Position[]) => void,
): Drawing =>
  startShape(map, palette, 'polygon', (geometry) => {
    if (geometry.type === 'Polygon') onClosed(geometry.coordinates[0] ?? [])
  })

/** The same events as a finger in the middle of the map, so that all ways of drawing are one. */
function pressAtCentre(canvas: HTMLCanvasElement): void {
  const { left, top, width, height } = canvas.getBoundingClientRect()
  const place = { clientX: left + width / 2, clientY: top + height / 2 }
  for (const type of ['pointermove', 'pointerdown', 'pointerup'])
    canvas.dispatchEvent(new PointerEvent(type, { ...place, isPrimary: true, bubbles: true, button: 0 }))
}
