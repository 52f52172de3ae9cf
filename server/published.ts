import type { Feature, Geometry } from 'geojson'
import type { Static, TObject } from 'typebox'
import type { CityPack } from './city/pack.ts'
import type { Db } from './db/index.ts'
import type { CollectionDefinition, Filter } from './featureIndex/definition.ts'
import type { Loader } from './featureIndex/feed/source.ts'

/** What a filter may need to know beyond its query. */
export interface FilterContext {
  db: Db
  city: CityPack
}

/** How a domain publishes its records; each exports one or more from its `collection.ts`. */
export interface Published<Query extends TObject = TObject> {
  /** Name in paths and of the tile layers. */
  id: string
  title: { it: string; en: string }
  description: { it: string; en: string }
  definition: CollectionDefinition
  /** How the feature index reads its public rows; see `loadFrom`. */
  load: Loader
  /** Filters alone, without paging and order; `additionalProperties: false`. */
  querySchema: Query
  /** @throws {InvalidError} naming the parameter that cannot be understood */
  toFilter(query: Static<Query>, context: FilterContext): Filter | Promise<Filter>
  /** Names of the properties of its features, in the order of the columns of a table. */
  properties: readonly string[]
  /** The public records with these ids, in their order, read in one query; ids that ceased to be public are left out. */
  features(ids: readonly number[], context: FilterContext): Promise<PublicFeature[]>
}

/** A public record as it is exported; the id is its code. */
export type PublicFeature = Feature<Geometry | null, Record<string, string | number | boolean | null>>
