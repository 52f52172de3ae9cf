import type { Writable } from 'node:stream'
import { demoMark } from '../documents/blocks.ts'
import { type Frame, openFrame } from './docxFrame.ts'
import type { FigureTable, Part, Register } from './parts.ts'
import { plainFrame } from './plainFrame.ts'
import { xmlText } from './xml.ts'
import { writeZip } from './zip.ts'

interface Look {
  bold?: boolean
  /** In half points. */
  size?: number
  color?: string
}

const runStyle = ({ bold, size, color }: Look) =>
  `<w:rPr>${bold ? '<w:b/>' : ''}${color ? `<w:color w:val="${color}"/>` : ''}${size ? `<w:sz w:val="${size}"/>` : ''}</w:rPr>`

const run = (text: string, look: Look = {}) =>
  text
    .split(/\r\n?|\n/)
    .map(
      (line, at) =>
        `<w:r>${runStyle(look)}${at > 0 ? '<w:br/>' : ''}<w:t xml:space="preserve">${xmlText(line)}</w:t></w:r>`,
    )
    .join('')

const paragraph = (runs: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>\n`
const heading = (text: string, style: string) => paragraph(run(text), `<w:pStyle w:val="${xmlText(style)}"/>`)
const faint: Look = { size: 18, color: '5A6772' }

const cell = (text: string, right: boolean, look: Look) =>
  `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${paragraph(run(text, look), right ? '<w:jc w:val="right"/>' : '').trimEnd()}</w:tc>`

const tableRow = (cells: readonly string[], isHeader: boolean) =>
  `<w:tr><w:trPr><w:cantSplit/>${isHeader ? '<w:tblHeader/>' : ''}</w:trPr>${cells
    .map((text, column) => cell(text, column > 0, { size: 18, bold: isHeader }))
    .join('')}</w:tr>`

const line = (side: string) => `<w:${side} w:val="single" w:sz="4" w:color="A7B1BB"/>`

function table({ caption, header, rows }: FigureTable): string {
  const borders = `<w:tblBorders>${['top', 'bottom', 'insideH'].map(line).join('')}</w:tblBorders>`
  const grid = header.map((_, column) => `<w:gridCol w:w="${column === 0 ? 4200 : 1000}"/>`).join('')
  return `${paragraph(run(caption, { bold: true }), '<w:keepNext/><w:spacing w:before="240"/>')}<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>${borders}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>${tableRow(
    header,
    true,
  )}${rows.map((cells) => tableRow(cells, false)).join('')}</w:tbl>\n`
}

const spaceAfter = (twips: number) => `<w:spacing w:after="${twips}"/>`
const pageBreak = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>\n'

function coverXml({ cover, demo }: Register, { headings }: Frame): string {
  return [
    heading(cover.title, headings[1]),
    paragraph(run(cover.subtitle, { bold: true, size: 26 }), spaceAfter(240)),
    ...(demo ? [paragraph(run(demoMark, { bold: true }))] : []),
    ...cover.paragraphs.map((text) => paragraph(run(text), spaceAfter(120))),
    ...cover.facts.map(([term, value]) => paragraph(run(`${term}: `, { bold: true }) + run(value))),
    ...cover.tables.map(table),
    ...cover.notes.map((text) => paragraph(run(text, faint), '<w:spacing w:before="120"/>')),
    pageBreak,
  ].join('')
}

function partXml(part: Part, { headings }: Frame): string {
  if ('section' in part) return heading(part.section, headings[2])
  return [
    heading(part.heading, headings[3]),
    paragraph(run(part.facts.join(' · '), faint), '<w:keepNext/>'),
    ...part.passages.flatMap(({ label, text }) => [
      paragraph(run(label, { ...faint, bold: true }), '<w:keepNext/>'),
      paragraph(run(text), spaceAfter(100)),
    ]),
  ].join('')
}

async function* documentXml(register: Register, frame: Frame): AsyncGenerator<string> {
  yield frame.before
  yield coverXml(register, frame)
  for await (const part of register.parts) yield partXml(part, frame)
  yield frame.after
}

/**
 * Writes a register as a Word file with real headings and tables, into the city's template or a plain one.
 * @throws {TemplateError} where the template cannot be filled
 */
export async function writeDocx(register: Register, template: Buffer | null, to: Writable): Promise<void> {
  const { cover, issuer, footer, madeOn, watermark, demo } = register
  const values = {
    title: `${cover.title}. ${cover.subtitle}`,
    plan: cover.subtitle,
    issuer: demo ? `${issuer} · ${demoMark}` : issuer,
    footer,
    madeOn,
  }
  const frame = await openFrame(template ?? (await plainFrame()), values, watermark)
  await writeZip([...frame.parts, { name: 'word/document.xml', content: documentXml(register, frame) }], to)
}
