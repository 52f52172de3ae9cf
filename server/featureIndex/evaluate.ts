import type { ColumnValue, FeatureRow, Filter, LonLat, Predicate } from './definition.ts'
import { distanceM, inBox, inPolygons } from './place.ts'
import { occurs, searchWords } from './text.ts'

/** A row ready for questions. */
export interface PreparedRow {
  row: FeatureRow
  /** All that is searched, folded, one line for each text. */
  searched: string
}

/** What a predicate says of a row; `unknown` is a failure for want of a value. */
type Verdict = 'pass' | 'fail' | 'unknown'

interface NamedTest {
  name: string
  /** The column whose want of a value fails a row; null where that is no verdict of this predicate. */
  unknownColumn: string | null
  test: (prepared: PreparedRow) => Verdict
}

/** A filter made ready for many rows. */
export type CompiledFilter = readonly NamedTest[]

const verdict = (holds: boolean): Verdict => (holds ? 'pass' : 'fail')

/** The values by which a category column is chosen and counted: `none` where it is empty. */
export function categoryValues(value: ColumnValue): readonly string[] {
  if (value === null || value === '') return ['none']
  if (typeof value !== 'object') return [String(value)]
  return value.length > 0 ? value : ['none']
}

/** Makes each predicate of a filter a function of a row. */
export function compileFilter(filter: Filter): CompiledFilter {
  return Object.entries(filter).map(([name, predicate]) => ({
    name,
    unknownColumn: 'value' in predicate && predicate.unknown !== 'include' ? predicate.column : null,
    test: compile(predicate),
  }))
}

function compile(predicate: Predicate): NamedTest['test'] {
  switch (predicate.op) {
    case 'anyOf': {
      const wanted = new Set(predicate.values)
      return ({ row }) =>
        verdict(categoryValues(row.columns[predicate.column] ?? null).some((value) => wanted.has(value)))
    }
    case 'atLeast':
      return known(predicate, (value) => typeof value === 'number' && value >= predicate.value)
    case 'atMost':
      return known(predicate, (value) => typeof value === 'number' && value <= predicate.value)
    case 'is':
      return known(predicate, (value) => value === predicate.value)
    case 'inBox':
      return placed((point) => inBox(predicate.bbox, point))
    case 'near':
      return placed((point) => distanceM(predicate.center, point) <= predicate.metres)
    case 'inPolygon':
      return placed((point) => inPolygons(predicate.polygons, point))
    case 'text': {
      const words = searchWords(predicate.text)
      return ({ searched }) => verdict(words.every((word) => occurs(word, searched)))
    }
  }
}

function known(
  { column, unknown }: { column: string; unknown?: 'include' },
  holds: (value: ColumnValue) => boolean,
): NamedTest['test'] {
  const withoutValue: Verdict = unknown === 'include' ? 'pass' : 'unknown'
  return ({ row }) => {
    const value = row.columns[column] ?? null
    return value === null ? withoutValue : verdict(holds(value))
  }
}

function placed(holds: (point: LonLat) => boolean): NamedTest['test'] {
  return ({ row }) => verdict(row.point !== null && holds(row.point))
}

/** Whether all predicates of the filter hold for the row. */
export function matches(filter: CompiledFilter, prepared: PreparedRow): boolean {
  return filter.every(({ test }) => test(prepared) === 'pass')
}

/** Names of the filters that fail the row. */
export function failures(filter: CompiledFilter, prepared: PreparedRow): string[] {
  return filter.flatMap(({ name, test }) => (test(prepared) === 'pass' ? [] : [name]))
}

/**
 * Names of the filters that alone keep the row out, and only because it has no value in the one column
 * they all ask about; empty where it is in, or is kept out by anything else.
 */
export function unknownFailures(filter: CompiledFilter, prepared: PreparedRow): string[] {
  const failed = filter.flatMap((named) => {
    const said = named.test(prepared)
    return said === 'pass' ? [] : [{ ...named, said }]
  })
  const [first] = failed
  const forWantOfOneValue = failed.every(
    ({ said, unknownColumn }) => said === 'unknown' && unknownColumn === first?.unknownColumn,
  )
  return forWantOfOneValue ? failed.map(({ name }) => name) : []
}
