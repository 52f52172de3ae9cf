import { type DrawnSign, drawMap } from './sheetDrawing.ts'
import { column, heading, left, type Paper } from './sheetFrame.ts'
import { add, addFigure, decorate, ink, type Pdf, widthOf, write } from './sheetPen.ts'
import { sheetWords } from './sheetWords.ts'

function sign(pdf: Pdf, { kind, x, y }: DrawnSign, size = 3): void {
  pdf.lineWidth(0.7)
  if (kind === 'available') pdf.circle(x, y, size).fillAndStroke('#00895d', '#fff')
  else if (kind === 'inCall')
    pdf
      .polygon([x, y - size * 1.3], [x + size * 1.3, y], [x, y + size * 1.3], [x - size * 1.3, y])
      .fillAndStroke('#db5a06', '#fff')
  else {
    const corner = (step: number): [number, number] => [
      x + size * 1.5 * Math.cos((step * Math.PI) / 3),
      y + size * 1.5 * Math.sin((step * Math.PI) / 3),
    ]
    pdf.polygon(...[0, 1, 2, 3, 4, 5].map(corner)).fillAndStroke('#12263a', '#fff')
    pdf.circle(x, y, size * 0.5).fill('#fff')
  }
}

/** The small map with its legend, in the left column; `height` in points. */
export function writeMap(paper: Paper, y: number, height: number): void {
  const { pdf, root, sheet, text, language } = paper
  const t = sheetWords[language]
  const top = heading(paper, t.map, left, y, column)
  const box = { x: left, y: top, width: column, height: height - 18 - 32 }
  const drawn = drawMap(sheet, box)
  addFigure(pdf, root, { alt: text.mapAlt, ...box }, () => {
    pdf.save()
    pdf.roundedRect(box.x, box.y, box.width, box.height, 4).clip()
    pdf.rect(box.x, box.y, box.width, box.height).fill('#e6eaee')
    pdf.path(drawn.outline).fill('#fff', 'evenodd')
    for (const path of drawn.neighbourhoods) pdf.path(path).lineWidth(0.5).strokeColor('#b9c4ce').stroke()
    pdf.path(drawn.outline).lineWidth(1.4).strokeColor(ink.strong).stroke()
    for (const one of drawn.signs) sign(pdf, one)
    pdf.restore()
  })
  writeLegend(paper, box.y + box.height + 8)
}

function writeLegend({ pdf, root, text, language }: Paper, y: number): void {
  const statuses = text.statuses.filter(({ status }) => status !== 'total')
  const line = statuses.map(({ word, count }) => `${word} ${count}`).join(', ')
  const total = text.statuses[0]
  const entries = [
    { kind: 'lab', word: sheetWords[language].lab },
    ...statuses
      .filter(({ status }) => status === 'available' || status === 'inCall')
      .map(({ status, word }) => ({ kind: status, word })),
  ] as { kind: DrawnSign['kind']; word: string }[]
  let x = left + 5
  for (const { kind, word } of entries) {
    decorate(pdf, () => sign(pdf, { kind, x, y: y + 4 }))
    add(pdf, root, 'P', () => write(pdf, word, { x: x + 8, y: y - 1, width: 90 }, { size: 8 }))
    x += widthOf(pdf, word, { size: 8 }) + 24
  }
  add(pdf, root, 'P', () =>
    write(
      pdf,
      `${total?.count} ${total?.word}: ${line}. ${text.unchecked}.`,
      { x: left, y: y + 11, width: column, lines: 2 },
      { size: 8 },
    ),
  )
}
