import type { Feature, FeatureCollection, Geometry, GeometryCollection, Position } from 'geojson'

export type Place = Exclude<Geometry, GeometryCollection>
type Single = 'Point' | 'LineString' | 'Polygon'

const singleOf = (type: Place['type']): Single => type.replace('Multi', '') as Single

/** The geometries of anything GeoJSON, collections opened. */
function geometriesOf(value: Feature | FeatureCollection | Geometry | null): Place[] {
  if (!value) return []
  if (value.type === 'FeatureCollection') return value.features.flatMap(geometriesOf)
  if (value.type === 'Feature') return geometriesOf(value.geometry)
  if (value.type === 'GeometryCollection') return value.geometries.flatMap(geometriesOf)
  return [value]
}

const partsOf = (place: Place): unknown[] =>
  place.type.startsWith('Multi') ? place.coordinates : [place.coordinates]

const flat = (position: Position): Position => [position[0] ?? 0, position[1] ?? 0]
const dropHeights = (coordinates: unknown): unknown =>
  Array.isArray(coordinates) && typeof coordinates[0] === 'number'
    ? flat(coordinates as Position)
    : (coordinates as unknown[]).map(dropHeights)

/** One place of several geometries: those of the largest dimension; null where there is none. */
function joined(places: Place[]): Place | null {
  const kinds = (['Polygon', 'LineString', 'Point'] as const).find((kind) =>
    places.some(({ type }) => singleOf(type) === kind),
  )
  if (!kinds) return null
  const parts = places
    .filter(({ type }) => singleOf(type) === kinds)
    .flatMap(partsOf)
    .map(dropHeights)
  const coordinates = parts.length === 1 ? parts[0] : parts
  return { type: parts.length === 1 ? kinds : `Multi${kinds}`, coordinates } as Place
}

/** Positions of `9.19,45.46,0 9.20,45.46,0`. */
const positionsOf = (element: Element): Position[] =>
  (element.textContent ?? '')
    .trim()
    .split(/\s+/)
    .map((tuple) => tuple.split(',').map(Number).slice(0, 2))

const elements = (parent: Document | Element, name: string) => [...parent.getElementsByTagNameNS('*', name)]

/** The geometries of a KML file: points, lines, polygons with their holes (OGC 12-007r2). */
function placesOfKml(text: string): Place[] {
  const document = new DOMParser().parseFromString(text, 'application/xml')
  const linesOf = (parent: Document | Element) => elements(parent, 'coordinates').map(positionsOf)
  return [
    ...elements(document, 'Point').flatMap((point): Place[] =>
      linesOf(point).flatMap(([position]) => (position ? [{ type: 'Point', coordinates: position }] : [])),
    ),
    ...elements(document, 'LineString').flatMap((line): Place[] =>
      linesOf(line).map((coordinates) => ({ type: 'LineString', coordinates })),
    ),
    ...elements(document, 'Polygon').map(
      (polygon): Place => ({ type: 'Polygon', coordinates: linesOf(polygon) }),
    ),
  ]
}

async function placesOfShapefile(file: File): Promise<Place[]> {
  const { default: readShapefile } = await import('shpjs')
  const found = await readShapefile(await file.arrayBuffer())
  return [found].flat().flatMap((collection) => geometriesOf(collection as FeatureCollection))
}

/**
 * The place a file holds, in EPSG:4326; it is read in the browser and never sent whole.
 * @throws {Error} where none can be read
 */
export async function readPlaceFile(file: File): Promise<Place> {
  const name = file.name.toLowerCase()
  const places = name.endsWith('.zip')
    ? await placesOfShapefile(file)
    : name.endsWith('.kml')
      ? placesOfKml(await file.text())
      : geometriesOf(JSON.parse(await file.text()))
  const place = joined(places)
  if (!place) throw new Error('no place in the file')
  return place
}

/** Every position of a place, one after another. */
export function positionsIn(place: { coordinates: readonly unknown[] }): Position[] {
  const walk = (value: unknown): Position[] =>
    Array.isArray(value) && typeof value[0] === 'number'
      ? [value as Position]
      : Array.isArray(value)
        ? value.flatMap(walk)
        : []
  return walk(place.coordinates)
}
