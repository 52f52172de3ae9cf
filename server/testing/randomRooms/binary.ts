import type { Geometry, Position } from 'geojson'

const types: readonly Geometry['type'][] = [
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
]

/** A geometry as little-endian well-known binary: ISO, or as PostGIS writes it with an SRID. */
export function toBinary(geometry: Geometry, srid?: number): Uint8Array {
  const head = Buffer.alloc(srid === undefined ? 5 : 9)
  head.writeUInt8(1, 0)
  head.writeUInt32LE((types.indexOf(geometry.type) + 1) | (srid === undefined ? 0 : 0x20000000), 1)
  if (srid !== undefined) head.writeUInt32LE(srid, 5)
  return Buffer.concat([head, body(geometry)])
}

function body(geometry: Geometry): Buffer {
  switch (geometry.type) {
    case 'Point':
      return vertex(geometry.coordinates)
    case 'LineString':
      return counted(geometry.coordinates.map(vertex))
    case 'Polygon':
      return counted(geometry.coordinates.map((ring) => counted(ring.map(vertex))))
    case 'GeometryCollection':
      return counted(geometry.geometries.map((member) => toBinary(member)))
    default:
      return counted(membersOf(geometry).map((member) => toBinary(member)))
  }
}

function membersOf(
  geometry: Extract<Geometry, { type: 'MultiPoint' | 'MultiLineString' | 'MultiPolygon' }>,
): Geometry[] {
  if (geometry.type === 'MultiPoint')
    return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }))
  if (geometry.type === 'MultiLineString') {
    return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }))
  }
  return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }))
}

function counted(members: readonly Uint8Array[]): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32LE(members.length)
  return Buffer.concat([count, ...members])
}

function vertex([lon = 0, lat = 0]: Position): Buffer {
  const written = Buffer.alloc(16)
  written.writeDoubleLE(lon, 0)
  written.writeDoubleLE(lat, 8)
  return written
}
