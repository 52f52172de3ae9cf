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

/** The words of a search, folded; empty where the text has neither letter nor digit. */
export function searchWords(text: string): string[] {
  return foldText(text).split(' ').filter(Boolean)
}

/** The forms in which a code is found: as written, without separators, and without leading zeros too. */
export function codeForms(code: string): string[] {
  const folded = foldText(code)
  const withoutZeros = folded.replace(/(?<!\p{N})0+(?=\p{N})/gu, '')
  return [folded, folded.replaceAll(' ', ''), withoutZeros, withoutZeros.replaceAll(' ', '')]
}
