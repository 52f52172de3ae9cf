import type { Picked } from '../map/features.ts'

/** Zoom from which every space stands for itself, unless they are too many; outlines begin there. */
export const outlineZoom = 13
const nearerBy = 2

/** In pixels: that of one space, and how much each tenfold adds. */
export const diameters = { least: 20, tenfold: 6 }

/** How far the sign of so many spaces reaches from its middle, in pixels. */
export const radiusPx = (count: number) => (diameters.least + diameters.tenfold * Math.log10(count)) / 2

/** Spaces that stand on the map as one sign. */
export interface Cluster {
  count: number
  available: number
  inCall: number
  /** Sum of the usable areas that are known. */
  areaM2: number
}

/** What a sign of the tiles stands for; null where it is a single space. */
export function clusterOf({ properties }: Pick<Picked, 'properties'>): Cluster | null {
  const number = (name: string) => Number(properties[name] ?? 0)
  const count = number('count')
  if (count <= 1) return null
  return {
    count,
    available: number('status:available'),
    inCall: number('status:inCall'),
    areaM2: number('areaM2'),
  }
}

/** The zoom at which a cluster opens: two nearer, and where that is almost as near as outlines, as near as those. */
export function openingZoom(zoom: number): number {
  const nearer = zoom + nearerBy
  return nearer > outlineZoom - 1 ? Math.max(nearer, outlineZoom) : nearer
}
