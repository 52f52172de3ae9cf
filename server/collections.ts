import type { CityPack } from './city/pack.ts'
import { districts, neighbourhoods } from './districts/collection.ts'
import type { FeatureIndex } from './featureIndex/definition.ts'
import { createFeatureIndex } from './featureIndex/index.ts'
import { publishLabs } from './labs/collection.ts'
import { offers } from './offers/collection.ts'
import type { Published } from './published.ts'
import { publishSpaces, sites } from './spaces/collection.ts'
import { stops, zones, zoning } from './zones/collection.ts'

/** Every collection of a city: feature index, tiles and exports know these and no other. */
const published = (city: CityPack): readonly Published[] => [
  districts,
  neighbourhoods,
  zones,
  zoning,
  stops,
  publishLabs(city),
  offers,
  sites,
  publishSpaces(city),
]

/** A published collection with the index that answers for it. */
export interface Collection extends Published {
  index: FeatureIndex
}

/** By id, in the order of registration. */
export type Collections = ReadonlyMap<string, Collection>

/** Gives each published collection an empty index; the feed fills it. */
export function createCollections(city: CityPack): Collections {
  return new Map(
    published(city).map((entry) => [entry.id, { ...entry, index: createFeatureIndex(entry.definition) }]),
  )
}
