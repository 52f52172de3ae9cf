import type { Suggestion } from './suggestions.ts'

/** Letters without a mark to take off that are written without their stroke, or dot, all the same. */
const plainLetters: Record<string, string> = { ı: 'i', ł: 'l', ø: 'o', đ: 'd' }

/** Each character as one unit, so that places in the string are places in characters. */
export const flat = (text: string): string =>
  [...text].map((sign) => (sign.length > 1 ? '\uFFFC' : sign)).join('')

function foldedSign(sign: string): string {
  const [small = sign] = sign.normalize('NFKD').toLowerCase()
  return plainLetters[small] ?? small
}

/** The same without accents and case, as long as before. */
export const folded = (flatText: string): string => [...flatText].map(foldedSign).join('')

/** Words that stand in names and name nobody. */
export const empty = new Set(
  'srl spa sas snc del della delle dei degli per con dott arch avv ing geom sig signor signora'.split(' '),
)
/** Short words that name somebody only together with others. */
const particles = new Set(['di', 'da', 'de', 'du', 'lo', 'la', 'le', 'li', 'el', 'al'])

export const wordsOf = (name: string): string[] => folded(flat(name.normalize('NFC'))).match(/\p{L}+/gu) ?? []

/** What is looked for of names: their words, also written as one (Dell'Acqua, Dellacqua), and their first letters. */
interface Known {
  words: ReadonlySet<string>
  initials: ReadonlySet<string>
}

/** Words that follow each other as one, in either order. */
const asOne = (words: readonly string[]): string[] =>
  words.flatMap((word, at) => {
    const [next = '', third = ''] = words.slice(at + 1)
    return next ? [word + next, next + word, ...(third ? [word + next + third] : [])] : []
  })

function knownOf(names: readonly string[]): Known {
  const each = names.map(wordsOf)
  const words = each.flatMap((one) => [
    ...one.filter((word) => word.length > 1 && !empty.has(word)),
    ...asOne(one).filter((word) => word.length > 4),
  ])
  return { words: new Set(words), initials: new Set(each.flat().map((word) => word.slice(0, 1))) }
}

interface Word {
  start: number
  end: number
  kind: 'name' | 'short' | 'particle' | 'initial'
}

/** Signs that are not seen: where a line may break, or nothing may. */
const unseen = '\\u00AD\\u200B-\\u200D\\u2060'
const word = new RegExp(`[\\p{L}\\p{M}${unseen}]+`, 'gu')
const beside = new RegExp(`[\\p{M}${unseen}]`, 'gu')

function kindOf(small: string, isCapital: boolean, { words, initials }: Known): Word['kind'] | null {
  if (small.length === 1) return isCapital && initials.has(small) ? 'initial' : null
  if (!words.has(small)) return null
  if (small.length > 2) return 'name'
  return particles.has(small) ? 'particle' : 'short'
}

/** Words of names that stand together. */
function runsOf(text: string, small: string, known: Known): Word[][] {
  const runs: Word[][] = []
  for (const { 0: found, index: start } of small.matchAll(word)) {
    const end = start + found.length
    const isCapital = /^\p{Lu}|^.['’]/u.test(text.slice(start, end + 1))
    const kind = kindOf(found.replace(beside, ''), isCapital, known)
    if (kind === null) continue
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && /^[\s.,'’-]{1,3}$/.test(text.slice(last.end, start))) run.push({ start, end, kind })
    else runs.push([{ start, end, kind }])
  }
  return runs
}

/** Two words tell who it is, and so does one with a capital letter; one of two letters may be another word. */
function toSuggestion(text: string, run: readonly Word[]): Suggestion[] {
  const words = run.filter(({ kind }) => kind !== 'initial')
  const [first] = words
  const isCapital = first !== undefined && /\p{Lu}/u.test(text[first.start] ?? '')
  const isLong = words.some(({ kind }) => kind === 'name')
  const isShort = words.some(({ kind }) => kind === 'short') && (words.length > 1 || isCapital)
  if (!isLong && !isShort) return []
  const required = words.length > 1 || (isCapital && isLong)
  return [{ start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0, kind: 'name', required }]
}

/** Words that a line end parts, and words whose letters stand apart. */
const parted = /(?<!\p{L})(?:\p{L}+[-‐]\s{0,3}\n\s{0,3}\p{L}+|(?:\p{Lu}[ \u00A0]){2,40}\p{Lu})(?!\p{L})/gu

const partedNames = (text: string, small: string, { words }: Known): Suggestion[] =>
  [...text.matchAll(parted)]
    .map(({ 0: found, index }) => ({ start: index, end: index + found.length }))
    .filter(({ start, end }) => words.has(small.slice(start, end).replace(/\P{L}/gu, '')))
    .map((span) => ({ ...span, kind: 'name', required: true }))

/**
 * Where a person's names stand in a text, in whatever order, with or without accents, with initials, as one word, or
 * parted by the end of a line.
 * @param text each character as one unit
 * @param small the same, folded
 */
export function personNames(text: string, small: string, names: readonly string[]): Suggestion[] {
  const known = knownOf(names)
  return [
    ...runsOf(text, small, known).flatMap((run) => toSuggestion(text, run)),
    ...partedNames(text, small, known),
  ]
}
