import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'

const fontFile = (weight: number) =>
  fileURLToPath(new URL(`../documents/fonts/titillium-${weight}.ttf`, import.meta.url))
const fonts = { text: fontFile(400), label: fontFile(600), title: fontFile(700) } as const

export const pageSize = { width: 595.28, height: 841.89 }
export const ink = {
  strong: '#17212b',
  text: '#33424f',
  faint: '#566878',
  line: '#d3dae0',
  blue: '#0066cc',
} as const

/** PDF/UA, which the types of pdfkit do not know yet. */
const accessible = { subset: 'PDF/UA' as unknown as 'PDF/A-2a' }

export type Pdf = InstanceType<typeof PDFDocument>
type Tag = ReturnType<Pdf['struct']>

interface About {
  title: string
  author: string
  language: 'it' | 'en'
  /** Day the figures are of: the same sheet is the same bytes. */
  date: string
}

/** One empty A4 page without margins: nothing that is drawn on it can begin another. */
export function onePage({ title, author, language, date }: About): Pdf {
  const made = new Date(`${date.slice(0, 10)}T00:00:00Z`)
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    font: fonts.text,
    lang: language === 'it' ? 'it-IT' : 'en-GB',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    ...accessible,
    info: { Title: title, Author: author, Creator: 'Spazi', CreationDate: made, ModDate: made },
  })
  for (const [name, file] of Object.entries(fonts)) pdf.registerFont(name, file)
  return pdf
}

export interface Style {
  font?: keyof typeof fonts
  size?: number
  color?: string
  align?: 'left' | 'right'
}

const lead = 1.28

function fit(pdf: Pdf, text: string, width: number): string {
  if (pdf.widthOfString(text) <= width) return text
  let [short, long] = [0, text.length]
  while (short < long) {
    const middle = Math.ceil((short + long) / 2)
    if (pdf.widthOfString(`${text.slice(0, middle)}…`) <= width) short = middle
    else long = middle - 1
  }
  return `${text.slice(0, short).trimEnd()}…`
}

/** Lines of a text, no more than `most`; what has no room ends in an ellipsis. */
function linesOf(pdf: Pdf, text: string, width: number, most: number): string[] {
  const lines: string[] = []
  const words = text.replace(/\s+/g, ' ').trim().split(' ')
  for (const [index, word] of words.entries()) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
    if (lines.length > 0 && pdf.widthOfString(longer) <= width) lines[lines.length - 1] = longer
    else if (lines.length < most) lines.push(word)
    else {
      lines[lines.length - 1] = `${lines.at(-1)} ${words.slice(index).join(' ')}`
      break
    }
  }
  return lines.map((line) => fit(pdf, line, width))
}

interface Box {
  x: number
  y: number
  width: number
  /** Lines it may take; one where it is not said. */
  lines?: number
}

/**
 * Writes a text into a box, never beyond it.
 * @returns the y under what was written, in points from the top
 */
export function write(pdf: Pdf, text: string, { x, y, width, lines = 1 }: Box, style: Style = {}): number {
  const { font = 'text', size = 8.5, color = ink.text, align = 'left' } = style
  pdf.font(font).fontSize(size).fillColor(color)
  let at = y
  for (const line of linesOf(pdf, text, width, lines)) {
    const left = align === 'right' ? x + width - pdf.widthOfString(line) : x
    pdf.text(line, left, at, { lineBreak: false })
    at += size * lead
  }
  return at
}

/** How wide a text is in a style, in points. */
export const widthOf = (pdf: Pdf, text: string, { font = 'text', size = 8.5 }: Style): number =>
  pdf.font(font).fontSize(size).widthOfString(text)

/** Adds an element to one that is part of the document already: only so it is written at once, where the pen is. */
export function add(pdf: Pdf, parent: Tag, type: string, draw?: () => void): Tag {
  const tag = draw ? pdf.struct(type, {}, draw) : pdf.struct(type)
  parent.add(tag)
  return tag
}

/** What the types of pdfkit leave out: the dictionary of an element, for attributes (ISO 32000-1, 14.8.5). */
const attributes = (tag: Tag, values: object) => {
  const { dictionary } = tag as unknown as { dictionary: { data: Record<string, unknown> } }
  dictionary.data.A = values
}

/** A head of a column of a table. */
export function addHead(pdf: Pdf, row: Tag, draw: () => void): void {
  const tag = pdf.struct('TH', {}, draw)
  attributes(tag, { O: 'Table', Scope: 'Column' })
  row.add(tag)
}

/** A picture with what it shows in words, and the box it stands in. */
export function addFigure(
  pdf: Pdf,
  parent: Tag,
  { alt, x, y, width, height }: { alt: string; x: number; y: number; width: number; height: number },
  draw: () => void,
): void {
  const tag = pdf.struct('Figure', { alt }, draw)
  const fromBelow = pageSize.height - y
  attributes(tag, { O: 'Layout', Placement: 'Block', BBox: [x, fromBelow - height, x + width, fromBelow] })
  parent.add(tag)
}

/** Draws what only decorates, of which no reader hears. */
export function decorate(pdf: Pdf, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  draw()
  pdf.endMarkedContent()
}

/** The bytes of a document once it is closed. */
export function close(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<Buffer>((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  pdf.end()
  return ended
}
