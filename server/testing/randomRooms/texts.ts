import { integerBetween, pick, type Random } from '../../../scripts/generate/random.ts'

/**
 * Words with whatever a text may hold: apostrophes of all kinds, accents composed and not, ligatures, letters
 * without case, digits that are none of ASCII, signs of several letters, marks, blanks that are no space.
 */
const words = [
  ...['via', 'Via', 'VIALE', 'piazza', 'Milano', 'milanese', 'scalo', 'a', 'I'],
  ...[
    "dell'Arte",
    'dell’Arte',
    'dellarte',
    'arte',
    "CITTA'",
    'Città',
    'citta‘',
    'CITTÀ',
    'Citta\u0300',
    'l`Aia',
  ],
  ...[
    'Giosuè',
    'Łódź',
    'naïve',
    'nai\u0308ve',
    'Straße',
    'STRASSE',
    'cœur',
    'Ærø',
    'ﬁlanda',
    'ﬂotta',
    'Filanda',
  ],
  ...['İzmir', 'Ǆungla', 'Ångström', 'ĳssel', 'ŉ', '½', 'm²', '㎡', 'Nº', '№', 'Ⅳ', '①', '２４', '٣٤'],
  ...['Ангар', 'йод', 'Αθήνα', 'Ωμέγα', '東京', 'がらす', 'ガラス', 'مَخزن', 'מחסן', 'हाट', '한글', 'ไทย'],
  ...[
    '12/bis',
    '12bis',
    '007',
    '0147',
    '147',
    '9',
    '100%',
    'C++',
    'q.b.',
    '«Officina»',
    'sotto‑scala',
    'a-b',
  ],
  ...[
    'piano–terra',
    'nero\u00a0su\u2003bianco',
    'tab\tulato',
    'a\ncapo',
    '…',
    '—',
    '!!!',
    '🏭',
    '👩‍🏭',
    "''",
    '’',
  ],
] as const

const codes = ['MI', 'mi', 'Z', 'È', 'A1', 'ru'] as const
const separators = ['-', '/', '.', ' ', '', '_', ' - '] as const

/** A code of up to three parts, numbers with zeros before them, separators of all kinds. */
export function randomCode(random: Random): string {
  const number = (digits: number) => String(integerBetween(random, 0, 160)).padStart(digits, '0')
  const parts = [pick(random, codes), number(1), number(integerBetween(random, 1, 5))]
  return parts.slice(integerBetween(random, 0, 2)).join(pick(random, separators))
}

/** Up to five words. */
export function randomText(random: Random): string {
  return Array.from({ length: integerBetween(random, 0, 5) }, () => pick(random, words)).join(' ')
}

/** A text as someone types it into a search: parts of words and codes, in any case, with or without accents. */
export function randomSearch(random: Random): string {
  const typed = () => alter(random, random() < 0.4 ? randomCode(random) : pick(random, words))
  return Array.from({ length: integerBetween(random, 0, 2) + Number(random() < 0.9) }, typed).join(
    pick(random, [' ', '  ', '\t', '\u00a0', ' - ']),
  )
}

function alter(random: Random, text: string): string {
  const letters = [...text]
  const start = integerBetween(random, 0, Math.max(0, letters.length - 2))
  const part = random() < 0.5 ? text : letters.slice(start, start + integerBetween(random, 1, 4)).join('')
  return pick(random, alterations)(part)
}

const alterations: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.normalize('NFD'),
  (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
  (text) => text.replace(/[-/._ ]/g, ''),
  (text) => text.replace(/[-/._ ]/g, '-'),
  (text) => text.replace(/0+/, ''),
  (text) => `«${text}»`,
]
