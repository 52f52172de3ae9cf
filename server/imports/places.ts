import type { BBox, LonLat } from '../featureIndex/definition.ts'
import { inBox } from '../featureIndex/place.ts'
import { type Crs, crsList, findCrs, type Reading, recognise, toLonLat } from './crs.ts'
import { UnusableFileError } from './errors.ts'

/** Who said which CRS a file is in. */
type CrsOrigin = 'option' | 'file' | 'columns' | 'ranges'

export interface FileCrs extends Reading {
  origin: CrsOrigin
}

export interface CrsDeclarations {
  /** `--crs`, which overrides the file. */
  option?: string | undefined
  /** A member of the file. */
  file?: string | null
  /** The names of the coordinate columns. */
  columns?: string | undefined
}

/**
 * The CRS of a file: as declared, else by where its coordinates lie; null where nothing tells.
 * @param pairs one pair per row, in the order of the file
 * @throws {UnusableFileError} where the declared CRS is not known here
 */
export function crsOfFile(
  declared: CrsDeclarations,
  pairs: readonly (readonly [number, number])[],
  bounds: BBox,
): FileCrs | null {
  for (const origin of ['option', 'file', 'columns'] as const) {
    const name = declared[origin]
    if (name) return orientedLike(pairs, { crs: knownCrs(name, origin), origin }, bounds)
  }
  const found = mostCommon(pairs.flatMap((pair) => recognise(pair, bounds) ?? []))
  if (found) return { ...found, origin: 'ranges' }
  const degrees = pairs.length > 0 && pairs.every(([a, b]) => Math.abs(a) <= 180 && Math.abs(b) <= 180)
  return degrees ? { crs: knownCrs('EPSG:4326', 'ranges'), swapped: false, origin: 'ranges' } : null
}

function knownCrs(name: string, origin: CrsOrigin): Crs {
  const crs = findCrs(name)
  if (crs) return crs
  const known = crsList.flatMap((it) => [it.code, ...it.sameAs]).join(', ')
  throw new UnusableFileError(
    `${origin === 'option' ? '--crs' : 'The file'} names the coordinate system "${name}"; known are ${known}.`,
  )
}

/** With a declared CRS, the file is swapped where more rows lie within the bounds that way. */
function orientedLike(
  pairs: readonly (readonly [number, number])[],
  { crs, origin }: { crs: Crs; origin: CrsOrigin },
  bounds: BBox,
): FileCrs {
  const inside = (swapped: boolean) =>
    pairs.filter((pair) => {
      const place = toLonLat(pair, { crs, swapped })
      return place !== null && inBox(bounds, place)
    }).length
  return { crs, origin, swapped: inside(true) > inside(false) }
}

function mostCommon(readings: Reading[]): Reading | undefined {
  const counts = new Map<string, { reading: Reading; count: number }>()
  for (const reading of readings) {
    const key = `${reading.crs.code} ${reading.swapped}`
    const entry = counts.get(key) ?? { reading, count: 0 }
    counts.set(key, { ...entry, count: entry.count + 1 })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.reading
}

const origins: Record<CrsOrigin, string> = {
  option: 'given with --crs',
  file: 'declared in the file',
  columns: 'named by the coordinate columns',
  ranges: 'recognised by where the coordinates lie',
}

/** Sentences of the report on the CRS. */
export function describeCrs({ crs, swapped, origin }: FileCrs): string[] {
  const notes = [`Coordinates: ${crs.code}, ${crs.name}, ${origins[origin]}.`]
  if (swapped)
    notes.push('Swapped axes: the file gives its two coordinates in the other order; turned round.')
  const remarked = crs.remark && (crs.code !== 'EPSG:32632' || origin === 'ranges')
  return remarked && crs.remark ? [...notes, crs.remark] : notes
}

export type Placing = { lonLat: LonLat; swapped: boolean } | { problem: string }

/**
 * Where a pair of a row lies. A row that lies within the bounds only with its axes turned round is
 * turned, and says so; one that lies outside either way is refused with what it looks like.
 */
export function place(
  pair: readonly [number, number],
  reading: Reading,
  bounds: BBox,
  cityName: string,
): Placing {
  for (const swapped of [reading.swapped, !reading.swapped]) {
    const lonLat = toLonLat(pair, { crs: reading.crs, swapped })
    if (lonLat && inBox(bounds, lonLat)) return { lonLat, swapped: swapped !== reading.swapped }
  }
  return { problem: outsideText(pair, reading, bounds, cityName) }
}

function outsideText(
  pair: readonly [number, number],
  reading: Reading,
  bounds: BBox,
  cityName: string,
): string {
  const other = recognise(pair, bounds)
  if (other) {
    return `The coordinates ${pair.join(', ')} lie in ${cityName} as ${other.crs.code}, not as ${reading.crs.code}: give --crs if that is meant.`
  }
  const lonLat = toLonLat(pair, reading)
  const where = lonLat ? `${lonLat[1].toFixed(4)}° N, ${lonLat[0].toFixed(4)}° E` : pair.join(', ')
  return `The place lies outside ${cityName}: ${where} (read as ${reading.crs.code}).`
}
