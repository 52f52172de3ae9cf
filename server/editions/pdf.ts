import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { demoMark } from '../documents/blocks.ts'
import type { FigureTable, Part, Register } from './parts.ts'
import { addEdges, addTotal } from './pdfEdges.ts'
import { inside, margin, type Pen, pageSize, type Style, startPdf, takePen, textWidth } from './pdfPen.ts'

const styles = {
  title: { font: 'title', size: 22, leading: 1.2 },
  section: { font: 'title', size: 14, leading: 1.25 },
  entry: { font: 'title', size: 11, leading: 1.3 },
  label: { font: 'label', size: 9, leading: 1.35, color: '#5A6772' },
  text: { font: 'text', size: 10, leading: 1.4 },
  facts: { font: 'text', size: 9, leading: 1.4, color: '#5A6772' },
  cell: { font: 'text', size: 9, leading: 1.35 },
  header: { font: 'label', size: 9, leading: 1.35 },
} as const satisfies Record<string, Style>

const bottom = pageSize.height - margin.bottom
const heightOf = ({ size, leading = 1.4 }: Style) => size * leading

type Pdf = Pen['pdf']
type Tag = ReturnType<Pdf['struct']>

/** Where the pen stands, in a document and in its tree of tags. */
interface Sheet {
  pen: Pen
  root: Tag
  y: number
}

function newPage(sheet: Sheet, inText = false): void {
  const { pdf } = sheet.pen
  if (inText) inside(pdf).continueOnNewPage()
  else pdf.addPage()
  sheet.y = margin.top
}

/** Begins a page where less than this is left, in points: nothing stands alone at the foot. */
function keep(sheet: Sheet, height: number): void {
  if (sheet.y + height > bottom && sheet.y > margin.top) newPage(sheet)
}

/** An element of the tree; it is given back to memory as soon as it is written. */
function tagged(sheet: Sheet, parent: Tag, type: string, write?: () => void): Tag {
  const tag = write ? sheet.pen.pdf.struct(type, {}, write) : sheet.pen.pdf.struct(type)
  parent.add(tag)
  if (write) tag.end()
  return tag
}

/** Writes a text, over as many pages as it takes. */
function flow(sheet: Sheet, text: string, style: Style, left = 0): void {
  const step = heightOf(style)
  const { pen } = sheet
  let drawings: string[] = []
  for (const line of pen.lines(text, style, textWidth - left)) {
    if (sheet.y + step > bottom) {
      pen.draw(drawings)
      drawings = []
      newPage(sheet, true)
    }
    drawings.push(pen.drawing(line, style, margin.left + left, sheet.y))
    sheet.y += step
  }
  pen.draw(drawings)
}

function writeBlock(sheet: Sheet, parent: Tag, type: string, text: string, style: Style, after = 0): void {
  keep(sheet, heightOf(style))
  tagged(sheet, parent, type, () => flow(sheet, text, style))
  sheet.y += after
}

const columnWidths = (count: number) => {
  const figure = 62
  return [textWidth - figure * (count - 1), ...Array.from({ length: count - 1 }, () => figure)]
}

function writeRow(sheet: Sheet, table: Tag, cells: readonly string[], style: Style): void {
  const { pen } = sheet
  const widths = columnWidths(cells.length)
  const broken = cells.map((cell, column) => pen.lines(cell, style, (widths[column] ?? 0) - 8))
  const rows = Math.max(...broken.map((lines) => lines.length))
  const step = heightOf(style)
  keep(sheet, rows * step + 6)
  const row = tagged(sheet, table, 'TR')
  let left = margin.left
  for (const [column, lines] of broken.entries()) {
    const room = widths[column] ?? 0
    const type = style === styles.header || column === 0 ? 'TH' : 'TD'
    const scope = style === styles.header ? 'Column' : 'Row'
    const cell = pen.pdf.struct(type, (type === 'TH' ? { scope } : {}) as object, () =>
      pen.draw(
        lines.map((line, index) => {
          const indent = column === 0 ? 0 : room - pen.widthOf(line, style)
          return pen.drawing(line, style, left + indent, sheet.y + index * step)
        }),
      ),
    )
    row.add(cell)
    cell.end()
    left += room
  }
  row.end()
  sheet.y += rows * step + 2
  rule(sheet)
}

