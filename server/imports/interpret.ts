import type { BBox } from '../featureIndex/definition.ts'
import { type CoordinateColumns, findCoordinateColumns, readPair } from './coordinates.ts'
import type { ParsedFile, Refusal, SourceRow } from './formats/format.ts'
import { type ColumnMapping, findColumn, type Mapping } from './mapping.ts'
import { type ColumnMarks, recogniseColumns } from './numbers.ts'
import { crsOfFile, describeCrs, type FileCrs } from './places.ts'
import type { RowNote } from './schema.ts'
import { firstPair, type Shape, shape } from './shapes.ts'
import { type Field, type Target, targets } from './targets.ts'
import { cleanText, fold } from './text.ts'
import { type FieldValue, understand } from './values.ts'
import { parseWkt } from './wkt.ts'

/** A row that can be stored, as far as the file alone can tell. */
export interface Candidate {
  row: number
  line: number
  /** What the file says; written whether the row is new or known. A field left out is not said. */
  values: Record<string, FieldValue>
  /** What is assumed of a new row where nothing is said. */
  defaults: Record<string, FieldValue>
  /** EPSG:4326; null where the row gives no place. */
  shape: Shape | null
  /** Number of the district that the file names, to be compared with where the place lies. */
  statedDistrict: string | null
}

export interface Interpretation {
  candidates: Candidate[]
  refused: Refusal[]
  warnings: RowNote[]
  notes: string[]
  crs: string | null
}

export interface InterpretOptions {
  /** Bounds of the city in degrees; rows outside (and outside the reach of the target) are refused. */
  bounds: BBox
  cityName: string
  /** `--crs`. */
  crs?: string | undefined
}

interface BoundColumn {
  name: string
  field: Field
  mapping: ColumnMapping
  columns: string[]
  joined: string[][]
}

/** Everything about a row that needs no database: words, numbers, places. Nothing is stored. */
export function interpret(parsed: ParsedFile, mapping: Mapping, options: InterpretOptions): Interpretation {
  const target = targets[mapping.collection]
  const bound = bindColumns(parsed.columns, mapping, target)
  const coordinates = findCoordinateColumns(parsed.columns)
  const marks = recogniseColumns(numberCells(parsed.rows, bound, coordinates))
  const bounds = widen(options.bounds, target.reachKm)
  const crs = findFileCrs(parsed, coordinates, marks, options.crs, bounds)
  const result: Interpretation = {
    candidates: [],
    refused: [...parsed.refused],
    warnings: [],
    notes: [
      ...parsed.notes,
      ...marks.notes,
      ...unread(parsed.columns, mapping, bound, coordinates),
      ...(crs ? describeCrs(crs) : []),
    ],
    crs: crs?.crs.code ?? null,
  }
  const statedColumns = boundNames(parsed.columns, mapping.statedDistrict ?? [])
  for (const row of parsed.rows) {
    const warn = (reason: string) => result.warnings.push({ row: row.row, line: row.line, reason })
    const placed = placeRow(row, coordinates, {
      target,
      marks,
      crs,
      bounds,
      cityName: options.cityName,
    })
    if ('problem' in placed) {
      result.refused.push({ row: row.row, line: row.line, reason: placed.problem })
      continue
    }
    if (placed.swapped) warn('The two coordinates were swapped; turned round.')
    const values = readValues(row, bound, marks, warn)
    result.candidates.push({
      row: row.row,
      line: row.line,
      values,
      defaults: readDefaults(bound, values, mapping),
      shape: placed.shape,
      statedDistrict: firstText(row, statedColumns),
    })
  }
  return result
}

function bindColumns(columns: readonly string[], mapping: Mapping, target: Target): BoundColumn[] {
  return Object.entries(mapping.columns).flatMap(([name, column]) => {
    const field = target.fields[name]
    if (!field) return []
    const joined = (column.join ?? []).map((names) => boundNames(columns, names))
    return [{ name, field, mapping: column, columns: boundNames(columns, column.from ?? []), joined }]
  })
}

/** What of the file is not taken, so that nobody has to wonder. */
function unread(
  columns: readonly string[],
  { statedDistrict = [] }: Mapping,
  bound: BoundColumn[],
  places: CoordinateColumns | null,
): string[] {
  const read = new Set([
    ...bound.flatMap((column) => [...column.columns, ...column.joined.flat()]),
    ...boundNames(columns, statedDistrict),
    ...(places?.kind === 'pair' ? [places.x, places.y] : places ? [places.column] : []),
  ])
  const others = columns.filter((column) => !read.has(column))
  return others.length > 0 ? [`Columns not read: ${others.join(', ')}.`] : []
}

/** The columns of the file that any of the aliases names, in the order of the aliases. */
const boundNames = (columns: readonly string[], aliases: readonly string[]): string[] => [
  ...new Set(aliases.flatMap((alias) => findColumn(columns, [alias]) ?? [])),
]

/** The texts of every column that holds numbers. */
function numberCells(
  rows: readonly SourceRow[],
  bound: BoundColumn[],
  places: CoordinateColumns | null,
): Map<string, string[]> {
  const named = bound
    .filter(({ field }) => field.type === 'number' || field.type === 'integer')
    .flatMap(({ columns }) => columns)
  const all = places?.kind === 'pair' ? [...named, places.x, places.y] : named
  const texts = (column: string) =>
    rows.flatMap(({ cells }) => (typeof cells[column] === 'string' ? [cells[column]] : []))
  return new Map(all.map((column) => [column, texts(column)]))
}

