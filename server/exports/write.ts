import type { Geometry, Position } from 'geojson'
import type { Collection } from '../collections.ts'
import { demoMark } from '../documents/blocks.ts'
import { doubleArea } from '../featureIndex/place.ts'
import { byteOrderMark, csvLine } from '../http/csv.ts'
import type { FilterContext, PublicFeature } from '../published.ts'

const batchSize = 500

/** What is exported: rows of one collection, in the order of the ids. */
export interface Export {
  collection: Pick<Collection, 'id' | 'title' | 'properties' | 'features'>
  ids: readonly number[]
  context: FilterContext
  /** Writes DIMOSTRAZIONE on every row. */
  demo: boolean
}

async function* batches({ collection, ids, context, demo }: Export): AsyncGenerator<PublicFeature[]> {
  for (let start = 0; start < ids.length; start += batchSize) {
    const features = await collection.features(ids.slice(start, start + batchSize), context)
    yield demo ? features.map(marked) : features
  }
}

const marked = (feature: PublicFeature): PublicFeature => ({
  ...feature,
  properties: { ...feature.properties, demo: demoMark },
})

/** A GeoJSON feature collection (RFC 7946): EPSG:4326, six decimals, outer rings counterclockwise. */
export async function* writeGeoJson(wanted: Export): AsyncGenerator<string> {
  const { collection, context, demo } = wanted
  const head = { type: 'FeatureCollection', name: collection.id, attribution: context.city.attribution }
  yield `${JSON.stringify(demo ? { ...head, demo: demoMark } : head).slice(0, -1)},"features":[`
  let separator = '\n'
  for await (const features of batches(wanted)) {
    for (const feature of features) {
      yield `${separator}${JSON.stringify({ ...feature, geometry: rightHanded(feature.geometry) })}`
      separator = ',\n'
    }
  }
  yield '\n]}\n'
}

/**
 * A table (RFC 4180 with `;`, as Italian spreadsheets expect), UTF-8 with byte order mark so that they read
 * accents, decimal point. Text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
export async function* writeCsv(wanted: Export): AsyncGenerator<string> {
  const { properties } = wanted.collection
  const names = wanted.demo ? [...properties, 'demo'] : properties
  yield `${byteOrderMark}${names.join(';')}\r\n`
  for await (const features of batches(wanted)) {
    yield features.map((feature) => csvLine(names.map((name) => feature.properties[name]))).join('')
  }
}

/** Outer rings counterclockwise, holes clockwise (RFC 7946, 3.1.6). */
function rightHanded(geometry: Geometry | null): Geometry | null {
  if (geometry?.type === 'Polygon') return { ...geometry, coordinates: windRings(geometry.coordinates) }
  if (geometry?.type !== 'MultiPolygon') return geometry
  return { ...geometry, coordinates: geometry.coordinates.map(windRings) }
}

function windRings(rings: Position[][]): Position[][] {
  return rings.map((ring, at) => (doubleArea(ring) > 0 === (at === 0) ? ring : [...ring].reverse()))
}
