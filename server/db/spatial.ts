import type { Geometry } from 'geojson'
import createKnex, { type Knex } from 'knex'
import knexPostgis from 'knex-postgis'
import type { Db } from './index.ts'

/** EPSG code of storage and transport: WGS 84, longitude first. */
const wgs84 = 4326

const postgis = knexPostgis(createKnex({ client: 'pg' }))

/** The geometry of a column as a GeoJSON object (null stays null), longitude first, rounded to `digits`. */
export function asGeoJson(db: Db, column: string, digits = 6): Knex.Raw {
  return db.raw('ST_AsGeoJSON(??, ?::integer)::json', [column, digits])
}

/** The point of a column as `[lon, lat]` in EPSG:4326 with six decimals, or null. */
export function lonLat(db: Db, column: string): Knex.Raw {
  return db.raw("ST_AsGeoJSON(??, 6)::json -> 'coordinates'", [column])
}

/** A point on the surface of the column's geometry, as `lonLat`. */
function pointOnSurface(db: Db, column: string): Knex.Raw {
  return db.raw("ST_AsGeoJSON(ST_PointOnSurface(??), 6)::json -> 'coordinates'", [column])
}

/** How a place is read into a row. Columns hold EPSG:4326; null stays null. */
export interface PlaceFormat {
  geometry(db: Db, column: string, digits?: number): Knex.Raw
  point(db: Db, column: string): Knex.Raw
  /** A point on the surface of the geometry. */
  pointOnSurface(db: Db, column: string): Knex.Raw
}

/** For people and exports: `asGeoJson`, `lonLat` and `pointOnSurface`. */
export const inJson: PlaceFormat = { geometry: asGeoJson, point: lonLat, pointOnSurface }

const asBinary = (db: Db, column: string) => db.raw("ST_AsBinary(??, 'NDR')", [column])

/** For the feature index: well-known binary, little-endian, as it is stored; several times quicker to write and to read. */
export const inBinary: PlaceFormat = {
  geometry: asBinary,
  point: asBinary,
  pointOnSurface: (db, column) => db.raw("ST_AsBinary(ST_PointOnSurface(??), 'NDR')", [column]),
}

/**
 * A GeoJSON geometry as a value to store: EPSG:4326, two dimensions, lines and polygons as their
 * multi form. It must have passed `checkGeometry`; a point stays a point.
 */
export function geomFromGeoJson(db: Db, geometry: Geometry): Knex.Raw {
  const parsed = db.raw('ST_Force2D(ST_GeomFromGeoJSON(?))', [JSON.stringify(geometry)])
  const placed = postgis.setSRID(parsed, wgs84)
  return geometry.type === 'Point' ? placed : postgis.multi(placed)
}

const dimensions: Partial<Record<Geometry['type'], number>> = {
  LineString: 2,
  MultiLineString: 2,
  Polygon: 3,
  MultiPolygon: 3,
}

/**
 * As `geomFromGeoJson`, with crossing rings mended by `ST_MakeValid` and what is left over in a lower
 * dimension dropped; the result is empty where nothing of the shape's own dimension remains.
 */
export function mendedGeomFromGeoJson(db: Db, geometry: Geometry): Knex.Raw {
  const dimension = dimensions[geometry.type]
  const value = geomFromGeoJson(db, geometry)
  if (!dimension) return value
  return postgis.multi(db.raw('ST_CollectionExtract(?, ?::integer)', [postgis.makeValid(value), dimension]))
}

/** Condition: the column lies within `distanceM` metres, on the spheroid, of a point in degrees. */
export function withinDistance(
  db: Db,
  column: string,
  [longitude, latitude]: readonly [number, number],
  distanceM: number,
): Knex.Raw {
  return db.raw('ST_DWithin(??::geography, ST_MakePoint(?, ?)::geography, ?)', [
    column,
    longitude,
    latitude,
    distanceM,
  ])
}
