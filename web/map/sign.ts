import type { Stroke } from '../ui/shapes.ts'

/** A sign of the map and the legend: a shape that says the same as its colour. */
export interface Sign {
  strokes: readonly Stroke[]
  /** Side in CSS pixels at icon-size 1. */
  sizePx: number
  /** White edge in CSS pixels, so that the sign holds on every ground. */
  haloPx: number
}

/** A pattern that repeats: one tile of `sizePx` × `sizePx`. */
export interface Pattern {
  strokes: readonly Stroke[]
  sizePx: number
  opacity?: number
}

export type MapImage = Sign | Pattern

const pixelRatio = 3

/** The pixels of a sign or pattern for `map.addImage`, at three device pixels per CSS pixel. */
export function rasterise(image: MapImage): { data: ImageData; options: { pixelRatio: number } } {
  const haloPx = 'haloPx' in image ? image.haloPx : 0
  const side = Math.ceil((image.sizePx + 2 * haloPx + ('haloPx' in image ? 2 : 0)) * pixelRatio)
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser draws no canvas')
  const scale = (image.sizePx * pixelRatio) / 24
  context.translate(side / 2, side / 2)
  context.scale(scale, scale)
  context.translate(-12, -12)
  context.lineJoin = 'round'
  context.globalAlpha = 'opacity' in image ? (image.opacity ?? 1) : 1
  if (haloPx > 0) drawHalo(context, image.strokes, (haloPx * pixelRatio) / scale)
  for (const stroke of image.strokes) drawStroke(context, stroke)
  return { data: context.getImageData(0, 0, side, side), options: { pixelRatio } }
}

function drawHalo(context: CanvasRenderingContext2D, strokes: readonly Stroke[], width: number): void {
  context.strokeStyle = '#FFFFFF'
  for (const { path, lineWidth = 0 } of strokes) {
    context.lineWidth = lineWidth + 2 * width
    context.stroke(new Path2D(path))
  }
}

function drawStroke(context: CanvasRenderingContext2D, { path, fill, line, lineWidth = 1 }: Stroke): void {
  const shape = new Path2D(path)
  if (fill) {
    context.fillStyle = fill
    context.fill(shape)
  }
  if (line) {
    context.strokeStyle = line
    context.lineWidth = lineWidth
    context.stroke(shape)
  }
}
