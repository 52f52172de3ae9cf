import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { boundsOf, labelPlace, type Projection, projectionOf, toPath } from '#rules/coverage'
import type { Told } from './values.ts'

export type Areal = Polygon | MultiPolygon
/** Areas as the server gives them for drawing. */
export type AreaCollection = FeatureCollection<Areal, { code: string; name: string }>

/** What a map of areas says of each. */
export interface MapArea extends Told {
  code: string
  name: string
  /** Fewer than 1,000 residents: rates say little there, and it is drawn grey. */
  small: boolean
  /** Facilities or records behind the value. */
  count: number | null
}

/** An area as it is drawn, with where its label stands and how much room it has, in pixels. */
export interface DrawnArea {
  /** Its place among all, for the walk. */
  id: number
  area: MapArea
  path: string
  x: number
  y: number
  radius: number
}

export interface AreaDrawing {
  projection: Projection
  drawn: DrawnArea[]
  /** Of what the areas lie in, where it is not the areas alone. */
  outline: string | null
}

/** Pixels: a taller drawing would not be seen at once on a laptop. */
const tallest = 560

/** Areas drawn in a width; those without a shape are left out, as nothing can show them. */
export function drawAreas(
  areas: readonly MapArea[],
  shapes: AreaCollection,
  width: number,
  outline?: Areal,
): AreaDrawing | null {
  const bounds = boundsOf(shapes.features.map(({ geometry }) => geometry))
  if (!bounds) return null
  const projection = projectionOf(bounds, {
    width,
    maxHeight: Math.min(Math.max(320, width), tallest),
    margin: 8,
  })
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const drawn = shapes.features.flatMap(({ properties, geometry }, id) => {
    const area = byCode.get(properties.code)
    if (!area) return []
    return [{ id, area, path: toPath(geometry, projection), ...labelPlace(geometry, projection) }]
  })
  return { projection, drawn, outline: outline ? toPath(outline, projection) : null }
}

const letterWidth = 0.54

/** Whether a text of this size stands inside the area, a little over the circle it is sure of. */
export const labelFits = (text: string, sizePx: number, { radius }: DrawnArea) =>
  (text.length * sizePx * letterWidth) / 2 <= radius * 1.2 && sizePx / 2 <= radius
