import { type ColumnMarks, parseNumber } from './numbers.ts'
import { fold } from './text.ts'

/** Columns of a table that hold a place. */
export type CoordinateColumns =
  | { kind: 'pair'; x: string; y: string; crs?: string }
  /** One column such as "(45.46, 9.19)". */
  | { kind: 'joined'; column: string }
  | { kind: 'wkt'; column: string; crs?: string }

/** Names that Italian municipal tables use, side by side in some; the first pair found counts. */
const knownPairs: readonly { x: readonly string[]; y: readonly string[]; crs?: string }[] = [
  { x: ['LONG_X_4326'], y: ['LAT_Y_4326'], crs: 'EPSG:4326' },
  { x: ['LONG_WGS84'], y: ['LAT_WGS84'], crs: 'EPSG:4326' },
  {
    x: ['longitude', 'lon', 'lng', 'long', 'longitudine'],
    y: ['latitude', 'lat', 'latitudine'],
    crs: 'EPSG:4326',
  },
  { x: ['GAUSSB_X', 'Coord. Est (GB)'], y: ['GAUSSB_Y', 'Coord. Nord (GB)'], crs: 'EPSG:3003' },
  { x: ['WGS84_X'], y: ['WGS84_Y'], crs: 'EPSG:32632' },
  { x: ['WEBMERC_X'], y: ['WEBMERC_Y'], crs: 'EPSG:3857' },
  {
    x: ['x', 'coord x', 'coord est', 'est', 'easting'],
    y: ['y', 'coord y', 'coord nord', 'nord', 'northing'],
  },
]
const joinedNames = ['Location', 'coordinate', 'coordinates', 'coords']
const wktNames = ['wkt', 'geom', 'geometry', 'the_geom', 'geometria']

/** The columns that place a row, by their names; null where there are none. */
export function findCoordinateColumns(columns: readonly string[]): CoordinateColumns | null {
  const named = (aliases: readonly string[]) =>
    columns.find((column) => aliases.some((alias) => fold(alias) === fold(column)))
  const wkt = named(wktNames)
  if (wkt) return { kind: 'wkt', column: wkt }
  for (const pair of knownPairs) {
    const [x, y] = [named(pair.x), named(pair.y)]
    if (x && y) return { kind: 'pair', x, y, ...(pair.crs ? { crs: pair.crs } : {}) }
  }
  const joined = named(joinedNames)
  return joined ? { kind: 'joined', column: joined } : null
}

/** Two numbers of a row; null where the row gives no place; a problem where it gives half of one. */
export function readPair(
  cells: Record<string, unknown>,
  columns: Exclude<CoordinateColumns, { kind: 'wkt' }>,
  marks: ColumnMarks,
): [number, number] | null | { problem: string } {
  const texts = columns.kind === 'pair' ? [cells[columns.x], cells[columns.y]] : split(cells[columns.column])
  const [x, y] = texts.map((text) => String(text ?? '').trim())
  if (!x && !y) return null
  const mark = columns.kind === 'pair' ? marks.of(columns.x) : 'point'
  const [first, second] = [parseNumber(x ?? '', mark), parseNumber(y ?? '', mark)]
  if (first === null || second === null)
    return { problem: `The coordinates "${x}" and "${y}" are not two numbers.` }
  return [first, second]
}

function split(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  const text = String(value ?? '')
    .replace(/[()[\]]/g, '')
    .trim()
  return text === '' ? [] : text.split(text.includes(';') ? ';' : /,\s*/, 2)
}
