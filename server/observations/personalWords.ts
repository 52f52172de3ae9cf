/** What of a text may tell who somebody is, and why it is thought so. */
export interface PersonalWords {
  start: number
  end: number
  kind: 'fiscalCode' | 'phone' | 'email' | 'iban' | 'address' | 'name'
}

const patterns: readonly (readonly [PersonalWords['kind'], RegExp])[] = [
  ['email', /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  ['email', /[\p{L}\p{N}._%+-]{1,64}\s?[([]\s?(?:at|chiocciola)\s?[)\]]\s?[\p{L}\p{N}.-]+/giu],
  ['iban', /\bIT\s?\d{2}(?:\s?[A-Z0-9]{1,4}){6,7}\b/gi],
  // Country, check digits, CIN, ABI and CAB, account: 27 signs, however they are parted.
  ['iban', /\bIT[\s.-]?\d{2}[\s.-]?[A-Z](?:[\s.-]?\d){10}(?:[\s.-]?[A-Z0-9]){12}\b/gi],
  ['iban', /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b/g],
  // Letters stand for digits where two people would have the same code (DM 23 December 1976, art. 6).
  [
    'fiscalCode',
    /\b(?=[A-Z\s.-]{6,12}[\dLMNP-V])[A-Z]{3}[\s.-]?[A-Z]{3}[\s.-]?[\dLMNP-V]{2}[\s.-]?[A-EHLMPRST][\s.-]?[\dLMNP-V]{2}[\s.-]?[A-Z][\s.-]?[\dLMNP-V]{3}[\s.-]?[A-Z]\b/gi,
  ],
  ['phone', /(?:(?:\+|\b00)39[\s./-]?)?(?:\(0\d{1,3}\)|\b0\d{1,3}|\b3\d{2})(?:[\s./-]?\d{2,4}){2,5}\b/g],
  [
    'address',
    /\b(?:via|viale|v\.le|corso|c\.so|piazza|p\.z?za|piazzale|p\.le|largo|l\.go|vicolo)\s+(?:[\p{L}\d’'.-]+,?\s+){1,5}?(?:(?:n|nr|num|civ)?[.°º]?\s*)?\d{1,4}(?:\s?\/\s?[a-z])?\b/giu,
  ],
]

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Words of a name that are names: not `di` or `srl`. */
const namePattern = (names: readonly (string | null | undefined)[]): RegExp | null => {
  const words = names.flatMap((name) => (name ?? '').split(/[\s,]+/)).filter((word) => word.length > 2)
  if (words.length === 0) return null
  return new RegExp(`(?<!\\p{L})(?:${words.map(escaped).join('|')})(?!\\p{L})`, 'giu')
}

/**
 * Finds what may tell who somebody is: codes, numbers, addresses, and the names given. In UTF-16 units, in
 * order, none over another; what it does not find may be personal still, so that a person must look.
 */
export function findPersonal(
  text: string,
  names: readonly (string | null | undefined)[] = [],
): PersonalWords[] {
  const named = namePattern(names)
  const all = [...patterns, ...(named ? ([['name', named]] as const) : [])].flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({
      kind,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
  return all
    .sort((one, other) => one.start - other.start || other.end - one.end)
    .reduce<PersonalWords[]>(
      (kept, words) => ((kept.at(-1)?.end ?? 0) > words.start ? kept : [...kept, words]),
      [],
    )
}

/** What Italian papers put in place of what is left out. */
export const cover = '[omissis]'

/** A text as everybody may come to read it: what was found to be personal is covered. */
export function covered(text: string, names: readonly (string | null | undefined)[] = []): string {
  const found = findPersonal(text, names)
  const parts = found.map(({ start }, index) => text.slice(found[index - 1]?.end ?? 0, start) + cover)
  return parts.join('') + text.slice(found.at(-1)?.end ?? 0)
}
