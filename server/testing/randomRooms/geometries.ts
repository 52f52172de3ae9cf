import type { Geometry, Position } from 'geojson'
import { between, integerBetween, pick, type Random } from '../../../scripts/generate/random.ts'
import type { BBox, LonLat } from '../../featureIndex/definition.ts'

/** Steps of a degree on which half of the places lie: products of their differences are exact in a double. */
const gridSteps = 4096

/** Degrees to a metre, at the latitude of Milan. */
const [lonPerM, latPerM] = [1 / 78_000, 1 / 111_200]

const onGrid = (degrees: number): number => Math.round(degrees * gridSteps) / gridSteps

/** A place in the box, every second one on a grid, so that edges and corners are met. */
export function randomPlace(random: Random, [west, south, east, north]: BBox): LonLat {
  const place: LonLat = [between(random, west, east), between(random, south, north)]
  return random() < 0.5 ? [onGrid(place[0]), onGrid(place[1])] : place
}

/** The place so many metres to the east and to the north. */
const moved = ([lon, lat]: Position, eastM: number, northM: number): LonLat => [
  (lon ?? 0) + eastM * lonPerM,
  (lat ?? 0) + northM * latPerM,
]

/** A closed ring round the middle that crosses itself nowhere, wound either way. */
function star(random: Random, middle: Position, radiusM: number, corners: number): Position[] {
  const ring = Array.from({ length: corners }, (_, at): Position => {
    const angle = ((at + between(random, 0, 0.3)) * 2 * Math.PI) / corners
    const distance = radiusM * between(random, 0.7, 1)
    return moved(middle, distance * Math.cos(angle), distance * Math.sin(angle))
  })
  const closed = [...ring, ...ring.slice(0, 1)]
  return random() < 0.5 ? closed : closed.toReversed()
}

/** An exterior, and in every second one a hole round the same middle. */
function starPolygon(random: Random, middle: Position, radiusM: number): Position[][] {
  const exterior = star(random, middle, radiusM, integerBetween(random, 5, 24))
  if (random() < 0.5) return [exterior]
  return [exterior, star(random, middle, radiusM * between(random, 0.1, 0.35), integerBetween(random, 3, 9))]
}

/** A line that turns, but never back. */
function walk(random: Random, start: Position, stepM: number): Position[] {
  const line = [start]
  let heading = between(random, 0, 2 * Math.PI)
  for (let left = integerBetween(random, 1, 7); left > 0; left -= 1) {
    const distance = between(random, stepM / 3, stepM)
    line.push(moved(line.at(-1) ?? start, distance * Math.cos(heading), distance * Math.sin(heading)))
    heading += between(random, -2, 2)
  }
  return line
}

/** Two or three middles so far apart that shapes of the radius round them do not touch. */
function apart(random: Random, middle: Position, radiusM: number): Position[] {
  const all = [middle, moved(middle, 2.2 * radiusM, 0), moved(middle, 0, -2.5 * radiusM)]
  return all.slice(0, integerBetween(random, 2, 3))
}

type Make = (random: Random, middle: Position, radiusM: number) => Geometry

const kinds: Record<Exclude<Geometry['type'], 'GeometryCollection'>, Make> = {
  Point: (_random, coordinates) => ({ type: 'Point', coordinates }),
  MultiPoint: (random, middle, radiusM) => ({
    type: 'MultiPoint',
    coordinates: apart(random, middle, radiusM),
  }),
  LineString: (random, middle, radiusM) => ({
    type: 'LineString',
    coordinates: walk(random, middle, radiusM),
  }),
  MultiLineString: (random, middle, radiusM) => ({
    type: 'MultiLineString',
    coordinates: apart(random, middle, radiusM).map((start) => walk(random, start, radiusM)),
  }),
  Polygon: (random, middle, radiusM) => ({
    type: 'Polygon',
    coordinates: starPolygon(random, middle, radiusM),
  }),
  MultiPolygon: (random, middle, radiusM) => ({
    type: 'MultiPolygon',
    coordinates: apart(random, middle, radiusM).map((each) => starPolygon(random, each, radiusM)),
  }),
}

const polygonsOften = [...Object.values(kinds), kinds.Polygon, kinds.Polygon, kinds.MultiPolygon]

/** A valid geometry of any kind round the middle, 8 to 80 metres in radius, now and then 400. */
export function randomGeometry(random: Random, middle: LonLat): Geometry {
  const radiusM = random() < 0.03 ? 400 : between(random, 8, 80)
  if (random() > 0.1) return pick(random, polygonsOften)(random, middle, radiusM)
  const members = [kinds.Polygon, kinds.LineString, kinds.MultiPoint, kinds.Polygon]
  const geometries = apart(random, middle, radiusM).map((each, at) =>
    (members[at] ?? kinds.Point)(random, each, radiusM),
  )
  return { type: 'GeometryCollection', geometries }
}

/**
 * Rings to search in, as someone draws them or as they come out of a file: boxes on the grid, shapes with
 * holes, several that overlap, one that crosses itself, one of 200 corners, one that is left open.
 */
export function randomArea(random: Random, box: BBox): Position[][][] {
  const middle = randomPlace(random, box)
  const radiusM = between(random, 100, 1200)
  const simple = starPolygon(random, middle, radiusM)
  return pick<() => Position[][][]>(random, [
    () => [[boxRing(randomPlace(random, box), randomPlace(random, box))]],
    () => [simple],
    () => [simple.map((ring) => ring.map(([lon = 0, lat = 0]) => [onGrid(lon), onGrid(lat)]))],
    () => [simple, starPolygon(random, moved(middle, radiusM / 2, 0), radiusM)],
    () => [[[0, 1, 2, 3, 4].map(() => randomPlace(random, box))]],
    () => [[star(random, middle, radiusM, random() < 0.1 ? 200 : 12)]],
    () => [simple.map((ring) => ring.slice(0, -1))],
  ])()
}

function boxRing([lonA, latA]: LonLat, [lonB, latB]: LonLat): Position[] {
  return [
    [lonA, latA],
    [lonB, latA],
    [lonB, latB],
    [lonA, latB],
    [lonA, latA],
  ]
}
