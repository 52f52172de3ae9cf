import type { PromiseState } from './schema.ts'
import { heading, left, type Paper, room, rule, type Tag } from './sheetFrame.ts'
import { add, addHead, ink, write } from './sheetPen.ts'
import type { SheetText } from './sheetText.ts'
import { sheetWords } from './sheetWords.ts'

const colours: Record<PromiseState, string> = {
  late: '#b3261e',
  unverified: '#8a5300',
  notDue: ink.text,
  kept: '#00734e',
}
const widths = [0.38, 0.27, 0.11, 0.24].map((share) => share * room)
const startOf = (index: number) => left + widths.slice(0, index).reduce((sum, width) => sum + width, 0)

function promiseRow(
  { pdf }: Paper,
  table: Tag,
  { state, cells }: SheetText['promises']['rows'][number],
  y: number,
): void {
  const row = add(pdf, table, 'TR')
  for (const [index, told] of cells.entries())
    add(pdf, row, 'TD', () =>
      write(
        pdf,
        told,
        { x: startOf(index), y, width: (widths[index] ?? 0) - 8 },
        index === 0 || index === 3 ? { font: 'label', color: index === 3 ? colours[state] : ink.strong } : {},
      ),
    )
  row.end()
}

/**
 * What was promised, as a table of four columns.
 * @returns the y under it
 */
export function writePromises(paper: Paper, y: number): number {
  const { pdf, root, text, language } = paper
  const t = sheetWords[language]
  const { rows, counts, left: more } = text.promises
  let at = heading(paper, t.promises, left, y, room, rows.length > 0 ? counts : t.noPromise)
  if (rows.length === 0) return at
  const table = add(pdf, root, 'Table')
  const heads = add(pdf, table, 'TR')
  for (const [index, head] of t.promiseHeads.entries())
    addHead(pdf, heads, () =>
      write(
        pdf,
        head,
        { x: startOf(index), y: at, width: (widths[index] ?? 0) - 8 },
        { size: 7.5, color: ink.faint },
      ),
    )
  heads.end()
  at += 11
  for (const row of rows) {
    rule(paper, at)
    promiseRow(paper, table, row, at + 2)
    at += 14
  }
  table.end()
  if (more > 0)
    add(pdf, root, 'P', () =>
      write(pdf, t.more(more), { x: left, y: at + 1, width: room }, { size: 8, color: ink.faint }),
    )
  return at + 16
}
