import type { Db } from '../db/index.ts'
import { type IdentifiedCandidate, samePlaceM } from './identity.ts'
import type { FieldType, Target } from './targets.ts'

/** Something to say of a staged row. */
export interface StagedNote {
  row: number
  reason: string
}

/** How each type of field is stored. */
export const sqlTypes: Record<FieldType, string> = {
  text: 'text',
  integer: 'integer',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  list: 'text[]',
}

/** Name → type of the fields of the target, as a column list. */
const fieldColumns = ({ fields }: Target): string =>
  Object.values(fields)
    .map(({ column, type }) => `${column} ${sqlTypes[type]}`)
    .join(', ')

/** Rows of one INSERT, and roughly how much geometry it may carry. */
const batchRows = 500
const batchBytes = 1_000_000

/**
 * Brings the rows of a file into a temporary table of this transaction, where all questions about them
 * are asked at once. It is dropped with the transaction.
 */
export async function stageRows(
  trx: Db,
  target: Target,
  rows: readonly IdentifiedCandidate[],
  progress: (done: number) => void,
): Promise<void> {
  await trx.raw(`
    CREATE TEMPORARY TABLE import_row (
      row_number integer PRIMARY KEY, known_id integer, made_code text, fingerprint text, stated_district text,
      defaults jsonb NOT NULL, geom geometry(Geometry, 4326), point geometry(Point, 4326),
      ${fieldColumns(target)}
    ) ON COMMIT DROP`)
  let staged = 0
  for (const batch of inBatches(rows, target)) {
    await insertBatch(trx, target, batch)
    staged += batch.length
    progress(staged)
  }
  await trx.raw('ANALYZE import_row')
}

type StagedRow = Record<string, unknown>

function* inBatches(rows: readonly IdentifiedCandidate[], target: Target): Generator<StagedRow[]> {
  let batch: StagedRow[] = []
  let bytes = 0
  for (const row of rows) {
    batch.push(asStagedRow(row, target))
    bytes += row.shape?.type === 'MultiPolygon' ? JSON.stringify(row.shape).length : 0
    if (batch.length === batchRows || bytes > batchBytes) {
      yield batch
      batch = []
      bytes = 0
    }
  }
  if (batch.length > 0) yield batch
}

function asStagedRow(row: IdentifiedCandidate, { fields }: Target): StagedRow {
  const values = Object.entries(row.values).flatMap(([name, value]) => {
    const column = fields[name]?.column
    return column ? [[column, value]] : []
  })
  return {
    row_number: row.row,
    made_code: row.madeCode,
    fingerprint: row.fingerprint,
    stated_district: row.statedDistrict,
    defaults: row.defaults,
    shape: row.shape,
    ...Object.fromEntries(values),
  }
}

async function insertBatch(trx: Db, target: Target, batch: StagedRow[]): Promise<void> {
  const columns = Object.values(target.fields).map(({ column }) => column)
  await trx.raw(
    `INSERT INTO import_row (row_number, made_code, fingerprint, stated_district, defaults, geom, ${columns.join(', ')})
     SELECT r.row_number, r.made_code, r.fingerprint, r.stated_district, r.defaults,
       ST_SetSRID(ST_GeomFromGeoJSON(r.shape), 4326), ${columns.map((column) => `r.${column}`).join(', ')}
     FROM jsonb_to_recordset(?::jsonb) AS r(row_number integer, made_code text, fingerprint text,
       stated_district text, defaults jsonb, shape jsonb, ${fieldColumns(target)})`,
    [JSON.stringify(batch)],
  )
}

/**
 * Mends areas whose rings cross, keeping what is an area; rows of which nothing is left are refused.
 * Then gives each row its representative point.
 */
