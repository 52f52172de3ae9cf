import { AlignmentType, Document, Footer, Header, Packer, PageNumber, Paragraph, TextRun } from 'docx'

const edge = (text: string) => new Paragraph({ children: [new TextRun({ text, size: 16 })] })

const pageOf = () =>
  new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: [
      new TextRun({ size: 16, children: ['Pagina ', PageNumber.CURRENT, ' di ', PageNumber.TOTAL_PAGES] }),
    ],
  })

/** The Word file that is filled where the city gives none. */
export const plainFrame = (): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      styles: {
        default: {
          document: { run: { font: 'Titillium Web', size: 20, language: { value: 'it-IT' } } },
          heading1: { run: { size: 40, bold: true }, paragraph: { spacing: { after: 120 } } },
          heading2: { run: { size: 28, bold: true }, paragraph: { spacing: { before: 360, after: 160 } } },
          heading3: { run: { size: 22, bold: true }, paragraph: { spacing: { before: 280, after: 40 } } },
        },
      },
      sections: [
        {
          headers: { default: new Header({ children: [edge('{{issuer}}')] }) },
          footers: { default: new Footer({ children: [edge('{{footer}}'), pageOf()] }) },
          children: [new Paragraph('{{register}}')],
        },
      ],
    }),
  )
