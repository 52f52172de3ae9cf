/**
 * Text reduced to what identifies it: accents, case, punctuation and spacing folded away, words kept
 * apart by one space. "Cod. Prog." and "cod_prog" fold to the same.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Text as a database can store it: trimmed, NUL and broken surrogates gone; null where nothing is left. */
export function cleanText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.replace(/\0|\p{Surrogate}/gu, '').trim() || null
}
