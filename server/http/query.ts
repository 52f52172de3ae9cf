import type { preValidationHookHandler } from 'fastify'
import { IsArray, type TObject } from 'typebox'
import { InvalidError } from './problem.ts'

/**
 * The query with every list parameter as an array: `a=1,2` and `a=1&a=2` mean the same. Values stay text
 * and nothing is checked, so this comes before validation.
 */
function splitLists(schema: TObject, query: unknown): unknown {
  if (typeof query !== 'object' || query === null) return query
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      IsArray(schema.properties[name]) ? [value].flat().flatMap((text) => String(text).split(',')) : value,
    ]),
  )
}

/** The same as a hook of a route whose query follows `schema`. */
export function splittingLists(schema: TObject): preValidationHookHandler {
  return (request, _reply, done) => {
    request.query = splitLists(schema, request.query)
    done()
  }
}

/** The reply to a parameter that cannot be understood. */
export function invalidParameter(pointer: string, detail: string): InvalidError {
  return new InvalidError(`${pointer}: ${detail}`, '/problems/invalid', [{ pointer, detail }])
}

/**
 * The text of a search, checked to hold something to search for.
 * @throws {InvalidError} naming `q`
 */
export function searchText(text: string): string {
  if (!/[\p{L}\p{N}]/u.test(text)) throw invalidParameter('q', 'needs a letter or a digit')
  return text
}
