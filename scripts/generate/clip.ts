import { intersect } from '@turf/turf'
import type { Polygon } from 'geojson'
import { type Point, type Ring, ringArea } from './plane.ts'
import { node } from './topology.ts'

/** Points nearer than this, in metres, are one. */
const TOLERANCE_M = 2

/** The ring, turned round where it runs clockwise. */
export const counterclockwise = (ring: Ring): Ring => (ringArea(ring) < 0 ? [...ring].reverse() : ring)

/** The parts of a ring within a convex cell, or of a cell within the ring; counterclockwise. */
export function within(border: Ring, cell: Ring): Ring[] {
  if (cell.length < 3) return []
  const polygon = (ring: Ring): Polygon => ({ type: 'Polygon', coordinates: [[...ring, ring[0] as Point]] })
  const feature = (ring: Ring) => ({ type: 'Feature' as const, properties: {}, geometry: polygon(ring) })
  const common = intersect({ type: 'FeatureCollection', features: [feature(border), feature(cell)] })
  if (!common) return []
  const { geometry } = common
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return parts.map(([outer]) => counterclockwise((outer as Ring).slice(0, -1)))
}

/** Makes neighbouring rings share their points, and drops what is too thin to see. */
export function tidy<Part extends { ring: Ring }>(parts: Part[]): Part[] {
  const rings = node(
    parts.map(({ ring }) => ring),
    TOLERANCE_M,
  )
  return parts
    .map((part, index) => ({ ...part, ring: rings[index] as Ring }))
    .filter(({ ring }) => ring.length > 2 && ringArea(ring) > 0)
}
