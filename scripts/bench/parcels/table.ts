import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import createKnex from 'knex'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { up as layFoundations } from '../../../migrations/20261123090000_foundations.ts'
import { openness } from '../../../server/spaces/rules.ts'
import { makeParcels, type Parcel } from './parcels.ts'
import type { Places } from './places.ts'

/** What is copied; what PostGIS computes from it stands after it in the table. */
const columns = `id integer, code text, name text, address text, neighbourhood_name text, status text, district text,
  neighbourhood text, zoning text[], zones text[], ownership text, condition text, floor text, area_m2 float8,
  height_m float8, power_kw float8, rent float8, vehicle_access boolean, step_free boolean, openness integer,
  completeness integer, search text, point geometry(Point, 4326), geom geometry(Polygon, 4326)`

const definition = `
  CREATE TABLE parcel (${columns},
    point3857 geometry(Point, 3857) GENERATED ALWAYS AS (ST_Transform(point, 3857)) STORED,
    geom3857 geometry(Polygon, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED)`

/** Nothing on district, zoning and area: indexes there made some searches quicker, and all together none. */
const indexes = `
  ALTER TABLE parcel ADD PRIMARY KEY (id), ADD UNIQUE (code);
  CREATE INDEX ON parcel USING gist (point);
  CREATE INDEX ON parcel USING gist (geom);
  CREATE INDEX ON parcel USING gist (point3857);
  CREATE INDEX ON parcel USING gist (geom3857);
  SELECT follow_changes('parcel');`

const columnNames = [...columns.matchAll(/(\w+) (text|integer|float8|boolean|geometry)/g)].map(
  ([, name]) => name,
)

/** What the table holds is written on it, so that a database that is kept is not filled again. */
const markOf = (count: number) => `${count} parcels, as they were first made`

/**
 * Fills a database with the table of parcels, rows in the order of their places, unless it is there already.
 * @param url of a database whose other tables are dropped
 */
export async function fillParcels(url: string, places: Places): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const mark = markOf(places.ids.length)
    const found = await client.query("SELECT obj_description(to_regclass('parcel')) AS mark")
    if (found.rows[0]?.mark === mark) return
    await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET maintenance_work_mem = '512MB'")
    await makeFoundations(url)
    await client.query(definition)
    const copy = client.query(copyFrom(`COPY parcel (${columnNames.join(', ')}) FROM STDIN`))
    await pipeline(Readable.from(linesOf(places)), copy)
    await client.query(indexes)
    await client.query('VACUUM ANALYZE parcel')
    await client.query(`COMMENT ON TABLE parcel IS '${mark}'`)
  } finally {
    await client.end()
  }
}

async function makeFoundations(url: string): Promise<void> {
  const knex = createKnex({ client: 'pg', connection: url })
  await layFoundations(knex).finally(() => knex.destroy())
}

/** Rows as COPY reads them, some hundred at a time. */
function* linesOf(places: Places): Generator<string> {
  let lines: string[] = []
  for (const parcel of makeParcels(places)) {
    lines.push(lineOf(parcel))
    if (lines.length < 500) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}

/** A row as COPY reads it; no text in it holds what would have to be escaped. */
export function lineOf({ point, ring, ...parcel }: Parcel): string {
  const { code, name, address, neighbourhoodName } = parcel
  const values = [
    ...[
      parcel.id,
      code,
      name,
      address,
      neighbourhoodName,
      parcel.status,
      parcel.district,
      parcel.neighbourhood,
    ],
    ...[
      `{${parcel.zoning}}`,
      `{${parcel.zones}}`,
      parcel.ownership,
      parcel.condition,
      parcel.floor,
      parcel.areaM2,
    ],
    ...[parcel.heightM, parcel.powerKw, parcel.rent, parcel.vehicleAccess, parcel.stepFree],
    ...[openness(parcel.status), parcel.completeness, searched(code, name, address, neighbourhoodName)],
    ...[pointHex(point), ringHex(ring)],
  ]
  return `${values.map((value) => value ?? '\\N').join('\t')}\n`
}

/** What is searched, accents and case folded; the code also without its hyphen and its zeros. */
function searched(code: string, ...texts: string[]): string {
  const bare = code.replace('-', ' ')
  const short = bare.replace(/ 0+/, ' ')
  const codes = [bare, bare.replace(' ', ''), short, short.replace(' ', '')]
  return fold([...codes, ...texts].join('|'))
}

/** Without case and accents. */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Well-known binary as PostGIS writes it, with SRID 4326. */
function pointHex([lon, lat]: [number, number]): string {
  const bytes = headed(25, 1)
  bytes.writeDoubleLE(lon, 9)
  bytes.writeDoubleLE(lat, 17)
  return bytes.toString('hex')
}

function ringHex(ring: readonly [number, number][]): string {
  const bytes = headed(17 + 16 * ring.length, 3)
  bytes.writeUInt32LE(1, 9)
  bytes.writeUInt32LE(ring.length, 13)
  for (const [at, [lon, lat]] of ring.entries()) {
    bytes.writeDoubleLE(lon, 17 + 16 * at)
    bytes.writeDoubleLE(lat, 25 + 16 * at)
  }
  return bytes.toString('hex')
}

function headed(length: number, type: number): Buffer {
  const bytes = Buffer.alloc(length)
  bytes.writeUInt8(1, 0)
  bytes.writeUInt32LE(0x20000000 + type, 1)
  bytes.writeUInt32LE(4326, 5)
  return bytes
}
