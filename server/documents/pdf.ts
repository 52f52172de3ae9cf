import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import { type Block, demoMark, type PaperDocument } from './blocks.ts'

const fontFile = (weight: number) =>
  fileURLToPath(new URL(`./fonts/titillium-${weight}.ttf`, import.meta.url))
const fonts = { text: fontFile(400), label: fontFile(600), title: fontFile(700) } as const

const margin = { top: 72, bottom: 72, left: 62, right: 62 }
const sizes = { title: 20, 2: 14, 3: 11.5, text: 10, small: 8 } as const
const ink = '#1E3147'
const faint = '#5A6772'
const locales = { it: 'it-IT', en: 'en-GB' } as const

/** PDF/UA, which the types of pdfkit do not know yet. */
const accessible = { subset: 'PDF/UA' as unknown as 'PDF/A-2a' }

type Pdf = InstanceType<typeof PDFDocument>

/** Room for a block that must not be torn from what follows it, in points. */
const keepTogether = 64

function makeDocument({ title, language, issuer }: PaperDocument): Pdf {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: margin,
    bufferPages: true,
    font: fonts.text,
    lang: locales[language],
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    ...accessible,
    info: { Title: title, Author: issuer, Creator: 'Spazi' },
  })
  for (const [name, file] of Object.entries(fonts)) pdf.registerFont(name, file)
  return pdf
}

const width = (pdf: Pdf) => pdf.page.width - margin.left - margin.right

function breakPageBefore(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - margin.bottom) pdf.addPage()
}

type Tag = ReturnType<Pdf['struct']>

/** Adds an element to one that is part of the document already: only so it is written at once, where the pen is. */
function add(pdf: Pdf, parent: Tag, type: string, write?: () => void): Tag {
  const tag = write ? pdf.struct(type, {}, write) : pdf.struct(type)
  parent.add(tag)
  return tag
}

interface Style {
  font: keyof typeof fonts
  size: number
  color?: string
}

function write(pdf: Pdf, text: string, { font, size, color = ink }: Style, options: object = {}): void {
  pdf.font(font).fontSize(size).fillColor(color)
  pdf.text(text, margin.left, pdf.y, { width: width(pdf), lineGap: 1.5, ...options })
}

function writeHeading(pdf: Pdf, parent: Tag, text: string, level: 1 | 2 | 3): void {
  breakPageBefore(pdf, keepTogether)
  if (level > 1) pdf.y += 10
  add(pdf, parent, `H${level}`, () =>
    write(pdf, text, { font: 'title', size: level === 1 ? sizes.title : sizes[level] }),
  )
  pdf.y += 4
}

function writeText(pdf: Pdf, parent: Tag, text: string): void {
  add(pdf, parent, 'P', () => write(pdf, text, { font: 'text', size: sizes.text }))
  pdf.y += 6
}

function writeItems(pdf: Pdf, parent: Tag, items: string[]): void {
  const list = add(pdf, parent, 'L')
  for (const item of items) {
    const line = add(pdf, list, 'LI')
    add(pdf, line, 'LBody', () => write(pdf, `–  ${item}`, { font: 'text', size: sizes.text }))
    line.end()
  }
  list.end()
  pdf.y += 6
}

interface Cell extends Style {
  type: 'TH' | 'TD'
  text: string
  left: number
  room: number
  align?: 'left' | 'right'
}

/** Cells side by side, all of them from one height; a row is not torn where it fits on a page. */
function writeRow(pdf: Pdf, table: Tag, cells: readonly Cell[]): void {
  const heights = cells.map(({ font, size, text, room }) =>
    pdf
      .font(font)
      .fontSize(size)
      .heightOfString(text || ' ', { width: room, lineGap: 1.5 }),
  )
  const height = Math.max(...heights)
  breakPageBefore(pdf, Math.min(height + 6, 400))
  const row = add(pdf, table, 'TR')
  const top = pdf.y
  for (const { type, text, left, room, align = 'left', font, size, color = ink } of cells) {
    add(pdf, row, type, () => {
      pdf.font(font).fontSize(size).fillColor(color)
      pdf.text(text, left, top, { width: room, lineGap: 1.5, align })
    })
  }
  row.end()
  pdf.y = top + height + 3
}

const termWidth = 150

