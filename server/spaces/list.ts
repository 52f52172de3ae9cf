import { createHash } from 'node:crypto'
import type { FeatureIndex, Filter, Found, Sort } from '../featureIndex/definition.ts'
import { invalidParameter } from '../http/query.ts'
import type { FilterContext } from '../published.ts'
import { canonical, filterGroups, toFilter } from './filters.ts'
import { orders } from './orders.ts'
import { parseNear } from './place.ts'
import { readItems } from './queries.ts'
import type { SpaceFacets, SpaceFilters, SpaceList, SpaceQuery, SpaceSort } from './schema.ts'
import { readWords } from './words.ts'

export interface ListContext extends FilterContext {
  index: FeatureIndex
  revision: number
  now: Date
}

/**
 * One page of the spaces that match, with the total, the facets and what would match if unknown values
 * counted. The index says which and in what order; the rows are read from the database by id.
 * @throws {InvalidError} naming the parameter that cannot be understood
 */
export async function listSpaces(query: SpaceQuery, context: ListContext): Promise<SpaceList> {
  const { limit, cursor, sort = 'relevance', ...filters } = query
  const { index, revision, db } = context
  const filter = toFilter(filters, await readWords(filters, context))
  const found = index.ids(filter, sortOf(sort, filters))
  const key = keyOf(filters, sort)
  const start = cursor === undefined ? 0 : positionAfter(cursor, key, found)
  const ids = found.page(start, limit)
  return {
    total: found.total,
    withoutPlace: found.withoutPlace,
    revision,
    facets: facetsOf(index, filter, filters.activity),
    unknowns: found.unknowns,
    nearMisses: found.total === 0 ? nearMisses(index, filter, filters) : [],
    bbox: found.bbox,
    items: await readItems(db, ids, context),
    next: start + limit < found.total ? writeCursor(key, start + limit - 1, ids.at(-1)) : null,
  }
}

function sortOf(sort: SpaceSort, { near }: SpaceFilters): Sort[] {
  if (sort !== 'near') return orders[sort]
  if (near === undefined) throw invalidParameter('sort', 'near needs the filter near')
  return [{ by: 'distance', from: parseNear(near).center }, ...orders.code]
}

/** The same filters in the same order have the same key, however they are written. */
function keyOf(filters: SpaceFilters, sort: SpaceSort): string {
  const text = JSON.stringify([canonical(filters), sort])
  return createHash('sha256').update(text).digest('base64url').slice(0, 12)
}

function writeCursor(key: string, position: number, id: number | undefined): string {
  return Buffer.from(`${key}.${position}.${id}`).toString('base64url')
}

/**
 * Where the next page starts: after the last row of the page before, wherever it is now; where that row
 * is gone, at the place it had.
 * @throws {InvalidError} where the cursor is not of this query
 */
function positionAfter(cursor: string, key: string, found: Found): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  const match = /^([\w-]{12})\.(\d{1,9})\.(\d{1,10})$/.exec(text)
  if (!match || match[1] !== key)
    throw invalidParameter('cursor', 'is not of this query; start again without')
  const position = found.positionOf(Number(match[3]))
  return position === -1 ? Number(match[2]) : position + 1
}

/** Counts beside each choice; advice is that of the chosen activity, without its code. */
function facetsOf(index: FeatureIndex, filter: Filter, activity: string | undefined): SpaceFacets {
  const facets = index.facets(filter) as SpaceFacets
  const prefix = `${activity}:`
  const advice = facets.advice
    .filter(({ value }) => value.startsWith(prefix))
    .map(({ value, count }) => ({ value: value.slice(prefix.length), count }))
  return { ...facets, advice }
}

/** What dropping one filter would find, most first; only asked where all together find nothing. */
function nearMisses(index: FeatureIndex, filter: Filter, filters: SpaceFilters): SpaceList['nearMisses'] {
  return filterGroups(filters)
    .map((group) => {
      const kept = Object.entries(filter).filter(([name]) => !(group as string[]).includes(name))
      return { filters: group, total: index.ids(Object.fromEntries(kept)).total }
    })
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total)
}
