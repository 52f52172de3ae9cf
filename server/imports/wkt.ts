import type { Geometry } from 'geojson'

const kinds = { POINT: 'Point', POLYGON: 'Polygon', MULTIPOLYGON: 'MultiPolygon' } as const

/**
 * Well-known text of a point, polygon or multipolygon as GeoJSON, an SRID prefix and heights dropped;
 * null where it is none. Nesting and rings are left to `checkGeometry`.
 */
export function parseWkt(text: string): Geometry | null {
  const [, word, body] =
    /^\s*(?:SRID=\d+;)?\s*(POINT|POLYGON|MULTIPOLYGON)\s*Z?M?\s*(\([\s\S]*\))\s*$/i.exec(text) ?? []
  if (!word || !body || !/^[\d\s.,()eE+-]+$/.test(body)) return null
  const type = kinds[word.toUpperCase() as keyof typeof kinds]
  const positions = body.replace(/[^(),]+/g, (run) =>
    run.trim() ? `[${run.trim().split(/\s+/).join(',')}]` : '',
  )
  try {
    const nested = JSON.parse(positions.replaceAll('(', '[').replaceAll(')', ']'))
    return { type, coordinates: type === 'Point' ? nested[0] : nested }
  } catch {
    return null
  }
}
