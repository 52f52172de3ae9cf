import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Point } from './plane.ts'
import type { StreetFacts } from './sites.ts'

/** A NIL as the city publishes it; shares of its area per district add up to about 1. */
export interface NeighbourhoodFacts {
  code: string
  name: string
  label: Point
  areaKm2: number
  residents: number
  families: number
  shares: { district: string; share: number }[]
}

/** A place known to lie in a NIL and in a district. */
export interface Anchor {
  neighbourhood: string
  district: string
  at: Point
  what: string
}

/** Where the files of one city lie. */
export const packFolder = (city: string) => new URL(`../../data/${city}/`, import.meta.url)

/** Reads a CSV file of the pack, one object per line. */
function readTable(city: string, name: string): Record<string, string>[] {
  return parse(readFileSync(new URL(name, packFolder(city))), { columns: true, skip_empty_lines: true })
}

/** Reads a JSON file of the pack. */
export const readJson = (city: string, name: string): unknown =>
  JSON.parse(readFileSync(new URL(name, packFolder(city)), 'utf8'))

const field = (row: Record<string, string>, name: string): string => {
  const value = row[name]
  if (value === undefined) throw new Error(`column ${name} is missing`)
  return value
}
const point = (row: Record<string, string>): Point => [Number(field(row, 'lon')), Number(field(row, 'lat'))]

/** Outline of the city in degrees. */
export const readOutline = (city: string): Point[] => {
  const points = readTable(city, 'outline.csv').map(point)
  const last = points.at(-1)
  return last && points[0]?.join() === last.join() ? points.slice(0, -1) : points
}

/** Facts of every NIL, in the order of the file. */
export function readNeighbourhoods(city: string): NeighbourhoodFacts[] {
  return readTable(city, 'nil.csv').map((row) => ({
    code: field(row, 'id_nil'),
    name: field(row, 'nil'),
    label: point(row),
    areaKm2: Number(field(row, 'area_km2')),
    residents: Number(field(row, 'residents_2021')),
    families: Number(field(row, 'families_2021')),
    shares: field(row, 'district_shares_pct')
      .split(';')
      .map((part) => part.split('='))
      .map(([district, percent]) => ({ district: district ?? '', share: Number(percent) / 100 })),
  }))
}

/** Places whose NIL and district are known, for the cells to respect. */
export const readAnchors = (city: string): Anchor[] =>
  readTable(city, 'anchors.csv').map((row) => ({
    neighbourhood: field(row, 'id_nil'),
    district: field(row, 'district'),
    at: point(row),
    what: field(row, 'what'),
  }))

/** Streets of each NIL in which invented sites may lie. */
export const readStreets = (city: string): StreetFacts[] =>
  readTable(city, 'streets.csv').map((row) => ({
    neighbourhood: field(row, 'id_nil'),
    weight: Number(field(row, 'weight')),
    streets: field(row, 'streets').split(';'),
  }))
