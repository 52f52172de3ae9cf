import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { type Block, demoMark, type PaperDocument } from './blocks.ts'

const levels = { 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const
const locales = { it: 'it-IT', en: 'en-GB' } as const
const full = { size: 100, type: WidthType.PERCENTAGE } as const

const lines = (text: string) =>
  text.split('\n').map((line, index) => new TextRun({ text: line, ...(index > 0 && { break: 1 }) }))

const cell = (text: string, { bold = false, right = false } = {}) =>
  new TableCell({
    children: [
      new Paragraph({
        children: bold ? [new TextRun({ text, bold })] : lines(text),
        ...(right && { alignment: AlignmentType.RIGHT }),
      }),
    ],
  })

function writeBlock(block: Block): (Paragraph | Table)[] {
  if ('heading' in block) return [new Paragraph({ text: block.heading, heading: levels[block.level] })]
  if ('text' in block) return [new Paragraph({ children: lines(block.text), spacing: { after: 120 } })]
  if ('items' in block)
    return block.items.map((text) => new Paragraph({ children: lines(text), bullet: { level: 0 } }))
  if ('facts' in block) {
    const rows = block.facts.map(
      ([term, value]) => new TableRow({ children: [cell(term, { bold: true }), cell(value)] }),
    )
    return [new Table({ width: full, columnWidths: [2800, 6600], rows }), new Paragraph('')]
  }
  const { caption, header, rows, figures = [] } = block.table
  return [
    new Paragraph({ children: [new TextRun({ text: caption, bold: true })], keepNext: true }),
    new Table({
      width: full,
      rows: [
        new TableRow({ tableHeader: true, children: header.map((text) => cell(text, { bold: true })) }),
        ...rows.map(
          (row) =>
            new TableRow({
              children: row.map((text, column) => cell(text, { right: figures.includes(column) })),
            }),
        ),
      ],
    }),
    new Paragraph(''),
  ]
}

/** Characters that XML 1.0 has no place for (section 2.2): with one of them Word opens nothing of a file. */
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** The same without them, however deep they lie. */
const cleaned = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value), (_, part) =>
    typeof part === 'string' ? part.replace(notInXml, '') : part,
  )

/** The document as a Word file that can be edited, with real headings, lists and tables. */
export async function writeDocx(document: PaperDocument): Promise<Buffer> {
  const { title, language, issuer, demo, blocks, footer } = cleaned(document)
  const edge = (text: string) => new Paragraph({ children: [new TextRun({ text, size: 16 })] })
  return Packer.toBuffer(
    new Document({
      title,
      creator: issuer,
      styles: {
        default: {
          document: { run: { font: 'Titillium Web', size: 21, language: { value: locales[language] } } },
        },
      },
      sections: [
        {
          headers: { default: new Header({ children: [edge(demo ? `${issuer} · ${demoMark}` : issuer)] }) },
          footers: {
            default: new Footer({
              children: [
                edge(footer),
                new Paragraph({
                  alignment: AlignmentType.RIGHT,
                  children: [
                    new TextRun({
                      size: 16,
                      children: [
                        PageNumber.CURRENT,
                        language === 'it' ? ' di ' : ' of ',
                        PageNumber.TOTAL_PAGES,
                      ],
                    }),
                  ],
                }),
              ],
            }),
          },
          children: [
            new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
            ...blocks.flatMap(writeBlock),
          ],
        },
      ],
    }),
  )
}