export async function settleGeometry(trx: Db): Promise<{ refused: StagedNote[]; warnings: StagedNote[] }> {
  const { rows: mended } = await trx.raw<{
    rows: { row: number; fault: string; beforeM2: number; afterM2: number }[]
  }>(`
    UPDATE import_row r SET geom = m.geom
    FROM (
      SELECT i.row_number, ST_IsValidReason(i.geom) AS fault, ST_Area(i.geom::geography) AS before_m2,
        ST_Multi(ST_CollectionExtract(ST_MakeValid(i.geom), 3)) AS geom
      FROM import_row i WHERE i.geom IS NOT NULL AND NOT ST_IsValid(i.geom)
    ) m
    WHERE r.row_number = m.row_number
    RETURNING r.row_number AS row, m.fault, m.before_m2 AS "beforeM2", ST_Area(m.geom::geography) AS "afterM2"`)
  const empty = mended.filter(({ afterM2 }) => afterM2 === 0)
  await unstage(
    trx,
    empty.map(({ row }) => row),
  )
  await trx.raw(`
    UPDATE import_row SET point = CASE WHEN GeometryType(geom) = 'POINT' THEN geom ELSE ST_PointOnSurface(geom) END
    WHERE geom IS NOT NULL`)
  return {
    refused: empty.map(({ row, fault }) => ({
      row,
      reason: `The shape is broken (${fault}) and cannot be mended.`,
    })),
    warnings: mended
      .filter(({ afterM2 }) => afterM2 > 0)
      .map(({ row, fault, beforeM2, afterM2 }) => ({
        row,
        reason: `The shape was broken (${fault}) and has been mended: ${m2(beforeM2)} before, ${m2(afterM2)} now.`,
      })),
  }
}

const m2 = (area: number): string => `${Math.round(area).toLocaleString('en-GB')} m²`

/**
 * Compares the district that a row names with the one it lies in, which is what counts. Rows that lie
 * in no district are refused where the districts are official; where they are schematic that is said.
 */
export async function checkDistricts(trx: Db): Promise<{ refused: StagedNote[]; warnings: StagedNote[] }> {
  const { rows: found } = await trx.raw<{
    rows: { row: number; stated: string | null; found: string | null; official: boolean }[]
  }>(`
    WITH located AS MATERIALIZED (
      SELECT DISTINCT ON (c.row_number) c.row_number, d.code
      FROM district d
      CROSS JOIN LATERAL (SELECT i.row_number FROM import_row i WHERE ST_Covers(d.geom, i.point) OFFSET 0) c
      WHERE d.ended_on IS NULL
      ORDER BY c.row_number, d.id
    )
    SELECT r.row_number AS row, r.stated_district AS stated, d.code AS found, layer.official
    FROM import_row r
    CROSS JOIN (SELECT bool_and(official) AS official, count(*) AS districts
      FROM district WHERE ended_on IS NULL) layer
    LEFT JOIN located d ON d.row_number = r.row_number
    WHERE r.point IS NOT NULL AND layer.districts > 0
      AND (d.code IS NULL OR r.stated_district IS DISTINCT FROM d.code)
      AND (d.code IS NULL OR r.stated_district IS NOT NULL)
    ORDER BY r.row_number`)
  const outside = found.filter((it) => it.found === null && it.official)
  await unstage(
    trx,
    outside.map(({ row }) => row),
  )
  return {
    refused: outside.map(({ row }) => ({ row, reason: 'The place lies in no district of the city.' })),
    warnings: found
      .filter((it) => !outside.includes(it))
      .map((it) => ({ row: it.row, reason: misplaced(it) })),
  }
}

