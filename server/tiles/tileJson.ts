import type { CityPack } from '../city/pack.ts'
import type { Collection } from '../collections.ts'
import type { ColumnKind } from '../featureIndex/definition.ts'
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
        fields,
      },
    ],
  }
}
