import { createHash } from 'node:crypto'
import type { Filter, Predicate } from '../definition.ts'

/** Digests of polygons that are the same object at each request, as those of `within=area:ID` are. */
const polygonDigests = new WeakMap<object, string>()

/**
 * The same text for filters that the same rows match: of the predicates alone, whatever their order, the order of
 * their values and the query they were made of. No filter is the empty text.
 */
export const filterKey = (filter: Filter): string => Object.values(filter).map(predicateKey).sort().join()

/** The same text for predicates that mean the same. */
export function predicateKey(predicate: Predicate): string {
  if (predicate.op === 'anyOf') {
    return JSON.stringify({ ...predicate, values: [...new Set(predicate.values)].sort() })
  }
  return predicate.op === 'inPolygon' ? `in ${digestOf(predicate.polygons)}` : JSON.stringify(predicate)
}

/** An area may have ten thousand vertices. */
function digestOf(polygons: object): string {
  const digest =
    polygonDigests.get(polygons) ?? createHash('sha256').update(JSON.stringify(polygons)).digest('base64url')
  polygonDigests.set(polygons, digest)
  return digest
}
