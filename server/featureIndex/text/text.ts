import type { CollectionDefinition, FeatureRow } from '../definition.ts'

/**
 * Case and accents folded away, apostrophes dropped (`CITTA'` is `città`, `dell'arte` is `dellarte`), and
 * all else that is neither letter nor digit a single space.
 */
export function foldText(text: string): string {
  return foldPlain(text) ?? foldAny(text)
}

/** The rule itself, for any script. */
export function foldAny(text: string): string {
  // Decomposed, the acute accent that stands for an apostrophe would be a space and a mark.
  return text
    .replaceAll('´', '')
    .normalize('NFKD')
    .replace(/[\p{M}'’‘`ʼ]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const unlike = 0
const dropped = 1
const separating = 2
const space = 0x20

/** What becomes of the characters of western texts: another one in ASCII, nothing, a space, or no single one. */
const plainForms = readPlainForms()
let folded = Buffer.alloc(1024)

function readPlainForms(): Uint8Array {
  const forms = new Uint8Array(0x2070)
  const blocks = [
    [0, 0x250],
    [0x2b0, 0x370],
    [0x2000, 0x2070],
  ] as const
  for (const [from, to] of blocks)
    for (let code = from; code < to; code += 1) forms[code] = plainForm(String.fromCharCode(code))
  return forms
}

function plainForm(character: string): number {
  const between = foldAny(`a${character}a`).slice(1, -1)
  if (between === '') return dropped
  if (between === ' ') return separating
  return /^[a-z0-9]$/.test(between) ? between.charCodeAt(0) : unlike
}

/** The same by a table of single characters, ten times as fast; null where one of them needs the whole rule. */
function foldPlain(text: string): string | null {
  if (text.length > folded.length) folded = Buffer.alloc(text.length)
  let length = 0
  let separated = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const form = code < plainForms.length ? plainForms[code]! : unlike
    if (form === unlike) return null
    if (form === separating) separated = length > 0
    if (form <= separating) continue
    if (separated) folded[length++] = space
    separated = false
    folded[length++] = form
  }
  return folded.toString('latin1', 0, length)
}

/**
 * The words of a search, as blanks divide them, folded; one that was written with separators (`MI-9-0147`)
 * holds spaces then and is looked for as a whole. Empty where the text has neither letter nor digit.
 */
export function searchWords(text: string): string[] {
  return text.split(/\s+/).map(foldText).filter(Boolean)
}

/** The forms of a folded word one of which is to occur: as it is, and written together. */
export function wordForms(word: string): string[] {
  return word.includes(' ') ? [word, word.replaceAll(' ', '')] : [word]
}

/** Whether a folded word occurs in what is searched, as it is or written together. */
export function occurs(word: string, searched: string): boolean {
  return wordForms(word).some((form) => searched.includes(form))
}

/** The forms in which a code is found: as written, without separators, and without leading zeros too. */
export function codeForms(code: string): string[] {
  const folded = foldText(code)
  const withoutZeros = folded.includes('0') ? folded.replace(/(?<!\p{N})0+(?=\p{N})/gu, '') : folded
  return [folded, folded.replaceAll(' ', ''), withoutZeros, withoutZeros.replaceAll(' ', '')]
}

/** A reader of all that is searched of a row of a collection, folded: the texts, and then the forms of the codes. */
export function lineReader({
  columns,
}: Pick<CollectionDefinition, 'columns'>): (row: Pick<FeatureRow, 'columns'>) => string[] {
  const searched = Object.entries(columns)
    .filter(([, kind]) => kind === 'text' || kind === 'code')
    .sort(([, a], [, b]) => Number(a === 'code') - Number(b === 'code'))
  return (row) => {
    const lines: string[] = []
    for (const [name, kind] of searched) {
      const value = row.columns[name] ?? []
      for (const text of typeof value === 'object' ? value : [String(value)]) {
        if (kind === 'code') lines.push(...codeForms(text))
        else lines.push(foldText(text))
      }
    }
    return lines
  }
}
