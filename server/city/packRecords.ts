import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import { checkGeometry } from '../db/geometry.ts'
import { CityPackError } from './pack.ts'

const data = new URL('../../data/', import.meta.url)

/**
 * Reads a file of a pack as it is.
 * @throws {CityPackError} where it is missing
 */
export function readPackText(city: string, name: string): string {
  try {
    return readFileSync(new URL(`${city}/${name}`, data), 'utf8')
  } catch {
    throw new CityPackError(`data/${city}/${name} is missing or cannot be read`)
  }
}

/**
 * Reads a JSON file of records of a pack. The files are part of the program and held by its tests, so
 * their shape is not checked again.
 * @throws {CityPackError} where it is missing or not JSON
 */
export function readPackJson<Content>(city: string, name: string): Content {
  const text = readPackText(city, name)
  try {
    return JSON.parse(text) as Content
  } catch (error) {
    throw new CityPackError(
      `data/${city}/${name} is not JSON: ${error instanceof Error ? error.message : error}`,
    )
  }
}

/** Reads a CSV file of a pack: one object per line, an empty field as null. */
export function readPackTable(city: string, name: string): Record<string, string | null>[] {
  return parse(readPackText(city, name), {
    columns: true,
    skip_empty_lines: true,
    cast: (value, { header }) => (header || value !== '' ? value : null),
  })
}

/**
 * Reads a GeoJSON file of a pack, EPSG:4326.
 * @throws {CityPackError} naming the first feature whose geometry cannot be stored
 */
export function readPackFeatures<Properties>(city: string, name: string): Feature<Geometry, Properties>[] {
  const { features } = readPackJson<FeatureCollection<Geometry, Properties>>(city, name)
  for (const [index, { geometry }] of features.entries()) {
    const checked = checkGeometry(geometry)
    if ('problem' in checked) {
      throw new CityPackError(`data/${city}/${name}: feature ${index + 1}: ${checked.problem}`)
    }
  }
  return features
}
