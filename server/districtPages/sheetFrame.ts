import type { Sheet } from './schema.ts'
import { add, decorate, ink, type Pdf, pageSize, widthOf, write } from './sheetPen.ts'
import type { SheetText } from './sheetText.ts'

type Language = 'it' | 'en'
/** An element of the structure of a tagged PDF. */
export type Tag = ReturnType<Pdf['struct']>

/** The page in points (1/72 inch) from its top left corner: margins, and two columns with a gap. */
export const left = 36
export const right = pageSize.width - 36
export const room = right - left
export const gap = 18
export const column = (room - gap) / 2

/** What each part of the sheet draws with. */
export interface Paper {
  pdf: Pdf
  root: Tag
  sheet: Sheet
  text: SheetText
  language: Language
}

/** A thin line across, which only decorates. */
export const rule = ({ pdf }: Paper, y: number, from = left, to = right) =>
  decorate(pdf, () => pdf.moveTo(from, y).lineTo(to, y).lineWidth(0.6).strokeColor(ink.line).stroke())

/**
 * A heading, with a note in small beside it.
 * @returns the y under it
 */
export function heading(
  { pdf, root }: Paper,
  text: string,
  x: number,
  y: number,
  width: number,
  note = '',
): number {
  add(pdf, root, 'H2', () =>
    write(pdf, text, { x, y, width }, { font: 'title', size: 11, color: ink.strong }),
  )
  if (note) {
    const taken = widthOf(pdf, text, { font: 'title', size: 11 }) + 8
    add(pdf, root, 'P', () =>
      write(pdf, note, { x: x + taken, y: y + 2.6, width: width - taken }, { size: 8, color: ink.faint }),
    )
  }
  return y + 18
}
