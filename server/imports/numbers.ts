/** Which character stands before the fraction. */
export type DecimalMark = 'comma' | 'point'

const point = /^[+-]?\d+\.\d+(e[+-]?\d+)?$/i
const comma = /^[+-]?\d+,\d+$/
const thousandsPoint = /^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/
const thousandsComma = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/

/**
 * The decimal mark of a file, judged over all its number cells together: one "516,08" decides that
 * "1.234" means a thousand and more. `mixed` where cells contradict each other, `unclear` where only
 * cells such as "1.234" occur, which are then read with a decimal point.
 */
export function recogniseDecimalMark(cells: readonly string[]): {
  mark: DecimalMark
  certainty: 'certain' | 'unclear' | 'mixed'
} {
  const texts = cells.map((cell) => cell.trim())
  const commas = texts.filter((text) => decides(text, comma, thousandsComma, thousandsPoint, ',')).length
  const points = texts.filter((text) => decides(text, point, thousandsPoint, thousandsComma, '.')).length
  if (commas > 0 && points > 0) return { mark: commas > points ? 'comma' : 'point', certainty: 'mixed' }
  if (commas > 0) return { mark: 'comma', certainty: 'certain' }
  if (points > 0) return { mark: 'point', certainty: 'certain' }
  const unclear = texts.some((text) => thousandsPoint.test(text) || thousandsComma.test(text))
  return { mark: 'point', certainty: unclear ? 'unclear' : 'certain' }
}

/** Whether a cell can only be read with this mark: a plain fraction, or both signs at once. */
function decides(
  text: string,
  plain: RegExp,
  ownThousands: RegExp,
  otherThousands: RegExp,
  mark: string,
): boolean {
  if (plain.test(text)) return !ownThousands.test(text)
  return otherThousands.test(text) && text.includes(mark)
}

/** A finite number written with the given mark, thousands separated by the other one, a space or nothing. */
export function parseNumber(text: string, mark: DecimalMark): number | null {
  const bare = text.trim().replace(/(?<=\d)[\s\u00a0\u202f'](?=\d{3})/g, '')
  const grouped = mark === 'comma' ? thousandsPoint : thousandsComma
  const ungrouped = grouped.test(bare) ? bare.replaceAll(mark === 'comma' ? '.' : ',', '') : bare
  const plain = mark === 'comma' ? ungrouped.replace(',', '.') : ungrouped
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null
  const number = Number(plain)
  return Number.isFinite(number) ? number : null
}
