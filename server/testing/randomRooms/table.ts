import type { Db } from '../../db/index.ts'
import type { Room } from './rows.ts'

/** All a text search ignores and the index drops: what stands on letters, and apostrophes. */
const marks =
  "\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u064b-\\u065f\\u0670\\u0900-\\u0903\\u093a-\\u093c\\u093e-\\u094f\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e\\u3099\\u309a\\ufe0f''’‘`ʼ"

/**
 * A table of rooms in a schema of its own, and the folding of texts and the forms of codes in SQL, after
 * what the definition of the index and `foldText` say and not after their code.
 */
export async function createRooms(db: Db): Promise<void> {
  await db.raw(`
    SET LOCAL jit = off;
    CREATE SCHEMA proof;
    CREATE TABLE proof.room (
      id integer PRIMARY KEY, geom geometry(Geometry, 4326), lon float8, lat float8,
      code text, name text[], note text[], status text, floor text, zoning text[],
      area float8, power float8, year float8, lift boolean, open boolean, searched text NOT NULL,
      status_value text, floor_value text, zoning_values text[], lift_value text, open_value text
    );
    CREATE FUNCTION proof.fold(given text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
      SELECT btrim(regexp_replace(
        lower(regexp_replace(normalize(given, NFKD), '[${marks}]', '', 'g')), '[^[:alnum:]]+', ' ', 'g'))
    $$;
    CREATE FUNCTION proof.forms(code text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
      SELECT concat_ws(E'\\n', f, replace(f, ' ', ''), short, replace(short, ' ', ''))
      FROM proof.fold(code) AS f, regexp_replace(f, '(^|[^0-9])0+([0-9])', '\\1\\2', 'g') AS short
    $$;
    CREATE FUNCTION proof.words(given text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
      SELECT array_agg(word)
      FROM regexp_split_to_table(given, '[\\s\\u00a0\\u2003]+') AS typed, proof.fold(typed) AS word
      WHERE word <> ''
    $$;
  `)
}

const listOf = (value: unknown) => (typeof value === 'string' ? [value] : (value ?? null))

/** The table holds these rows for those of the same ids, and none of the removed. */
export async function putRooms(
  db: Db,
  rows: readonly Room[],
  removed: readonly number[] = [],
): Promise<void> {
  await db.raw('DELETE FROM proof.room WHERE id = ANY(?)', [[...removed, ...rows.map(({ id }) => id)]])
  const records = rows.map(({ id, shape, point, columns }) => ({
    ...columns,
    ...{ id, lon: point?.[0], lat: point?.[1], shape },
    ...{ name: listOf(columns.name), note: listOf(columns.note) },
  }))
  await db.raw(
    `INSERT INTO proof.room
     SELECT id, ST_SetSRID(ST_GeomFromGeoJSON(nullif(shape, 'null'::jsonb)), 4326), lon, lat,
       code, name, note, status, floor, zoning, area, power, year, lift, open,
       concat_ws(E'\\n', proof.forms(code),
         (SELECT string_agg(proof.fold(t), E'\\n') FROM unnest(coalesce(name, '{}') || coalesce(note, '{}')) AS t)),
       coalesce(nullif(status, ''), 'none'), coalesce(nullif(floor, ''), 'none'),
       CASE WHEN cardinality(zoning) > 0 THEN ARRAY(SELECT DISTINCT unnest(zoning)) ELSE ARRAY['none'] END,
       coalesce(lift::text, 'none'), coalesce(open::text, 'none')
     FROM jsonb_to_recordset(?::jsonb) AS r(id integer, shape jsonb, lon float8, lat float8,
       code text, name text[], note text[], status text, floor text, zoning text[],
       area float8, power float8, year float8, lift boolean, open boolean)`,
    [JSON.stringify(records)],
  )
}
