import { Value } from 'typebox/value'
import { SpaceFilters, type SpaceSort, spaceSorts } from '#schema/spaces'

/** The name of a filter, in the address and in the contract of the server. */
export type FilterName = keyof SpaceFilters

/** What the address of a page says, beside its path and the camera (which lies in the hash). */
export interface SearchState {
  filters: SpaceFilters
  sort?: SpaceSort
  language?: 'it' | 'en'
  /** Ids of the overlays shown instead of those shown by default; empty: none of them. */
  layers?: string[]
  /** Code of the space whose panel is open. */
  space?: string
}

/** All of them, in the order of the contract, in which an address lists them. */
export const filterNames = Object.keys(SpaceFilters.properties) as FilterName[]

const layerId = /^[a-zA-Z]{1,40}$/
const spaceCode = /^[\p{L}\p{N}._/-]{1,80}$/u

/**
 * Reads the search of an address. What does not pass its check is left out and the rest is kept; `none`
 * and empty lists and texts are values like others.
 */
export function readSearch(search: URLSearchParams): SearchState {
  const filters = Object.fromEntries(
    filterNames.map((name) => [name, readFilter(name, search)]).filter(([, value]) => value !== undefined),
  ) as SpaceFilters
  const sort = spaceSorts.find((known) => known === search.get('sort'))
  const language = (['it', 'en'] as const).find((known) => known === search.get('lang'))
  const layers = search.get('layers')
  const space = search.get('space')
  return {
    filters,
    ...(sort && { sort }),
    ...(language && { language }),
    ...(layers !== null && { layers: split(layers).filter((id) => layerId.test(id)) }),
    ...(space !== null && spaceCode.test(space) && { space }),
  }
}

/** Writes the search of an address; the inverse of `readSearch`, always in the same order. */
export function writeSearch(state: SearchState): URLSearchParams {
  const search = filterSearch(state.filters)
  if (state.sort) search.set('sort', state.sort)
  if (state.language) search.set('lang', state.language)
  if (state.layers) search.set('layers', state.layers.join(','))
  if (state.space) search.set('space', state.space)
  return search
}

/** The filters as query parameters; lists joined by commas. */
export function filterSearch(filters: SpaceFilters): URLSearchParams {
  const search = new URLSearchParams()
  for (const name of filterNames) {
    const value = filters[name]
    if (value !== undefined) search.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  return search
}

/**
 * The filters as the server takes them: without what narrows nothing, that is empty lists, texts without
 * a letter or digit, and levels of advice for no activity.
 */
export function effectiveFilters({ advice, q, ...others }: SpaceFilters): SpaceFilters {
  const filters = {
    ...others,
    ...(others.activity && { advice }),
    ...(q && /[\p{L}\p{N}]/u.test(q) && { q }),
  }
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => !isEmpty(value))) as SpaceFilters
}

const isEmpty = (value: unknown) =>
  value === undefined || (typeof value === 'string' ? value.trim() === '' : isEmptyList(value))
const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0

function readFilter(name: FilterName, search: URLSearchParams): unknown {
  const texts = search.getAll(name)
  if (texts.length === 0) return undefined
  const schema = SpaceFilters.properties[name]
  const value = convert((schema as { type?: string }).type, texts)
  return Value.Check(schema, value) ? value : undefined
}

function convert(type: string | undefined, texts: string[]): unknown {
  const text = texts[texts.length - 1] ?? ''
  if (type === 'array') return texts.flatMap(split)
  if (type === 'number') return text.trim() === '' ? undefined : Number(text)
  if (type === 'boolean') return { true: true, false: false }[text]
  return text
}

const split = (text: string) => text.split(',').filter((part) => part !== '')
