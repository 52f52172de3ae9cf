const expansions: [RegExp, string][] = [
  [/\bP\.?TA\b/g, 'PORTA'],
  [/\bQ\.RE\b/g, 'QUARTIERE'],
  [/\bS\. /g, 'SAN '],
  [/\bCITTA'/g, 'CITTÀ'],
  [/\bMONLUE'/g, 'MONLUÈ'],
]
const small = new Set(['dei', 'degli', 'delle', 'del', 'della', 'di', 'sul', 'in', 'il'])
const roman = /^[ivxlcdm]{2,}$/

/** An official upper-case name as people write it: abbreviations spelt out, accents, capitals. */
export function displayName(official: string): string {
  const spelt = expansions.reduce((name, [pattern, text]) => name.replace(pattern, text), official)
  return spelt
    .toLowerCase()
    .split(' ')
    .map((word, index) => (index > 0 && small.has(word) ? word : capital(word)))
    .join(' ')
}

const capital = (word: string) =>
  roman.test(word) || /^qt/.test(word)
    ? word.toUpperCase()
    : word.replace(/^\p{L}/u, (letter) => letter.toUpperCase())
