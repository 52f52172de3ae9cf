import { UnusableFileError } from '../errors.ts'
import { csv } from './csv.ts'
import type { Format } from './format.ts'
import { geojson } from './geojson.ts'
import { records } from './records.ts'

const formats: readonly Format[] = [geojson, records, csv]

/** @throws {UnusableFileError} naming the formats that are read */
export function recogniseFormat(fileName: string, bytes: Uint8Array): Format {
  const format = formats.find((it) => it.recognises(fileName, bytes))
  if (format) return format
  throw new UnusableFileError(
    `"${fileName}" is of no known format: GeoJSON (.geojson, .json) and CSV (.csv, .tsv, .txt) are read.`,
  )
}
