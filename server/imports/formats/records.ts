import { UnusableFileError } from '../errors.ts'
import { decode } from './encoding.ts'
import type { Format, ParsedFile, Refusal, SourceRow } from './format.ts'
import { parseJson, recordLines } from './json.ts'

/** A JSON list of flat records, each perhaps with a GeoJSON `geometry`: what open-data APIs hand out. */
export const records: Format = {
  id: 'json',
  recognises: (fileName, bytes) =>
    /\.json$/i.test(fileName) && decode(bytes.subarray(0, 64)).text.trim().startsWith('['),
  read,
}

function read(bytes: Uint8Array): ParsedFile {
  const { text, notes } = decode(bytes)
  const list = parseJson(text)
  if (!Array.isArray(list)) throw new UnusableFileError('This JSON file is not a list of records.')
  const lines = recordLines(text)
  const rows: SourceRow[] = []
  const refused: Refusal[] = []
  list.forEach((record: unknown, index) => {
    const place = { row: index + 1, line: lines[index] ?? 1 }
    if (typeof record !== 'object' || record === null || Array.isArray(record)) {
      refused.push({ ...place, reason: 'This is not a record with named values.' })
      return
    }
    const { geometry, ...cells } = record as Record<string, unknown>
    rows.push({ ...place, cells, geometry })
  })
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.cells)))]
  return { columns, rows, refused, declaredCrs: null, notes }
}
