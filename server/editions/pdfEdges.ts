import { inside, margin, type Pen, pageSize, type Style } from './pdfPen.ts'

const small: Style = { font: 'text', size: 8, color: '#5A6772' }
const head: Style = { font: 'label', size: 8, color: '#5A6772' }
const mark: Style = { font: 'label', size: 30, color: '#EBDDDD' }

export interface Edges {
  issuer: string
  footer: string
  watermark: string | null
}

/** What stands the same on each page, kept once in the file; its content can come when the pages are written. */
interface Stamp {
  ref: ReturnType<ReturnType<typeof inside>['ref']>
  fonts: Record<string, unknown>
}

function addStamp(pen: Pen, styles: readonly Style[]): Stamp {
  const fonts = Object.fromEntries(
    styles.map(({ font }) => {
      const { id, ref } = pen.font(font)
      return [id, ref.call(pen.font(font))]
    }),
  )
  const ref = inside(pen.pdf).ref({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, pageSize.width, pageSize.height],
    Resources: { Font: fonts },
  })
  return { ref, fonts }
}

/** The same words again and again, slanted, so that a part of a page that is copied still holds them. */
function watermarkOf(pen: Pen, text: string): string {
  const wide = pen.widthOf(text, mark)
  const size = Math.min(30, (30 * 560) / wide)
  const style = { ...mark, size }
  const rows = [-420, -140, 140, 420].map((offset) => {
    const drawing = pen.drawing(text, style, 0, 0)
    const shown = drawing.slice(drawing.indexOf('['))
    const [x, y] = [60, pageSize.height / 2 - 230 + offset]
    const { id } = pen.font(style.font)
    return `BT 0.92 0.86 0.86 rg /${id} ${size.toFixed(2)} Tf 0.8 0.6 -0.6 0.8 ${x} ${y.toFixed(2)} Tm ${shown} ET`
  })
  return rows.join('\n')
}

/**
 * Draws issuer, foot line, page number and watermark on each page as it is begun, outside of what is read aloud.
 * How many pages there are is known at the end alone: it stands in one stamp that all pages show.
 * @returns the stamp of the total, for `addTotal`
 */
export function addEdges(pen: Pen, { issuer, footer, watermark }: Edges): Stamp {
  const { pdf } = pen
  const total = addStamp(pen, [small])
  let page = 0
  let sheet: Stamp | null = null
  pdf.on('pageAdded', () => {
    page += 1
    const { xobjects } = inside(pdf).page
    xobjects.Total = total.ref
    pdf.markContent('Artifact', { type: 'Pagination' })
    if (watermark) {
      const first = sheet === null
      sheet ??= addStamp(pen, [mark])
      xobjects.Watermark = sheet.ref
      if (first) sheet.ref.end(watermarkOf(pen, watermark))
      pen.draw(['/Watermark Do'])
    }
    const at = pageSize.height - 48
    pen.draw([
      pen.drawing(issuer, head, margin.left, 36),
      pen.drawing(footer, small, margin.left, at),
      pen.drawing(`Pagina ${page}`, small, numberRight - pen.widthOf(`Pagina ${page}`, small), at),
      '/Total Do',
    ])
    pdf.endMarkedContent()
  })
  return total
}

/** Where the number of a page ends and the words "di 120" begin, in points from the left. */
const numberRight = pageSize.width - margin.right - 34

/** Writes how many pages there are into the stamp that all of them show. */
export function addTotal(pen: Pen, total: Stamp): void {
  const { Count } = (pen.pdf as unknown as { _root: { data: { Pages: { data: { Count: number } } } } })._root
    .data.Pages.data
  total.ref.end(pen.drawing(`di ${Count}`, small, numberRight + 3, pageSize.height - 48))
}
