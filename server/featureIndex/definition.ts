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
  /** The point of the row, all four edges included. */
  | { op: 'inBox'; bbox: BBox }
  /** Haversine distance from the point of the row, in metres. */
  | { op: 'near'; center: LonLat; metres: number }
  /** Planar in 4326, on the point of the row; rings as in GeoJSON MultiPolygon. */
  | { op: 'inPolygon'; polygons: Position[][][] }
  /** Every word of the text occurs, as a part at least, in some text or code column; see `searchWords`. */
  | { op: 'text'; text: string }

/** Named predicates, all of which must hold. The name is the filter's, so that facets can leave it out. */
export type Filter = Record<string, Predicate>

/** `text` and `code` are searched; a `code` is also found without its separators and leading zeros. */
export type ColumnKind = 'category' | 'categories' | 'number' | 'flag' | 'text' | 'code'
/** What a column of a row holds; null where it is not known. */
export type ColumnValue = string | readonly string[] | number | boolean | null

/** A row as it is fed: what is public of it, and nothing else. */
export interface FeatureRow {
  /** Positive 32-bit integer, stable over time; the id of the feature in tiles. */
  id: number
  /**
   * EPSG:4326, lon/lat, as GeoJSON or as well-known binary (ISO or PostGIS's, little-endian, two coordinates); null
   * where the record has no public geometry (it may still have a point).
   */
  geometry: Geometry | Uint8Array | null
  /** Representative point; null where the record has no place. A row with geometry has one. */
  point: LonLat | null
  columns: Record<string, ColumnValue>
}

/** What is counted, and which filters a count leaves out. */
export type FacetDefinition =
  | { column: string; ignores: readonly string[] }
  /** Edges of half-open bins, ascending; the last bin includes its upper edge and all above, nothing counts what lies below the first. */
  | { column: string; ignores: readonly string[]; edges: readonly number[] }

/** One key of an order. */
export interface Sort {
  /** A column, or `distance` from `from`. Nulls last either way; ties by `id`. */
  by: string
  descending?: boolean
  from?: LonLat
}

/** What is told of points that are drawn as one. */
export interface ClusterDefinition {
  /** A number column that is added up, unknown values left out; written under its own name. */
  sum: string
  /** A category column; each value that occurs is written as `<column>:<value>` with its count. */
  countBy: string
  /** As many rows with a place, or fewer, are never drawn as one below `shapesFromZoom`: there is room for them all. */
  few?: number
}

/** What an index is told of a collection. */
export interface CollectionDefinition {
  /** Also the name of the tile layers: `<id>` and `<id>-point`. */
  id: string
  columns: Record<string, ColumnKind>
  facets: Record<string, FacetDefinition>
  /** Columns written as properties of tile features, beside `count`. */
  tileProperties: readonly string[]
  /** Zoom from which shapes are drawn in layer `<id>`; points are at every zoom. */
  shapesFromZoom: number
  /**
   * Below `shapesFromZoom`, points that lie in one cell of a grid are one feature without id, at their middle: `count`,
   * the sum and the counts, and no other property. So are points of a tile too crowded to tell them apart.
   */
  clusters?: ClusterDefinition
  /** Orders that are asked for often: found before the index answers, others when they are first asked for. */
  orders?: readonly (readonly Sort[])[]
  maxZoom: number
}

/** The answer to which rows match. */
export interface Found {
  /** Ids in the order asked for, all of them. */
  readonly ids: number[]
  /** As many ids from a place in that order on, quicker than all. */
  page(start: number, count: number): number[]
  /** The place of an id in that order; -1 where it is not among them. */
  positionOf(id: number): number
  total: number
  withoutPlace: number
  /**
   * Filter name → rows that fail it only because its value is unknown, and pass all others. Filters on
   * the same column (a least and a most) count as one and are named both.
   */
  unknowns: Record<string, number>
  /** Of the points found; null where none has one. */
  bbox: BBox | null
}

/**
 * By name of the facet. Values are all that occur in the collection, those with no match included, most
 * frequent first, then by value; an empty value is `none`, a flag `true` or `false`.
 */
export type Facets = Record<
  string,
  { value: string; count: number }[] | { bins: { min: number; max: number; count: number }[] }
>

/** An index that is filled beside the one that answers, and takes its place in one step. */
export interface Filling {
  add(rows: readonly FeatureRow[]): void
  /** Puts the rows in order once all were added, and lets others work between its steps. */
  prepare(): Promise<void>
  /** From now on the rows added are all there are. @throws {Error} where they were not put in order */
  take(): void
}

/** Three questions and a feed. */
export interface FeatureIndex {
  readonly definition: CollectionDefinition
  readonly size: number
  /** Rises with each change that is applied. */
  readonly version: number
  /** Whether a change applied after `version` may show in the tile of a filter; wrong only on the generous side. */
  changedSince(version: number, z: number, x: number, y: number, filter: Filter): boolean
  ids(filter: Filter, sort?: readonly Sort[]): Found
  facets(filter: Filter): Facets
  /** @returns an uncompressed MVT 2.1 tile, or null where it would be empty */
  tile(z: number, x: number, y: number, filter: Filter): Uint8Array | null
  /** Writes rows where nobody sees them yet, and lets others work between its steps: applying them takes less long then. */
  prepare(rows: readonly FeatureRow[]): Promise<void>
  /**
   * Inserts or replaces rows and forgets removed ids. Applying a change twice is harmless; a row that is what it was is
   * left alone, and tells nobody that it was written. Where one cannot be read, nothing changes.
   * @returns how many rows were inserted, replaced by another or forgotten
   * @throws {Error} where the shapes of a row cannot be read
   */
  apply(rows: readonly FeatureRow[], removed: readonly number[]): number
  /** Starts to fill it anew; what is applied between the start and the taking is lost. */
  fill(): Filling
}
