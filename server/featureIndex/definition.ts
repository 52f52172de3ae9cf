import type { Geometry, Position } from 'geojson'

/** Longitude, latitude in degrees, EPSG:4326. */
export type LonLat = [lon: number, lat: number]
/** West, south, east, north in degrees, EPSG:4326. */
export type BBox = [west: number, south: number, east: number, north: number]

/**
 * One condition on the columns of a row. Numbers and flags may be unknown (null): such a row fails,
 * unless `unknown` is `include`. Categories know emptiness as the value `none`.
 */
export type Predicate =
  | { op: 'anyOf'; column: string; values: readonly string[] }
  | { op: 'atLeast' | 'atMost'; column: string; value: number; unknown?: 'include' }
  | { op: 'is'; column: string; value: boolean; unknown?: 'include' }
  | { op: 'inBox'; bbox: BBox }
  /** Haversine distance from the point of the row, in metres. */
  | { op: 'near'; center: LonLat; metres: number }
  /** Planar in 4326, on the point of the row; rings as in GeoJSON MultiPolygon. */
  | { op: 'inPolygon'; polygons: Position[][][] }
  /** Every word of the text occurs in some text column; case and accents folded, codes in any form. */
  | { op: 'text'; text: string }

/** Named predicates, all of which must hold. The name is the filter's, so that facets can leave it out. */
export type Filter = Record<string, Predicate>

export type ColumnKind = 'category' | 'categories' | 'number' | 'flag' | 'text'
export type ColumnValue = string | readonly string[] | number | boolean | null

/** A row as it is fed: what is public of it, and nothing else. */
export interface FeatureRow {
  /** Positive 32-bit integer, stable over time; the id of the feature in tiles. */
  id: number
  /** EPSG:4326, lon/lat; null where the record has no public geometry (it may still have a point). */
  geometry: Geometry | null
  /** Representative point; null where the record has no place. */
  point: LonLat | null
  columns: Record<string, ColumnValue>
}

export type FacetDefinition =
  | { column: string; ignores: readonly string[] }
  /** Edges of half-open bins, ascending; the last bin includes its upper edge and all above. */
  | { column: string; ignores: readonly string[]; edges: readonly number[] }

export interface Sort {
  /** A number or category column, or `distance` from `from`. Nulls last; ties by `id`. */
  by: string
  descending?: boolean
  from?: LonLat
}

export interface CollectionDefinition {
  /** Also the name of the tile layers: `<id>` and `<id>-point`. */
  id: string
  columns: Record<string, ColumnKind>
  facets: Record<string, FacetDefinition>
  /** Columns written as properties of tile features, beside `count`. */
  tileProperties: readonly string[]
  /** Zoom from which shapes are drawn in layer `<id>`; points are at every zoom. */
  shapesFromZoom: number
  maxZoom: number
}

export interface Found {
  /** Ids in the order asked for. */
  ids: number[]
  total: number
  withoutPlace: number
  /** Filter name → rows that fail it only because its value is unknown, and pass all others. */
  unknowns: Record<string, number>
  /** Of the points found; null where none has one. */
  bbox: BBox | null
}

export type Facets = Record<
  string,
  { value: string; count: number }[] | { bins: { min: number; max: number; count: number }[] }
>

/** Three questions and a feed. */
export interface FeatureIndex {
  readonly definition: CollectionDefinition
  readonly size: number
  ids(filter: Filter, sort?: Sort[]): Found
  facets(filter: Filter): Facets
  /** @returns an uncompressed MVT 2.1 tile, or null where it would be empty */
  tile(z: number, x: number, y: number, filter: Filter): Uint8Array | null
  /** Inserts or replaces rows and forgets removed ids. Applying a change twice is harmless. */
  apply(rows: readonly FeatureRow[], removed: readonly number[]): void
}
