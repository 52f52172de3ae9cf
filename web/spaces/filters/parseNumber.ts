/**
 * Reads a number not below zero: "1.234,5", "1,234.5" and "80" alike. A lone separator before exactly
 * three digits groups thousands. Empty is undefined; what is no number is null.
 */
export function parseNumber(text: string): number | undefined | null {
  const digits = text.replace(/[\s\u00a0\u202f']/g, '')
  if (digits === '') return undefined
  if (!/^\d[\d.,]*$/.test(digits)) return null
  const decimal = decimalSeparator(digits)
  const [whole = '', fraction = ''] = decimal ? split(digits, decimal) : [digits]
  if (/[.,]/.test(fraction)) return null
  return Number(`${whole.replace(/[.,]/g, '')}.${fraction || '0'}`)
}

function decimalSeparator(digits: string): string | null {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  if (last < 0) return null
  const separator = digits[last] as string
  const alone = digits.replace(/\d/g, '') === separator
  const thousands = digits.length - last - 1 === 3
  const both = digits.includes('.') && digits.includes(',')
  if (both) return separator
  return alone && !thousands ? separator : null
}

function split(digits: string, separator: string): [string, string] {
  const at = digits.lastIndexOf(separator)
  return [digits.slice(0, at), digits.slice(at + 1)]
}