/** A line across the page; decoration, so no reader hears of it. */
function rule(sheet: Sheet): void {
  const { pdf } = sheet.pen
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf.moveTo(margin.left, sheet.y).lineTo(pageSize.width - margin.right, sheet.y)
  pdf.lineWidth(0.4).strokeColor('#A7B1BB').stroke()
  pdf.endMarkedContent()
  sheet.y += 2
}

function writeTable(sheet: Sheet, { caption, header, rows }: FigureTable): void {
  keep(sheet, 90)
  const table = tagged(sheet, sheet.root, 'Table')
  writeBlock(sheet, table, 'Caption', caption, styles.entry, 4)
  writeRow(sheet, table, header, styles.header)
  for (const row of rows) writeRow(sheet, table, row, styles.cell)
  table.end()
  sheet.y += 14
}

function writeCover(sheet: Sheet, { cover }: Register): void {
  const { root } = sheet
  writeBlock(sheet, root, 'H1', cover.title, styles.title, 4)
  writeBlock(sheet, root, 'P', cover.subtitle, styles.section, 14)
  for (const paragraph of cover.paragraphs) writeBlock(sheet, root, 'P', paragraph, styles.text, 6)
  sheet.y += 4
  for (const [term, value] of cover.facts) writeBlock(sheet, root, 'P', `${term}: ${value}`, styles.text, 2)
  sheet.y += 14
  for (const table of cover.tables) writeTable(sheet, table)
  for (const note of cover.notes) writeBlock(sheet, root, 'P', note, styles.facts, 4)
}

type Bookmark = Pdf['outline']

function writeSection(sheet: Sheet, title: string): Bookmark {
  keep(sheet, 110)
  if (sheet.y > margin.top) sheet.y += 12
  const bookmark = sheet.pen.pdf.outline.addItem(title, { top: sheet.y } as object)
  writeBlock(sheet, sheet.root, 'H2', title, styles.section, 8)
  return bookmark
}

type Entry = Exclude<Part, { section: string }>

function writeEntry(sheet: Sheet, entry: Entry, bookmark: Bookmark): void {
  keep(sheet, 100)
  bookmark.addItem(entry.bookmark, { top: sheet.y } as object)
  const { root } = sheet
  writeBlock(sheet, root, 'H3', entry.heading, styles.entry, 1)
  writeBlock(sheet, root, 'P', entry.facts.join(' · '), styles.facts, 4)
  for (const { label, text } of entry.passages) {
    keep(sheet, 44)
    tagged(sheet, root, 'P', () => {
      flow(sheet, label, styles.label)
      flow(sheet, text, styles.text)
    })
    sheet.y += 5
  }
  sheet.y += 4
  if (sheet.y + 6 < bottom) rule(sheet)
  sheet.y += 8
}

/** Lets what is written flow into the file before more is made; without it all pages would wait in memory. */
const drained = (pdf: Pdf) =>
  pdf.readableLength < 1_000_000
    ? undefined
    : new Promise<void>((resolve) => {
        const look = () => (pdf.readableLength < 100_000 ? resolve() : void setImmediate(look))
        look()
      })

async function writeParts(sheet: Sheet, parts: AsyncIterable<Part>): Promise<void> {
  let bookmark = sheet.pen.pdf.outline
  for await (const part of parts) {
    if ('section' in part) bookmark = writeSection(sheet, part.section)
    else writeEntry(sheet, part, bookmark)
    await drained(sheet.pen.pdf)
  }
}

/**
 * Writes a register as a tagged PDF with bookmarks, page by page. The same register gives the same bytes; what is
 * kept in memory of a page that is written is its place in the tables at the end of the file.
 */
export async function writePdf(register: Register, to: Writable): Promise<void> {
  const { issuer, madeOn, cover, demo } = register
  const pdf = startPdf({ title: `${cover.title}. ${cover.subtitle}`, issuer, madeOn })
  const written = pipeline(pdf, to)
  const pen = takePen(pdf)
  const total = addEdges(pen, { ...register, issuer: demo ? `${issuer} · ${demoMark}` : issuer })
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  pdf.addPage()
  const sheet = { pen, root, y: margin.top }
  writeCover(sheet, register)
  newPage(sheet)
  await writeParts(sheet, register.parts)
  root.end()
  addTotal(pen, total)
  pdf.end()
  await written
}
