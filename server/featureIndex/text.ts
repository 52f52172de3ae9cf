/**
 * Case and accents folded away, apostrophes dropped (`CITTA'` is `città`, `dell'arte` is `dellarte`), and
 * all else that is neither letter nor digit a single space.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’‘`´ʼ]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * The words of a search, as blanks divide them, folded; one that was written with separators (`MI-9-0147`)
 * holds spaces then and is looked for as a whole. Empty where the text has neither letter nor digit.
 */
export function searchWords(text: string): string[] {
  return text.split(/\s+/).map(foldText).filter(Boolean)
}

/** Whether a folded word occurs in what is searched, as it is or written together. */
export function occurs(word: string, searched: string): boolean {
  return searched.includes(word) || (word.includes(' ') && searched.includes(word.replaceAll(' ', '')))
}

/** The forms in which a code is found: as written, without separators, and without leading zeros too. */
export function codeForms(code: string): string[] {
  const folded = foldText(code)
  const withoutZeros = folded.replace(/(?<!\p{N})0+(?=\p{N})/gu, '')
  return [folded, folded.replaceAll(' ', ''), withoutZeros, withoutZeros.replaceAll(' ', '')]
}
