type Metres = readonly [east: number, north: number]
export type Ring = Metres[]

/** A plan turned so that its longest side lies level, with its size and where north is. */
export interface Plan {
  /** Rings in metres, x to the right and y upwards, from the lower left corner of the box around them. */
  rings: Ring[]
  widthM: number
  depthM: number
  /** Angle of north from the top of the drawing, degrees clockwise. */
  northDegrees: number
}

/**
 * Metres per degree of longitude and of latitude at a latitude in degrees, on the WGS 84 ellipsoid
 * (series of the National Geospatial-Intelligence Agency; error below 1 cm over a building).
 */
export function metresPerDegree(latitude: number): { lon: number; lat: number } {
  const phi = (latitude * Math.PI) / 180
  return {
    lon: 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi),
    lat: 111_132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi),
  }
}

/** The rings of a GeoJSON polygon or multipolygon (lon, lat); none for any other geometry. */
function ringsOf(geometry: unknown): [number, number][][] {
  const shape = geometry as { type?: string; coordinates?: unknown } | null
  if (shape?.type === 'Polygon') return shape.coordinates as [number, number][][]
  if (shape?.type === 'MultiPolygon') return (shape.coordinates as [number, number][][][]).flat()
  return []
}

function longestSideAngle(rings: Ring[]): number {
  let longest = 0
  let angle = 0
  for (const ring of rings) {
    for (const [index, [x, y]] of ring.entries()) {
      const next = ring[index + 1]
      if (!next) continue
      const length = Math.hypot(next[0] - x, next[1] - y)
      if (length <= longest + 0.01) continue
      longest = length
      angle = Math.atan2(next[1] - y, next[0] - x)
    }
  }
  return angle
}

/** An angle brought to the nearest quarter turn's remainder, so that plans turn by 45 degrees at most. */
const leastTurn = (angle: number) => angle - (Math.round(angle / (Math.PI / 2)) * Math.PI) / 2

const turn = (rings: Ring[], angle: number): Ring[] => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return rings.map((ring) => ring.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos] as const))
}

/** The plan of a geometry in EPSG:4326; null where it has no area to draw. */
export function planOf(geometry: unknown): Plan | null {
  const degrees = ringsOf(geometry)
  const origin = degrees[0]?.[0]
  if (!origin) return null
  const scale = metresPerDegree(origin[1])
  const metres = degrees.map((ring) =>
    ring.map(([lon, lat]) => [(lon - origin[0]) * scale.lon, (lat - origin[1]) * scale.lat] as const),
  )
  const angle = leastTurn(longestSideAngle(metres))
  const turned = turn(metres, -angle)
  const xs = turned.flat().map(([x]) => x)
  const ys = turned.flat().map(([, y]) => y)
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)]
  return {
    rings: turned.map((ring) => ring.map(([x, y]) => [x - left, y - bottom] as const)),
    widthM: Math.max(...xs) - left,
    depthM: Math.max(...ys) - bottom,
    northDegrees: (angle * 180) / Math.PI,
  }
}
