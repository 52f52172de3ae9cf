import { UnusableFileError } from '../errors.ts'
import { decode } from './encoding.ts'
import type { Format, ParsedFile, Refusal, SourceRow } from './format.ts'
import { parseJson, recordLines } from './json.ts'

/** GeoJSON FeatureCollection (RFC 7946, and the older form with a `crs` member). */
export const geojson: Format = {
  id: 'geojson',
  recognises: (fileName, bytes) =>
    /\.geojson$/i.test(fileName) || (/\.json$/i.test(fileName) && firstCharacter(bytes) === '{'),
  read,
}

const firstCharacter = (bytes: Uint8Array): string => decode(bytes.subarray(0, 64)).text.trim().charAt(0)

function read(bytes: Uint8Array): ParsedFile {
  const { text, notes } = decode(bytes)
  const collection = parseJson(text)
  if (!isRecord(collection) || !Array.isArray(collection.features)) {
    throw new UnusableFileError('This is not a GeoJSON FeatureCollection: it has no list "features".')
  }
  const lines = recordLines(text, 'features')
  const rows: SourceRow[] = []
  const refused: Refusal[] = []
  collection.features.forEach((feature: unknown, index) => {
    const place = { row: index + 1, line: lines[index] ?? 1 }
    if (isRecord(feature) && (isRecord(feature.properties) || feature.properties == null)) {
      rows.push({
        ...place,
        cells: (feature.properties as SourceRow['cells']) ?? {},
        geometry: feature.geometry ?? null,
      })
    } else refused.push({ ...place, reason: 'This is not a GeoJSON Feature.' })
  })
  return {
    columns: [...new Set(rows.flatMap((row) => Object.keys(row.cells)))],
    rows,
    refused,
    declaredCrs: declaredCrs(collection.crs),
    notes: [...notes, ...threeDimensional(rows)],
  }
}

function declaredCrs(crs: unknown): string | null {
  const name = isRecord(crs) && isRecord(crs.properties) ? crs.properties.name : undefined
  return typeof name === 'string' ? name : null
}

function threeDimensional(rows: SourceRow[]): string[] {
  const has = rows.some(({ geometry }) => {
    let member: unknown = isRecord(geometry) ? geometry.coordinates : null
    while (Array.isArray(member) && Array.isArray(member[0])) member = member[0]
    return Array.isArray(member) && member.length > 2
  })
  return has ? ['Geometries have a third dimension: heights are dropped.'] : []
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
