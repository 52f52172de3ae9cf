import { drawStrip } from './sheetDrawing.ts'
import { heading, left, type Paper, right, room } from './sheetFrame.ts'
import { add, decorate, ink, widthOf, write } from './sheetPen.ts'
import type { SheetText } from './sheetText.ts'
import { sheetWords } from './sheetWords.ts'

function strip(
  { pdf, sheet }: Paper,
  figure: SheetText['figures'][number],
  x: number,
  y: number,
  width: number,
): void {
  const places = drawStrip(figure.figure, sheet.page.district.number, width)
  decorate(pdf, () => {
    pdf
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.6)
      .strokeColor(ink.line)
      .stroke()
    if (places.against !== null)
      pdf
        .moveTo(x + places.against, y - 5)
        .lineTo(x + places.against, y + 5)
        .lineWidth(1.2)
        .strokeColor(ink.text)
        .stroke()
    for (const place of places.others)
      pdf
        .circle(x + place, y, 2.6)
        .lineWidth(0.8)
        .fillAndStroke('#fff', '#8393a1')
    if (places.own !== null)
      pdf
        .circle(x + places.own, y, 3.8)
        .lineWidth(1)
        .fillAndStroke(ink.blue, '#fff')
  })
}

const cell = { width: room / 3, height: 60 }

function figure(paper: Paper, told: SheetText['figures'][number], index: number, top: number): void {
  const { pdf, root } = paper
  const x = left + (index % 3) * cell.width + 9
  const y = top + Math.floor(index / 3) * cell.height + 6
  const width = cell.width - 18
  add(pdf, root, 'P', () => {
    write(pdf, told.title, { x, y, width }, { font: 'label', size: 8.5, color: ink.strong })
    write(pdf, told.value, { x, y: y + 10, width }, { font: 'label', size: 17, color: ink.strong })
    const taken = widthOf(pdf, told.value, { font: 'label', size: 17 }) + 6
    const rank = widthOf(pdf, told.rank, { font: 'label', size: 8 }) + 4
    write(
      pdf,
      told.comparison,
      { x: x + taken, y: y + 19, width: Math.max(10, width - taken - rank) },
      { size: 8, color: ink.text },
    )
    write(
      pdf,
      told.rank,
      { x, y: y + 19, width },
      { font: 'label', size: 8, color: ink.strong, align: 'right' },
    )
  })
  strip(paper, told, x, y + 42, width)
}

/**
 * Six figures, each beside the city and on a strip with the other districts.
 * @returns the y under them
 */
export function writeFigures(paper: Paper, y: number): number {
  const { pdf, root, text, language } = paper
  const top = heading(paper, sheetWords[language].figures, left, y, room)
  const rows = Math.ceil(text.figures.length / 3)
  decorate(pdf, () => {
    pdf.lineWidth(0.6).strokeColor(ink.line)
    pdf.roundedRect(left, top, room, rows * cell.height, 5).stroke()
    for (const line of [1, 2])
      pdf
        .moveTo(left + line * cell.width, top)
        .lineTo(left + line * cell.width, top + rows * cell.height)
        .stroke()
    for (let row = 1; row < rows; row += 1)
      pdf
        .moveTo(left, top + row * cell.height)
        .lineTo(right, top + row * cell.height)
        .stroke()
  })
  for (const [index, told] of text.figures.entries()) figure(paper, told, index, top)
  const under = top + rows * cell.height + 3
  add(pdf, root, 'P', () =>
    write(
      pdf,
      sheetWords[language].figuresNote,
      { x: left, y: under, width: room },
      { size: 7.5, color: ink.faint },
    ),
  )
  return under + 16
}
