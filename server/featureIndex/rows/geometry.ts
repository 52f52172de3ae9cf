import type { Geometry, Position } from 'geojson'

type GeometryKind = 'points' | 'lines' | 'polygons'

/** Takes a geometry in: parts, in them rings (a point or a line is a part of one ring), in them vertices. */
export interface GeometrySink {
  part(kind: GeometryKind): void
  ring(): void
  /** Degrees, EPSG:4326. The last vertex of a ring of a polygon repeats its first. */
  vertex(lon: number, lat: number): void
}

/**
 * Tells a geometry part by part, multi-geometries and collections taken apart.
 * @param geometry GeoJSON, or well-known binary: ISO (OGC 06-103r4, 8) or with PostGIS's SRID; little-endian, two coordinates
 * @throws {Error} where the binary is of another form
 */
export function walkGeometry(geometry: Geometry | Uint8Array, sink: GeometrySink): void {
  if (geometry instanceof Uint8Array) walkBinary(viewOf(geometry), 0, sink)
  else walkJson(geometry, sink)
}

function walkJson(geometry: Geometry, sink: GeometrySink): void {
  switch (geometry.type) {
    case 'Point':
      return tell('points', [[geometry.coordinates]], sink)
    case 'MultiPoint':
      for (const point of geometry.coordinates) tell('points', [[point]], sink)
      return
    case 'LineString':
      return tell('lines', [geometry.coordinates], sink)
    case 'MultiLineString':
      for (const line of geometry.coordinates) tell('lines', [line], sink)
      return
    case 'Polygon':
      return tell('polygons', geometry.coordinates, sink)
    case 'MultiPolygon':
      for (const rings of geometry.coordinates) tell('polygons', rings, sink)
      return
    case 'GeometryCollection':
      for (const member of geometry.geometries) walkJson(member, sink)
  }
}

function tell(kind: GeometryKind, rings: readonly Position[][], sink: GeometrySink): void {
  sink.part(kind)
  for (const ring of rings) {
    sink.ring()
    for (const [lon = 0, lat = 0] of ring) sink.vertex(lon, lat)
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength)

const sridFlag = 0x20000000

/** Reads the geometry at an offset. @returns the offset behind it */
function walkBinary(view: DataView, start: number, sink: GeometrySink): number {
  const typed = view.getUint32(start + 1, true)
  const at = start + (typed & sridFlag ? 9 : 5)
  if (view.getUint8(start) !== 1) throw new Error('well-known binary must be little-endian')
  switch (typed & ~sridFlag) {
    case 1:
      sink.part('points')
      sink.ring()
      return walkVertices(view, at, 1, sink)
    case 2:
      sink.part('lines')
      return walkRing(view, at, sink)
    case 3:
      sink.part('polygons')
      return repeat(view, at, (ring) => walkRing(view, ring, sink))
    case 4:
    case 5:
    case 6:
    case 7:
      return repeat(view, at, (member) => walkBinary(view, member, sink))
    default:
      throw new Error(`well-known binary of type ${typed} is not read`)
  }
}

/** Reads a count, then as many things. */
function repeat(view: DataView, at: number, read: (at: number) => number): number {
  let next = at + 4
  for (let left = view.getUint32(at, true); left > 0; left -= 1) next = read(next)
  return next
}

function walkRing(view: DataView, at: number, sink: GeometrySink): number {
  sink.ring()
  return walkVertices(view, at + 4, view.getUint32(at, true), sink)
}

function walkVertices(view: DataView, at: number, count: number, sink: GeometrySink): number {
  const end = at + 16 * count
  for (let next = at; next < end; next += 16) {
    sink.vertex(view.getFloat64(next, true), view.getFloat64(next + 8, true))
  }
  return end
}