function findFileCrs(
  parsed: ParsedFile,
  coordinates: CoordinateColumns | null,
  marks: ColumnMarks,
  option: string | undefined,
  bounds: BBox,
): FileCrs | null {
  const ownGeometry = parsed.rows.some((row) => row.geometry != null)
  const pairs = parsed.rows.flatMap((row) => {
    const found = ownGeometry ? firstPair(row.geometry) : pairOf(row, coordinates, marks)
    return Array.isArray(found) ? [found] : []
  })
  if (pairs.length === 0) return null
  const columns = !ownGeometry && coordinates?.kind === 'pair' ? coordinates.crs : undefined
  return crsOfFile({ option, file: parsed.declaredCrs, columns }, pairs, bounds)
}

function pairOf(row: SourceRow, coordinates: CoordinateColumns | null, marks: ColumnMarks) {
  if (!coordinates) return null
  if (coordinates.kind === 'wkt') return firstPair(parseWkt(String(row.cells[coordinates.column] ?? '')))
  return readPair(row.cells, coordinates, marks)
}

interface PlaceOptions {
  target: Target
  marks: ColumnMarks
  crs: FileCrs | null
  bounds: BBox
  cityName: string
}

function placeRow(
  row: SourceRow,
  coordinates: CoordinateColumns | null,
  { target, marks, crs, bounds, cityName }: PlaceOptions,
): { shape: Shape | null; swapped: boolean } | { problem: string } {
  const geometry = row.geometry ?? geometryOf(row, coordinates, marks)
  if (geometry === null) return { shape: null, swapped: false }
  if (isProblem(geometry)) return geometry
  if (!firstPair(geometry)) return { problem: 'The geometry holds no coordinates that are numbers.' }
  if (!crs) {
    return {
      problem: `The coordinates lie in ${cityName} under no known coordinate system: give it with --crs.`,
    }
  }
  return shape(geometry, target, crs, bounds, cityName)
}

function geometryOf(row: SourceRow, coordinates: CoordinateColumns | null, marks: ColumnMarks): unknown {
  if (!coordinates) return null
  if (coordinates.kind !== 'wkt') {
    const pair = readPair(row.cells, coordinates, marks)
    return Array.isArray(pair) ? { type: 'Point', coordinates: pair } : pair
  }
  const text = cleanText(row.cells[coordinates.column])
  if (text === null) return null
  return parseWkt(text) ?? { problem: 'The geometry is not well-known text of a point or an area.' }
}

const isProblem = (value: unknown): value is { problem: string } =>
  typeof value === 'object' && value !== null && 'problem' in value

function readValues(
  row: SourceRow,
  bound: BoundColumn[],
  marks: ColumnMarks,
  warn: (reason: string) => void,
): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {}
  for (const { name, field, mapping, columns, joined } of bound) {
    if (mapping.value !== undefined) values[name] = mapping.value
    const column = saidColumn(row, columns, name, warn)
    const cell = column === undefined ? joinTexts(row, joined) : row.cells[column]
    const { value, problem } = understand(cell, field, mapping, marks.of(column ?? ''))
    if (problem) warn(`${name}: ${problem}; left unknown.`)
    if (value !== undefined) values[name] = value
  }
  return values
}

/** The first column that says something; another alias that says something else is worth a warning. */
function saidColumn(
  row: SourceRow,
  columns: string[],
  name: string,
  warn: (reason: string) => void,
): string | undefined {
  const said = columns.filter((column) => cleanText(row.cells[column]) !== null)
  const texts = said.map((column) => cleanText(row.cells[column]) ?? '')
  if (texts.some((text) => fold(text) !== fold(texts[0] ?? ''))) {
    warn(`${name}: the columns ${said.join(', ')} differ ("${texts.join('", "')}"); the first counts.`)
  }
  return said[0]
}

const firstText = (row: SourceRow, columns: string[]): string | null =>
  columns.map((column) => cleanText(row.cells[column])).find((text) => text !== null) ?? null

const joinTexts = (row: SourceRow, joined: string[][]): string =>
  joined.flatMap((columns) => firstText(row, columns) ?? []).join('. ')

/** Defaults of the mapping; `{code}` stands for a value of the row. */
function readDefaults(bound: BoundColumn[], values: Record<string, FieldValue>, mapping: Mapping) {
  const defaults: Record<string, FieldValue> = {}
  for (const { name } of bound) {
    const given = mapping.columns[name]?.default
    if (given === undefined) continue
    defaults[name] =
      typeof given === 'string'
        ? given.replace(/\{(\w+)\}/g, (_, field) => String(values[field] ?? ''))
        : given
  }
  return defaults
}

const kmPerDegree = 111.2

/** Bounds moved outwards on every side. */
function widen([west, south, east, north]: BBox, km: number): BBox {
  const lat = km / kmPerDegree
  const lon = lat / Math.cos((((south + north) / 2) * Math.PI) / 180)
  return [west - lon, south - lat, east + lon, north + lat]
}
