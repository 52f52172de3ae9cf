import { findPersonal } from '../observations/personalWords.ts'
import type { Submitter, SubmitterKind } from '../observations/schema.ts'
import type { Span } from '../observations/spans.ts'
import { naturalPersons, publicBodies } from '../observations/words.ts'
import { empty, flat, folded, personNames, wordsOf } from './names.ts'
import type { SuggestionKind } from './words.ts'

/** Who wrote: what of them is looked for. */
export interface Writer {
  kind: SubmitterKind
  submitter: Submitter
}

/** A passage somebody must look at: covered, or kept on purpose; one that tells who a person is cannot be kept. */
export interface Suggestion extends Span {
  kind: SuggestionKind
  required: boolean
}

/** Whether who wrote is a person, or acts for one: never named in public. */
export const isNatural = (kind: SubmitterKind): boolean => naturalPersons.includes(kind)

/** A text in the forms in which it is searched, made once for all who wrote. */
interface Searched {
  plain: string
  folded: string
  /** Letters and figures alone: what is not in it is nowhere, however it is parted. */
  condensed: string
}

function searched(text: string): Searched {
  const plain = flat(text)
  const small = folded(plain)
  return { plain, folded: small, condensed: small.replace(/[^\p{L}\p{N}]/gu, '') }
}

/** Finds words that stand by themselves. */
const alone = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'gu')

const places = (text: string, pattern: RegExp, kind: SuggestionKind, required = false): Suggestion[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    kind,
    required,
  }))

/** The name of an organisation as a whole: its words are often those of what it writes about. */
const organisationName = ({ folded: text }: Searched, name: string): Suggestion[] => {
  const words = wordsOf(name).filter((word) => !empty.has(word))
  if (words.join('').length < 3) return []
  return places(text, alone(words.join('[^\\p{L}\\p{N}]{1,4}(?:\\p{L}{1,3}[^\\p{L}\\p{N}]{1,3})?')), 'name')
}

/** A value of who wrote, however it is parted by blanks and signs. */
const literal = (
  { folded: text, condensed }: Searched,
  value: string | null | undefined,
  kind: SuggestionKind,
  required: boolean,
) => {
  const pieces = folded(flat(value ?? '')).match(/[\p{L}\p{N}]+/gu) ?? []
  const whole = kind === 'phone' ? pieces.join('').replace(/^39(?=\d{9})/, '') : pieces.join('')
  if (whole.length < 6 || !condensed.includes(whole)) return []
  const loose = kind === 'phone' || kind === 'fiscalCode' ? [...whole] : pieces
  const prefix = kind === 'phone' ? '(?:(?:\\+|00)?39[\\s./-]?)?' : ''
  return places(text, alone(prefix + loose.join("[\\s.,:;/@_’'+-]{0,3}")), kind, required)
}

/** People whose names are looked for word by word: those who wrote, and who writes for an organisation. */
function peopleOf({ kind, submitter: { name, onBehalfOf } }: Writer): (string | null | undefined)[] {
  if (isNatural(kind)) return [name, onBehalfOf]
  if (!onBehalfOf) return []
  // A body that writes for somebody is not named in public, and whom it writes for may be a person.
  return publicBodies.includes(kind) ? [name, onBehalfOf] : [name]
}

/** The organisation that wrote, unless it is a body, which is named in public. */
function organisationOf({ kind, submitter: { name, onBehalfOf } }: Writer): string | null {
  if (isNatural(kind) || publicBodies.includes(kind)) return null
  return onBehalfOf || name || null
}

function ofWriter(text: Searched, writer: Writer): Suggestion[] {
  const { fiscalCode, email, pec, phone, address } = writer.submitter
  const isPerson = isNatural(writer.kind)
  const organisation = organisationOf(writer)
  return [
    ...(organisation ? organisationName(text, organisation) : []),
    ...literal(text, fiscalCode, 'fiscalCode', isPerson),
    ...literal(text, email, 'email', isPerson),
    ...literal(text, pec, 'email', isPerson),
    ...literal(text, phone, 'phone', isPerson),
    ...literal(text, address, 'address', isPerson),
    ...literal(text, address?.split(',')[0], 'address', isPerson),
  ]
}

/** A word whose letters may be small or capital. */
const inAnyCase = (word: string) =>
  word.replace(/\p{L}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`)

/** Words after which a name follows. */
const titles =
  'sig sig.ra sig.na sig.ri signor signora signori dott dott.ssa dottor dottoressa dr dr.ssa prof prof.ssa arch avv ing geom rag sottoscritto sottoscritta sottoscritti sottoscritte'
    .split(' ')
    .map((title) => inAnyCase(title).replace('.', '\\.?'))
    .join('|')
const named = "(?:(?:d[aei]|del|della|dal|dalla|lo|la|li)\\s+)?(?:\\p{Lu}\\.|\\p{Lu}[\\p{L}’'-]+)"

const patterns: readonly (readonly [SuggestionKind, RegExp])[] = [
  ['person', new RegExp(`(?<!\\p{L})(?:${titles})\\.?\\s+${named}(?:\\s+${named}){0,3}`, 'gu')],
  [
    'residence',
    /(?<!\p{L})(?:resident[ei]|residenza|risied[oe]|abit(?:o|iamo)|domiciliat[oaie]|domicilio|nat[oa])\s+(?:a|in|al|alla|il|nel|presso)\s[^.,;:\n]{2,60}/giu,
  ],
  [
    'address',
    /(?<!\p{L})(?:strada|ripa|alzaia|bastioni|galleria|foro)\s+(?:[\p{L}’'.]+\s+){1,5}?(?:n\.?\s*)?\d{1,4}(?!\d)/giu,
  ],
  ['vatNumber', /(?<![\p{L}\d])(?:IT\s?)?\d{11}(?!\d)/giu],
  [
    'protocol',
    /(?<!\p{L})(?:prot(?:\.|ocollo)?|P\.?\s?G\.?)\s*(?:(?:gen(?:\.|erale)?|n\.?|num\.?|°|numero)\s*){0,3}\d{3,}(?:\s?[/.-]\s?\d{2,4})?/giu,
  ],
]
const parcels =
  /(?<!\p{L})(?:foglio|fg\.?|mappal[ei]|mapp\.?|particell[ae]|part\.)\s*(?:n\.?\s*|nn\.?\s*)?\d+(?:(?:\s*[,/e-]\s*|\s+e\s+)\d+)*/giu

/** Passages that lie over one another as one: of the first kind, not to be kept where one of them is not. */
function merged(found: readonly Suggestion[]): Suggestion[] {
  const kept: Suggestion[] = []
  for (const one of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || one.start >= last.end) kept.push({ ...one })
    else {
      last.end = Math.max(last.end, one.end)
      last.required ||= one.required
    }
  }
  return kept
}

/**
 * What of a text may tell who somebody is, in characters, in order, none over another: what looks like a code, a
 * number or an address, and everything that is known of who wrote. What it does not find may be personal still.
 */
export function suggestionsOf(text: string, writers: readonly Writer[]): Suggestion[] {
  const all = searched(text)
  const { plain } = all
  const people = writers.flatMap(peopleOf).filter((name): name is string => Boolean(name))
  return merged([
    ...patterns.flatMap(([kind, pattern]) => places(plain, pattern, kind)),
    ...findPersonal(plain).map((one) => ({ ...one, required: false })),
    ...(writers.some(({ kind }) => isNatural(kind)) ? places(plain, parcels, 'parcel') : []),
    ...personNames(plain, all.folded, people),
    ...writers.flatMap((writer) => ofWriter(all, writer)),
  ])
}
