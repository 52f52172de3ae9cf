const oddValues: Record<string, number> = Object.fromEntries(
  [1, 0, 5, 7, 9, 13, 15, 17, 19, 21].flatMap((value, index) => [
    [String(index), value],
    [String.fromCharCode(65 + index), value],
  ]),
)
Object.assign(oddValues, { K: 2, L: 4, M: 18, N: 20, O: 11, P: 3, Q: 6, R: 8, S: 12, T: 14, U: 16 })
Object.assign(oddValues, { V: 10, W: 22, X: 25, Y: 24, Z: 23 })

const evenValue = (character: string) =>
  /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65
const personal = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/
const omocodeLetters = 'LMNPQRSTUV'

/** Spaces out, capitals: how a fiscal code or VAT number is stored and compared. */
export const normalizeCode = (text: string): string => text.replace(/[\s.-]/g, '').toUpperCase()

/** The day of birth in a personal code, of which 40 is added for women; 1 to 31 or 41 to 71. */
function birthDayFits(code: string): boolean {
  const digits = [...code.slice(9, 11)].map((character) => {
    const index = omocodeLetters.indexOf(character)
    return index < 0 ? character : String(index)
  })
  const day = Number(digits.join('')) % 40
  return day >= 1 && day <= 31 && Number(digits.join('')) <= 71
}

/**
 * Whether a person's codice fiscale is well formed and its check letter right; codes made unique by
 * letters in place of digits (omocodia) included. It does not prove that the code exists.
 * @see DM 23/12/1976, DPR 605/1973
 */
export function isPersonalFiscalCode(text: string): boolean {
  const code = normalizeCode(text)
  if (!personal.test(code) || !birthDayFits(code)) return false
  const sum = [...code.slice(0, 15)].reduce(
    (total, character, index) =>
      total + (index % 2 === 0 ? (oddValues[character] ?? 0) : evenValue(character)),
    0,
  )
  return String.fromCharCode(65 + (sum % 26)) === code[15]
}

/**
 * Whether a partita IVA, with or without "IT", has 11 digits with the right last one (Luhn); all
 * zeros are refused. The fiscal code of a body has the same form.
 * @see DPR 633/1972 art. 35
 */
export function isVatNumber(text: string): boolean {
  const code = normalizeCode(text).replace(/^IT/, '')
  if (!/^\d{11}$/.test(code) || /^0+$/.test(code)) return false
  const sum = [...code.slice(0, 10)].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return (10 - (sum % 10)) % 10 === Number(code[10])
}

/** Whether a codice fiscale fits who asks: 16 characters for a person, 11 digits for a body. */
export function isFiscalCode(text: string, kind: 'person' | 'organisation'): boolean {
  return kind === 'person' ? isPersonalFiscalCode(text) : isBodyFiscalCode(text)
}

/** A body's own code, or the person's of a sole trader, who may ask as a firm. */
const isBodyFiscalCode = (text: string): boolean =>
  isPersonalFiscalCode(text) || (/^\d{11}$/.test(normalizeCode(text)) && isVatNumber(text))
