/** Which character stands before the fraction. */
export type DecimalMark = 'comma' | 'point'

const point = /^[+-]?\d+\.\d+(e[+-]?\d+)?$/i
const comma = /^[+-]?\d+,\d+$/
const thousandsPoint = /^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/
const thousandsComma = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/

/**
 * The decimal mark of a column, judged over all its cells together: one "516,08" decides that "1.234"
 * means a thousand and more. `mixed` where cells contradict each other, `unclear` where only
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

/** How each column of a table writes its numbers. */
export interface ColumnMarks {
  of(column: string): DecimalMark
  notes: string[]
}

/**
 * The decimal marks of the number columns of a table. Columns may differ: coordinates with a point beside
 * areas with a comma are common. A column that is unclear by itself follows others that have a comma.
 */
export function recogniseColumns(cells: ReadonlyMap<string, readonly string[]>): ColumnMarks {
  const found = [...cells].map(([column, texts]) => ({ column, ...recogniseDecimalMark(texts) }))
  const named = (test: (it: (typeof found)[number]) => boolean) =>
    found.filter(test).map(({ column }) => column)
  const commas = named(({ mark, certainty }) => mark === 'comma' && certainty === 'certain')
  const mixed = named(({ certainty }) => certainty === 'mixed')
  const unclear = named(({ certainty }) => certainty === 'unclear')
  const follows = commas.length > 0 ? 'comma' : 'point'
  const marks = new Map(found.map((it) => [it.column, it.certainty === 'unclear' ? follows : it.mark]))
  return {
    of: (column) => marks.get(column) ?? 'point',
    notes: [
      ...(commas.length > 0 ? [`Decimal comma in ${commas.join(', ')}.`] : []),
      ...(mixed.length > 0 ? [`Decimal comma and decimal point both occur in ${mixed.join(', ')}.`] : []),
      ...(unclear.length > 0
        ? [
            `Numbers such as 1.234 in ${unclear.join(', ')} are read as ${follows === 'comma' ? 'thousands' : 'fractions'}.`,
          ]
        : []),
    ],
  }
}
