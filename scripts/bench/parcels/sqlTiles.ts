import { statuses } from './parcels.ts'
import { type Condition, numbered, whereOf } from './sqlFilters.ts'
import type { Query } from './sqlSearch.ts'

const shapesFromZoom = 13
/** Cells of a tile along one side, in which points are drawn as one. */
const gridSize = 16

/** Where geometry lies as it is published, or also projected. */
export type TileKind = 'degrees' | 'stored'

const projected = (kind: TileKind, column: string) =>
  kind === 'stored' ? `p.${column}3857` : `ST_Transform(p.${column}, 3857)`
/** Whether what the column holds touches a box in EPSG:3857, by the index. */
const touches = (kind: TileKind, column: string, box: string) =>
  kind === 'stored' ? `p.${column}3857 && ${box}` : `p.${column} && ST_Transform(${box}, 4326)`

/** A tile as the program gives it, in one statement: shapes and points, or below that points by cells of a grid. */
export function tileQuery(
  kind: TileKind,
  [z, x, y]: [number, number, number],
  filters: readonly Condition[],
): Query {
  const { values, place } = numbered()
  const address = [z, x, y].map((value) => `${place(value)}::integer`).join(', ')
  const box = `ST_TileEnvelope(${address})`
  const layers = z < shapesFromZoom ? [clusters] : [shapes, points]
  const parts = layers.map((layer) => layer(kind, box, address, whereOf(filters, place)))
  return { text: `SELECT ${parts.join(' || ')} AS value`, values }
}

type Layer = (kind: TileKind, box: string, address: string, where: string) => string

const shapes: Layer = (kind, box, address, where) => `(
  SELECT coalesce(ST_AsMVT(t, 'parcels', 4096, 'geom', 'id'), '') FROM (
    SELECT p.id, p.code, p.status, p.area_m2 AS "areaM2", 1 AS count,
      ST_AsMVTGeom(${projected(kind, 'geom')}, ${box}, 4096, 64) AS geom
    FROM parcel p
    WHERE ${touches(kind, 'geom', `ST_TileEnvelope(${address}, margin => 64.0 / 4096)`)} AND ${where}) t)`

const points: Layer = (kind, box, _address, where) => `(
  SELECT coalesce(ST_AsMVT(t, 'parcels-point', 4096, 'geom', 'id'), '') FROM (
    SELECT p.id, p.code, p.status, p.area_m2 AS "areaM2", 1 AS count,
      ST_AsMVTGeom(${projected(kind, 'point')}, ${box}, 4096, 0) AS geom
    FROM parcel p
    WHERE ${touches(kind, 'point', box)} AND ${where}) t)`

const byStatus = statuses
  .map((status) => `nullif(count(*) FILTER (WHERE status = '${status}'), 0) AS "status:${status}"`)
  .join(', ')

/** The boxes that an index compares are a little wider than what they hold. */
const isInside = 'x >= ST_XMin(box) AND x < ST_XMax(box) AND y > ST_YMin(box) AND y <= ST_YMax(box)'

const clusters: Layer = (kind, box, _address, where) => `(
  SELECT coalesce(ST_AsMVT(t, 'parcels-point', 4096, 'geom', 'id'), '') FROM (
    SELECT CASE WHEN count(*) = 1 THEN min(id) END AS id, count(*), sum(area_m2) AS "areaM2", ${byStatus},
      CASE WHEN count(*) = 1 THEN min(code) END AS code, CASE WHEN count(*) = 1 THEN min(status) END AS status,
      ST_AsMVTGeom(ST_SetSRID(ST_MakePoint(avg(x), avg(y)), 3857), ${box}, 4096, 0) AS geom
    FROM (
      SELECT p.id, p.code, p.status, p.area_m2, ST_X(place) AS x, ST_Y(place) AS y, box
      FROM parcel p, ${box} AS box, LATERAL (SELECT ${projected(kind, 'point')} AS place) projected
      WHERE ${touches(kind, 'point', box)} AND ${where}) found
    WHERE ${isInside}
    GROUP BY floor((x - ST_XMin(box)) * ${gridSize} / (ST_XMax(box) - ST_XMin(box))),
      floor((y - ST_YMin(box)) * ${gridSize} / (ST_YMax(box) - ST_YMin(box)))) t)`
