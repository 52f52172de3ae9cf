import type { Position } from 'geojson'
import type { BBox } from '../definition.ts'

/** Edges of polygons, put into bands by latitude so that few are looked at for a point. */
interface Bands {
  /** lowLon, lowLat, highLon, highLat of each edge, the lower end first. */
  edges: Float64Array
  /** By band: where its edges end in `members`. */
  ends: Uint32Array
  members: Uint32Array
  south: number
  perDegree: number
}

const mostBands = 1024

function edgesOf(rings: readonly (readonly Position[])[]): Float64Array {
  const edges: number[] = []
  for (const ring of rings) {
    let from = ring.at(-1)
    for (const to of ring) {
      if (from) edges.push(...orderedEdge(from, to))
      from = to
    }
  }
  return Float64Array.from(edges)
}

function orderedEdge([lonA = 0, latA = 0]: Position, [lonB = 0, latB = 0]: Position): number[] {
  return latA < latB ? [lonA, latA, lonB, latB] : [lonB, latB, lonA, latA]
}

/** The box around rings; one that holds nothing where there are no vertices. */
export function boxAroundRings(rings: readonly (readonly Position[])[]): BBox {
  const box: BBox = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings) {
    for (const [lon = 0, lat = 0] of ring) {
      box[0] = Math.min(box[0], lon)
      box[1] = Math.min(box[1], lat)
      box[2] = Math.max(box[2], lon)
      box[3] = Math.max(box[3], lat)
    }
  }
  return box
}

function bandsOf(rings: readonly (readonly Position[])[]): Bands {
  const edges = edgesOf(rings)
  const [, south, , north] = boxAroundRings(rings)
  const count = Math.max(1, Math.min(mostBands, edges.length / 4))
  const perDegree = north > south ? count / (north - south) : 0
  const band = (lat: number) => Math.min(count - 1, Math.floor((lat - south) * perDegree))
  const lists: number[][] = Array.from({ length: count }, () => [])
  for (let edge = 0; edge < edges.length; edge += 4) {
    const last = band(edges[edge + 3]!)
    for (let at = band(edges[edge + 1]!); at <= last; at += 1) lists[at]?.push(edge)
  }
  let end = 0
  const ends = Uint32Array.from(lists, (list) => (end += list.length))
  return { edges, ends, members: Uint32Array.from(lists.flat()), south, perDegree }
}

/** Whether an even number of edges lies east of the point, or an odd one, which is inside. */
function crossedOdd({ edges, ends, members, south, perDegree }: Bands, lon: number, lat: number): boolean {
  const band = Math.min(ends.length - 1, Math.floor((lat - south) * perDegree))
  if (!(band >= 0)) return false
  let inside = false
  for (let at = band === 0 ? 0 : ends[band - 1]!; at < ends[band]!; at += 1) {
    const edge = members[at]!
    const [lowLon, lowLat] = [edges[edge]!, edges[edge + 1]!]
    const [highLon, highLat] = [edges[edge + 2]!, edges[edge + 3]!]
    if (lowLat > lat === highLat > lat) continue
    if ((lon - lowLon) * (highLat - lowLat) < (highLon - lowLon) * (lat - lowLat)) inside = !inside
  }
  return inside
}

/**
 * A test whether any of the polygons holds a point, planar, by even-odd crossings over the rings of each. Of polygons that
 * share an edge exactly one holds a point on it: the crossing of an edge is computed the same way whichever way it runs,
 * half-open in latitude.
 */
export function polygonTest(polygons: readonly Position[][][]): (lon: number, lat: number) => boolean {
  const all = polygons.map(bandsOf)
  return (lon, lat) => all.some((bands) => crossedOdd(bands, lon, lat))
}
