/** One record of a file, before anybody knows what its columns mean. */
export interface SourceRow {
  /** Which record of the file it is, from 1; several records may stand on one line. */
  row: number
  /** First line of the record in the file, from 1. */
  line: number
  /** Column name as written → value as written; nested values stay as they are. */
  cells: Record<string, unknown>
  /** Geometry as the file has it, unchecked; undefined in formats that have none. */
  geometry?: unknown
}

/** A row that is not taken, and why. */
export interface Refusal {
  row: number
  line: number
  reason: string
}

/** What a format makes of a file. */
export interface ParsedFile {
  columns: string[]
  rows: SourceRow[]
  /** Records that could not be read at all. */
  refused: Refusal[]
  /** CRS named inside the file, as written; null where it names none. */
  declaredCrs: string | null
  /** How the file was read, one short sentence each: encoding, delimiter, line ends. */
  notes: string[]
}

/** One way of writing records into a file. */
export interface Format {
  id: string
  /** Whether this file is of the format, by its name and first bytes. */
  recognises(fileName: string, bytes: Uint8Array): boolean
  /** @throws {UnusableFileError} where the file as a whole cannot be read */
  read(bytes: Uint8Array): ParsedFile
}