function writeFacts(pdf: Pdf, parent: Tag, facts: [string, string][]): void {
  const table = add(pdf, parent, 'Table')
  for (const [term, value] of facts) {
    writeRow(pdf, table, [
      {
        type: 'TH',
        text: term,
        left: margin.left,
        room: termWidth - 12,
        font: 'label',
        size: sizes.text,
        color: faint,
      },
      {
        type: 'TD',
        text: value,
        left: margin.left + termWidth,
        room: width(pdf) - termWidth,
        font: 'text',
        size: sizes.text,
      },
    ])
  }
  table.end()
  pdf.y += 6
}

type Table = Extract<Block, { table: object }>['table']
const widestColumn = 260

/** Columns as wide as their longest texts ask for, within the page. */
function columnWidths(pdf: Pdf, { header, rows }: Table): number[] {
  pdf.font('label').fontSize(sizes.text - 1)
  const wanted = header.map((title, column) => {
    const texts = [title, ...rows.map((row) => row[column] ?? '')]
    return Math.min(widestColumn, Math.max(...texts.map((text) => pdf.widthOfString(text))) + 14)
  })
  const total = wanted.reduce((sum, one) => sum + one, 0)
  return wanted.map((one) => (one * width(pdf)) / total)
}

function writeTable(pdf: Pdf, parent: Tag, table: Table): void {
  breakPageBefore(pdf, keepTogether)
  const node = add(pdf, parent, 'Table')
  add(pdf, node, 'Caption', () => write(pdf, table.caption, { font: 'label', size: sizes.text }))
  pdf.y += 4
  const widths = columnWidths(pdf, table)
  const cellsOf = (texts: readonly string[], isHeader: boolean): Cell[] =>
    texts.map((text, column) => ({
      type: isHeader ? 'TH' : 'TD',
      text,
      left: margin.left + widths.slice(0, column).reduce((sum, one) => sum + one, 0),
      room: (widths[column] ?? 0) - 8,
      align: table.figures?.includes(column) ? 'right' : 'left',
      font: isHeader ? 'label' : 'text',
      size: sizes.text - 1,
    }))
  for (const [index, texts] of [table.header, ...table.rows].entries()) {
    writeRow(pdf, node, cellsOf(texts, index === 0))
    rule(pdf, index === 0 ? 0.8 : 0.3)
  }
  node.end()
  pdf.y += 8
}

/** A line across the page; decoration, so no reader hears of it. */
function rule(pdf: Pdf, thickness: number): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf.moveTo(margin.left, pdf.y).lineTo(pdf.page.width - margin.right, pdf.y)
  pdf.lineWidth(thickness).strokeColor(faint).stroke()
  pdf.endMarkedContent()
  pdf.y += 3
}

function writeBlock(pdf: Pdf, parent: Tag, block: Block): void {
  if ('heading' in block) writeHeading(pdf, parent, block.heading, block.level)
  else if ('text' in block) writeText(pdf, parent, block.text)
  else if ('items' in block) writeItems(pdf, parent, block.items)
  else if ('facts' in block) writeFacts(pdf, parent, block.facts)
  else writeTable(pdf, parent, block.table)
}

/** Issuer, foot line, page numbers and the mark of a demonstration, on every page. */
function writeEdges(pdf: Pdf, { issuer, footer, demo, language }: PaperDocument): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page)
    const bottom = pdf.page.margins.bottom
    pdf.page.margins.bottom = 0
    pdf.markContent('Artifact', { type: 'Pagination' })
    pdf.font('label').fontSize(sizes.small).fillColor(faint)
    pdf.text(demo ? `${issuer} · ${demoMark}` : issuer, margin.left, 36, { lineBreak: false })
    const number = `${page + 1} ${language === 'it' ? 'di' : 'of'} ${count}`
    pdf.font('text').text(footer, margin.left, pdf.page.height - 48, { width: width(pdf) - 60, height: 24 })
    pdf.text(number, pdf.page.width - margin.right - 60, pdf.page.height - 48, { width: 60, align: 'right' })
    pdf.endMarkedContent()
    pdf.page.margins.bottom = bottom
  }
}

/**
 * The document as a tagged PDF (PDF/UA-1: language, title, headings, lists and tables as such, fonts
 * embedded), A4.
 */
export async function writePdf(document: PaperDocument): Promise<Buffer> {
  const pdf = makeDocument(document)
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<Buffer>((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  writeHeading(pdf, root, document.title, 1)
  for (const block of document.blocks) writeBlock(pdf, root, block)
  root.end()
  writeEdges(pdf, document)
  pdf.end()
  return ended
}
