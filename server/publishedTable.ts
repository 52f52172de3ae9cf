import type { Geometry } from 'geojson'
import type { Knex } from 'knex'
import { type Static, type TObject, type TSchema, Type } from 'typebox'
import type { Db } from './db/index.ts'
import { inJson, type PlaceFormat } from './db/spatial.ts'
import type { CollectionDefinition, ColumnValue, Filter, LonLat } from './featureIndex/definition.ts'
import { loadFrom, type Place } from './featureIndex/feed/source.ts'
import { searchText } from './http/query.ts'
import type { PublicFeature, Published } from './published.ts'

interface Row {
  id: number
  [column: string]: unknown
}

interface JsonRow extends Row {
  geometry: Geometry | null
  point: LonLat | null
}

/** A collection whose records are rows of one table, none of them withheld. */
export interface PublishedTable<Lists extends Record<string, TSchema>>
  extends Pick<Published, 'id' | 'title' | 'description'> {
  table: string
  follows?: { table: string; key: string }[]
  /** Selects `id`, `geometry`, `point` and the columns, all public. */
  select(db: Db, as: PlaceFormat): Knex.QueryBuilder
  idColumn: string
  columns: CollectionDefinition['columns']
  facets?: CollectionDefinition['facets']
  tileProperties: readonly string[]
  shapesFromZoom: number
  /** Names of what is exported, longitude and latitude of the point apart. */
  properties: readonly string[]
  /** Filters beside `q`: lists of values of the category column with the same name. */
  lists: Lists
}

const Text = Type.Optional(
  Type.String({ minLength: 1, maxLength: 200, description: 'text; accents and case folded' }),
)

/** Publishes a table: index, tiles and exports filter it by text and by lists of values. */
export function publishTable<Lists extends Record<string, TSchema>>(table: PublishedTable<Lists>): Published {
  const { id, title, description, columns, tileProperties, shapesFromZoom } = table
  const properties = [...table.properties, 'longitude', 'latitude']
  const querySchema: TObject = Type.Object({ q: Text, ...table.lists }, { additionalProperties: false })
  return {
    id,
    title,
    description,
    definition: { id, columns, facets: table.facets ?? {}, tileProperties, shapesFromZoom, maxZoom: 18 },
    load: loadFrom<Row & Place>({
      ...table,
      toRow: (row) => ({
        id: row.id,
        geometry: row.geometry,
        point: row.point,
        columns: pick(row, Object.keys(columns)),
      }),
    }),
    querySchema,
    toFilter: (query: Static<TObject>) => toFilter(query as Record<string, string | string[]>),
    properties,
    async features(ids, { db }) {
      const rows: JsonRow[] = await table
        .select(db, inJson)
        .whereRaw('?? = ANY(?)', [table.idColumn, [...ids]])
      const byId = new Map(rows.map((row) => [row.id, row]))
      return ids.flatMap((featureId) => {
        const row = byId.get(featureId)
        return row
          ? [
              {
                type: 'Feature',
                id: String(row.code),
                geometry: row.geometry,
                properties: flat(row, properties),
              },
            ]
          : []
      })
    },
  }
}

/** Values of a table: a list with commas between, as an import reads it. */
function flat(row: JsonRow, names: readonly string[]): PublicFeature['properties'] {
  const [longitude, latitude] = row.point ?? []
  const values = Object.entries(pick({ ...row, longitude, latitude }, names))
  const scalar = (value: ColumnValue) =>
    typeof value === 'object' && value !== null ? value.join(',') : value
  return Object.fromEntries(values.map(([name, value]) => [name, scalar(value)]))
}

function pick(row: Row, names: readonly string[]): Record<string, ColumnValue> {
  const picked: Record<string, ColumnValue> = {}
  for (const name of names) picked[name] = (row[name] as ColumnValue | undefined) ?? null
  return picked
}

function toFilter(query: Record<string, string | string[]>): Filter {
  const filter: Filter = {}
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string') filter[name] = { op: 'anyOf', column: name, values: value }
    else filter[name] = { op: 'text', text: searchText(value) }
  }
  return filter
}
