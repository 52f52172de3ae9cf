import type { CityPack } from '../city/pack.ts'
import type { Collection } from '../collections.ts'
import type { CollectionDefinition, ColumnKind } from '../featureIndex/definition.ts'
import type { TileJson } from './schema.ts'

const fieldTypes: Record<ColumnKind, string> = {
  category: 'String',
  categories: 'String, several values with commas',
  number: 'Number',
  flag: 'Boolean',
  text: 'String',
  code: 'String',
}

/**
 * Describes the tiles of a collection: shapes and points are two layers.
 * @param origin scheme and host of the request, without a trailing slash
 */
export function describeTiles(
  { id, title, description, definition }: Collection,
  city: CityPack,
  origin: string,
): TileJson {
  const { columns, tileProperties, shapesFromZoom, maxZoom } = definition
  const named = tileProperties.map((name) => [name, fieldTypes[columns[name] ?? 'text']])
  const fields = { ...Object.fromEntries(named), count: 'Number' }
  return {
    tilejson: '3.0.0',
    name: title.it,
    description: description.it,
    attribution: city.attribution,
    tiles: [`${origin}/api/tiles/${id}/{z}/{x}/{y}.mvt`],
    minzoom: 0,
    maxzoom: maxZoom,
    bounds: city.map.maxBounds,
    vector_layers: [
      { id, description: description.it, minzoom: shapesFromZoom, maxzoom: maxZoom, fields },
      {
        id: `${id}-point`,
        description: description.it,
        minzoom: 0,
        maxzoom: maxZoom,
        fields: { ...fields, ...clusterFields(definition) },
      },
    ],
  }
}

/** What a point says that stands for several; it has these fields and no other, nor an id. */
function clusterFields({ clusters }: CollectionDefinition): Record<string, string> {
  if (!clusters) return {}
  const { sum, countBy } = clusters
  return {
    count: 'Number, above 1 where the point stands for several',
    [sum]: 'Number, of several the sum of what is known',
    [`${countBy}:{value}`]: `Number, of several how many have this value of ${countBy}; left out where none has`,
  }
}
