import type { PromiseState, Sheet } from './schema.ts'
import { type DrawnSign, drawMap, drawStrip } from './sheetDrawing.ts'
import {
  add,
  addFigure,
  addHead,
  close,
  decorate,
  ink,
  onePage,
  type Pdf,
  pageSize,
  widthOf,
  write,
} from './sheetPen.ts'
import { type SheetText, sheetText } from './sheetText.ts'
import { sheetWords } from './sheetWords.ts'

type Language = 'it' | 'en'
type Tag = ReturnType<Pdf['struct']>

const left = 36
const right = pageSize.width - 36
const room = right - left
const gap = 18
const column = (room - gap) / 2

/** What each part of the sheet draws with. */
interface Paper {
  pdf: Pdf
  root: Tag
  sheet: Sheet
  text: SheetText
  language: Language
}

const rule = ({ pdf }: Paper, y: number, from = left, to = right) =>
  decorate(pdf, () => pdf.moveTo(from, y).lineTo(to, y).lineWidth(0.6).strokeColor(ink.line).stroke())

function heading({ pdf, root }: Paper, text: string, x: number, y: number, width: number, note = ''): number {
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

function writeHead(paper: Paper, issuer: string): number {
  const { pdf, root, text, language } = paper
  const t = sheetWords[language]
  add(pdf, root, 'P', () =>
    write(pdf, issuer, { x: left, y: 24, width: room - 150 }, { font: 'label', size: 8, color: ink.faint }),
  )
  if (text.demo)
    add(pdf, root, 'P', () =>
      write(
        pdf,
        t.demo,
        { x: right - 220, y: 23, width: 220 },
        { font: 'title', size: 9.5, color: '#5c3b00', align: 'right' },
      ),
    )
  add(pdf, root, 'H1', () =>
    write(pdf, text.title, { x: left, y: 36, width: room }, { font: 'title', size: 24, color: ink.strong }),
  )
  add(pdf, root, 'P', () => write(pdf, text.head, { x: left, y: 70, width: room, lines: 2 }, { size: 9 }))
  return 98
}

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

function writeFigures(paper: Paper, y: number): number {
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

function writeMap(paper: Paper, y: number, height: number): void {
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

function writeChanges(paper: Paper, y: number): void {
  const { pdf, root, text, language } = paper
  const t = sheetWords[language]
  const x = left + column + gap
  let at = heading(paper, t.changes, x, y, column, text.period)
  if (text.changes.length === 0)
    add(pdf, root, 'P', () => write(pdf, t.noChange, { x, y: at, width: column }))
  else {
    const list = add(pdf, root, 'L')
    for (const { day, text: told } of text.changes) {
      const item = add(pdf, list, 'LI')
      add(pdf, item, 'LBody', () => {
        write(pdf, day, { x, y: at, width: 30 }, { font: 'label', color: ink.strong })
        at = write(pdf, told, { x: x + 32, y: at, width: column - 32, lines: 2 }) + 2
      })
      item.end()
    }
    list.end()
  }
  const { changesLeft } = text
  if (changesLeft)
    add(pdf, root, 'P', () =>
      write(pdf, changesLeft, { x: x + 32, y: at, width: column - 32 }, { size: 8, color: ink.faint }),
    )
}

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

function writePromises(paper: Paper, y: number): number {
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

function writeCalls(paper: Paper, y: number): void {
  const { pdf, root, text, language } = paper
  const t = sheetWords[language]
  let at = heading(paper, t.calls, left, y, column)
  if (text.calls.length === 0)
    add(pdf, root, 'P', () => write(pdf, t.noCall, { x: left, y: at, width: column, lines: 2 }))
  for (const { title, note } of text.calls) {
    add(pdf, root, 'P', () => {
      write(pdf, title, { x: left, y: at, width: column }, { font: 'label', color: ink.strong })
      write(pdf, note, { x: left, y: at + 10.5, width: column }, { size: 8 })
    })
    at += 24
  }
}

function writeSaid(paper: Paper, y: number): void {
  const { pdf, root, text, language } = paper
  const t = sheetWords[language]
  const x = left + column + gap
  const at = heading(paper, t.requests, x, y, column)
  add(pdf, root, 'P', () => write(pdf, text.requests, { x, y: at, width: column, lines: 2 }))
  let next = heading(paper, t.observations, x, at + 26, column)
  for (const told of text.observations.length > 0 ? text.observations : [t.noObservation]) {
    add(pdf, root, 'P', () => {
      next = write(pdf, told, { x, y: next, width: column, lines: 2 }) + 1
    })
  }
}

function writeFoot(paper: Paper): void {
  const { pdf, root, text, language } = paper
  const t = sheetWords[language]
  const y = pageSize.height - 78
  rule(paper, y)
  const small = { size: 7.5, color: ink.faint }
  add(pdf, root, 'P', () =>
    write(pdf, `${t.sources}: ${text.sources}.`, { x: left, y: y + 5, width: room, lines: 3 }, small),
  )
  add(pdf, root, 'P', () =>
    write(
      pdf,
      text.demo ? `${text.computed} ${t.demoNote}` : text.computed,
      { x: left, y: y + 35, width: room },
      small,
    ),
  )
  add(pdf, root, 'P', () => {
    write(pdf, `${t.again} ${text.link}`, { x: left, y: y + 46, width: room }, { size: 8, color: ink.blue })
    pdf.link(left, y + 46, room, 10, text.link)
  })
}

/**
 * The sheet of a district as a tagged PDF (PDF/UA-1) of exactly one A4 page: whatever has no room ends in an
 * ellipsis, and the address at its foot gives it whole. The same sheet gives the same bytes.
 */
export async function writeSheetPdf(sheet: Sheet, language: Language, issuer: string): Promise<Buffer> {
  const text = sheetText(sheet, language)
  const pdf = onePage({
    title: sheetWords[language].title(text.title),
    author: issuer,
    language,
    date: sheet.page.date,
  })
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const paper: Paper = { pdf, root, sheet, text, language }
  const afterHead = writeHead(paper, issuer)
  const afterFigures = writeFigures(paper, afterHead)
  const mapHeight = 262
  writeMap(paper, afterFigures, mapHeight)
  writeChanges(paper, afterFigures)
  const afterPromises = writePromises(paper, afterFigures + mapHeight + 12)
  writeCalls(paper, afterPromises)
  writeSaid(paper, afterPromises)
  writeFoot(paper)
  root.end()
  return close(pdf)
}