function misplaced({
  stated,
  found,
  official,
}: {
  stated: string | null
  found: string | null
  official: boolean
}) {
  const said = stated === null ? '' : `The file says district ${stated}; `
  const lies =
    found === null ? 'the place lies in no district' : `the place lies in district ${found}, which counts`
  const sentence = `${said}${lies}${official ? '' : ' (the boundaries loaded are schematic)'}.`
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/**
 * Finds the record each row is about: by code, else by words and place. A row without a code that fits
 * several records is refused.
 */
export async function matchRecords(trx: Db, target: Target): Promise<StagedNote[]> {
  await trx.raw('UPDATE import_row r SET known_id = t.id FROM ?? t WHERE t.code = r.code', [target.table])
  if (target.identity.length === 0) return []
  await trx.raw(
    `
    CREATE TEMPORARY TABLE import_match ON COMMIT DROP AS
    SELECT r.row_number, t.id, t.code FROM import_row r
    JOIN ?? t ON t.fingerprint = r.fingerprint AND t.ended_on IS NULL
    WHERE r.code IS NULL
      AND (t.geom IS NULL OR r.geom IS NULL OR ST_DWithin(t.geom::geography, r.geom::geography, ${samePlaceM}))`,
    [target.table],
  )
  await trx.raw(`
    UPDATE import_row r SET known_id = m.id
    FROM (SELECT row_number, min(id) AS id FROM import_match GROUP BY row_number HAVING count(*) = 1) m
    WHERE r.row_number = m.row_number`)
  const { rows } = await trx.raw<{ rows: { row: number; codes: string }[] }>(`
    SELECT row_number AS row, string_agg(code, ', ' ORDER BY code) AS codes FROM import_match
    GROUP BY row_number HAVING count(*) > 1 ORDER BY row_number`)
  await unstage(
    trx,
    rows.map(({ row }) => row),
  )
  return rows.map(({ row, codes }) => ({
    row,
    reason: `Ambiguous: the row has no code and fits the records ${codes}.`,
  }))
}

/** Two rows of a file that would write the same record are both refused. */
export async function refuseSharedRecords(trx: Db, target: Target): Promise<StagedNote[]> {
  const { rows } = await trx.raw<{ rows: { row: number; code: string }[] }>(
    `SELECT r.row_number AS row, t.code FROM import_row r JOIN ?? t ON t.id = r.known_id
     WHERE r.known_id IN (SELECT known_id FROM import_row GROUP BY known_id HAVING count(*) > 1)
     ORDER BY r.row_number`,
    [target.table],
  )
  await unstage(
    trx,
    rows.map(({ row }) => row),
  )
  return rows.map(({ row, code }) => ({
    row,
    reason: `Ambiguous: other rows of the file fit the record ${code} as well.`,
  }))
}

/** Other records this near to a new one may be the same under another name, in metres. */
const nearbyM = 100

/** New rows beside a record that goes by other words: worth a look, since a name may be spelt two ways. */
export async function findNeighbours(trx: Db, target: Target): Promise<StagedNote[]> {
  const { rows } = await trx.raw<{ rows: { row: number; code: string; name: string; distance: number }[] }>(
    `SELECT r.row_number AS row, t.code, t.name,
       round(ST_Distance(t.geom::geography, r.geom::geography))::integer AS distance
     FROM import_row r JOIN ?? t ON t.ended_on IS NULL AND ST_DWithin(t.geom::geography, r.geom::geography, ?)
     WHERE r.known_id IS NULL ORDER BY r.row_number, distance, t.id`,
    [target.table, nearbyM],
  )
  return rows.map(({ row, code, name, distance }) => ({
    row,
    reason: `Written as new, but ${code} (${name}) lies ${distance} m away: check that it is not the same.`,
  }))
}

/** Rows still staged that fit no record yet. */
export async function newRows(trx: Db): Promise<Set<number>> {
  const rows: { row: number }[] = await trx('import_row').whereNull('known_id').select('row_number AS row')
  return new Set(rows.map(({ row }) => row))
}

/** Takes refused rows out. */
export async function unstage(trx: Db, rows: readonly number[]): Promise<void> {
  if (rows.length > 0)
    await trx.raw('DELETE FROM import_row WHERE row_number = ANY(?::integer[])', [[...rows]])
}
