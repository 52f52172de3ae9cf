import { readdirSync, readFileSync } from 'node:fs'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { oneOf } from '../http/schema.ts'
import { UnusableFileError } from './errors.ts'
import { type ImportCollection, importCollections } from './schema.ts'
import { targets } from './targets.ts'
import { fold } from './text.ts'

const strict = { additionalProperties: false }
const aliases = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })
const constant = Type.Union([Type.String(), Type.Number(), Type.Boolean()])

const ColumnMapping = Type.Object(
  {
    from: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1, description: 'aliases' })),
    join: Type.Optional(
      Type.Array(aliases, { description: 'columns whose texts are put together, each by its aliases' }),
    ),
    values: Type.Optional(
      Type.Record(Type.String(), Type.Union([constant, Type.Null()]), {
        description: 'word of the file, folded → value; null where the word says nothing about this field',
      }),
    ),
    separator: Type.Optional(Type.String({ minLength: 1, description: 'between the members of a list' })),
    value: Type.Optional(constant),
    default: Type.Optional(constant),
  },
  { ...strict, description: '`value` is always written, `default` only when a row is created' },
)
export type ColumnMapping = Static<typeof ColumnMapping>

/** How the columns of one kind of file fill a collection; lies in `data/<city>/mappings/`. */
export const Mapping = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    collection: oneOf(importCollections, 'collection'),
    note: Type.Optional(Type.String({ description: 'where such files come from, and what was decided' })),
    match: Type.Array(aliases, {
      minItems: 1,
      description: 'columns that must be present, by their aliases',
    }),
    codePrefix: Type.Optional(Type.String({ description: 'of codes made for rows that have none' })),
    statedDistrict: Type.Optional(aliases),
    supersedes: Type.Optional(
      Type.Array(Type.String(), {
        description: 'sources whose records this file replaces as a whole: those it does not hold end today',
      }),
    ),
    columns: Type.Record(Type.String(), ColumnMapping),
  },
  strict,
)
export type Mapping = Static<typeof Mapping>

const cities = new URL('../../data/', import.meta.url)

/** The mappings of a city pack, in the order of their file names. */
export function readMappings(city: string): Mapping[] {
  const folder = new URL(`${city}/mappings/`, cities)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return files.sort().map((name) => parseMapping(readFileSync(new URL(name, folder), 'utf8'), name))
}

/** @throws {UnusableFileError} naming the file and the place in it */
export function parseMapping(text: string, fileName: string): Mapping {
  const content = parseJson(text, fileName)
  if (!Value.Check(Mapping, content)) {
    const [problem] = Value.Errors(Mapping, content)
    throw new UnusableFileError(`${fileName}: ${problem?.instancePath || 'the file'} ${problem?.message}`)
  }
  const { fields } = targets[content.collection]
  const unknown = Object.keys(content.columns).find((field) => !Object.hasOwn(fields, field))
  if (unknown) throw new UnusableFileError(`${fileName}: ${content.collection} has no field "${unknown}".`)
  return content
}

function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UnusableFileError(`${fileName} is not JSON: ${error instanceof Error ? error.message : error}`)
  }
}

/** The column of a file that one of the aliases names, first alias first; undefined where there is none. */
export function findColumn(columns: readonly string[], names: readonly string[]): string | undefined {
  const folded = new Map(columns.map((column) => [fold(column), column]))
  return names.map((name) => folded.get(fold(name))).find((column) => column !== undefined)
}

/** Our own names: what an export writes can be imported again. */
function ownMapping(collection: ImportCollection): Mapping {
  const { fields, required } = targets[collection]
  const columns = Object.entries(fields).map(([name, field]): [string, ColumnMapping] => [
    name,
    { from: [name, field.column], separator: ',' },
  ])
  const needed = required.filter((name) => name !== 'source')
  return {
    name: 'own column names',
    collection,
    match: [['code'], ...needed.map((name) => [name, fields[name]?.column ?? name])],
    columns: { ...Object.fromEntries(columns), source: { from: ['source'], default: 'import' } },
  }
}

/**
 * The mapping whose columns the file has; of several the one that asks for most columns.
 * @throws {UnusableFileError} where none fits, or two fit equally well
 */
export function chooseMapping(
  mappings: readonly Mapping[],
  collection: ImportCollection,
  columns: readonly string[],
): Mapping {
  const fits = (mapping: Mapping) => mapping.match.every((names) => findColumn(columns, names))
  const candidates = mappings.filter((mapping) => mapping.collection === collection)
  const [best, second] = candidates.filter(fits).sort((a, b) => b.match.length - a.match.length)
  if (best && second && best.match.length === second.match.length) {
    throw new UnusableFileError(
      `The mappings "${best.name}" and "${second.name}" both fit this file: choose one with --mapping.`,
    )
  }
  if (best) return best
  const own = ownMapping(collection)
  if (fits(own)) return own
  throw new UnusableFileError(noneFits([...candidates, own], collection, columns))
}

function noneFits(mappings: Mapping[], collection: string, columns: readonly string[]): string {
  const missing = mappings.map(({ name, match }) => {
    const names = match.filter((it) => !findColumn(columns, it)).map((it) => it[0])
    return `"${name}" misses ${names.join(', ')}`
  })
  return (
    `No column mapping of ${collection} fits a file with the columns ${columns.join(', ') || '(none)'}: ` +
    `${missing.join('; ')}. Write one and give it with --mapping.`
  )
}
