import type { Match } from './words.ts'

/**
 * Whether who won a space wants to do there what the Municipio proposed for it.
 * @param proposed codes of the uses of every purpose that stood when it was awarded
 * @param declared code of the use in the request of who won; null where it says none, or there was no request
 */
export function matchOf(proposed: readonly string[], declared: string | null): Match {
  if (proposed.length === 0) return 'noPurposes'
  if (declared === null) return 'notDeclared'
  return proposed.includes(declared) ? 'matched' : 'notMatched'
}
