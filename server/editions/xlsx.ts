import type { Writable } from 'node:stream'
import { demoMark } from '../documents/blocks.ts'
import { columnsOf } from './columns.ts'
import type { PrintedPoint } from './input.ts'
import type { Register } from './parts.ts'
import type { Edition } from './words.ts'
import { coreProperties, xmlHead, xmlText } from './xml.ts'
import { writeZip } from './zip.ts'

/** Most characters a cell holds in Excel. */
const cellLimit = 32_767
const cut = ' […]'

/** Excel reads `_x0041_` as a letter: who typed that means those seven signs. */
const cellText = (text: string) => {
  const short = text.length > cellLimit ? text.slice(0, cellLimit - cut.length) + cut : text
  return xmlText(short).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

const bold = 1
const wrapped = 2

type Value = string | number | null

/** The letters of a column, from 0 to 25. */
const letter = (column: number) => String.fromCharCode(65 + column)

function cell(value: Value, place: string, style: number): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellText(value)}</t></is></c>`
}

/** A row of cells; a text is always a text, also where it begins as a formula does. */
const row = (values: readonly Value[], number: number, style = wrapped) =>
  `<row r="${number}">${values.map((value, column) => cell(value, letter(column) + number, style)).join('')}</row>\n`

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'

const widths = (columns: readonly number[]) =>
  `<cols>${columns.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`

/** What stands above and below each page that is printed; an ampersand steers there, so it is doubled. */
function printing({ issuer, footer, demo, watermark }: Register): string {
  const plain = (text: string) => xmlText(text.replaceAll('&', '&&').slice(0, 200))
  const head = [demo ? `${issuer} · ${demoMark}` : issuer, ...(watermark ? [watermark] : [])]
    .map(plain)
    .join(' · ')
  return `<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddHeader>&amp;C${head}</oddHeader><oddFooter>&amp;L${plain(footer)}&amp;RPagina &amp;P di &amp;N</oddFooter></headerFooter>`
}

const sheetHead = (view: string, columns: readonly number[]) =>
  `${xmlHead}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>${view}</sheetViews>${widths(columns)}<sheetData>\n`

function coverSheet(register: Register): string {
  const { cover, watermark, demo } = register
  const lines: [values: Value[], style?: number][] = [
    [[cover.title], bold],
    [[cover.subtitle], bold],
    ...(demo ? [[[demoMark], bold] as [Value[], number]] : []),
    ...(watermark ? [[[watermark], bold] as [Value[], number]] : []),
    ...cover.paragraphs.map((text): [Value[]] => [[text]]),
    ...cover.facts.map((fact): [Value[]] => [fact]),
    ...cover.tables.flatMap(({ caption, header, rows }): [Value[], number?][] => [
      [[]],
      [[caption], bold],
      [header, bold],
      ...rows.map(([name = '', ...figures]): [Value[]] => [[name, ...figures.map(asFigure)]]),
    ]),
    ...cover.notes.map((text): [Value[]] => [[text]]),
  ]
  const sheet = lines.map(([values, style], at) => row(values, at + 1, style))
  return `${sheetHead('<sheetView workbookViewId="0"/>', [70, 18, 14, 14, 14, 14])}${sheet.join('')}</sheetData>${printing(register)}</worksheet>`
}

/** A figure as it is printed, `1.234`, as a number; a share stays a text. */
const asFigure = (text: string): Value => (/^[\d.]+$/.test(text) ? Number(text.replaceAll('.', '')) : text)

async function* pointSheet(
  register: Register,
  columns: ReturnType<typeof columnsOf>,
  points: AsyncIterable<PrintedPoint>,
) {
  const frozen =
    '<sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
  yield sheetHead(
    frozen,
    columns.map(({ width }) => width),
  )
  const titles = columns.map(({ title }) => title)
  let number = 1
  yield row(titles, number, bold)
  for await (const point of points) {
    number += 1
    const values = columns.map(({ value }) => value(point))
    yield row(values, number)
  }
  yield `</sheetData><autoFilter ref="A1:${letter(columns.length - 1)}${number}"/>${printing(register)}</worksheet>`
}

const styles = `${xmlHead}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="10"/><name val="Calibri"/></font><font><b/><sz val="10"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`

const contentTypes = `${xmlHead}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const relations = `${xmlHead}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packaged}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const bookRelations = `${xmlHead}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/></Relationships>`

const book = `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView activeTab="1"/></bookViews><sheets><sheet name="Copertina" sheetId="1" r:id="rId1"/><sheet name="Controdeduzioni" sheetId="2" r:id="rId2"/></sheets></workbook>`

/** Writes a register as a workbook: a sheet with the cover and its figures, one with a row for each point. */
export async function writeXlsx(
  register: Register,
  edition: Edition,
  points: AsyncIterable<PrintedPoint>,
  to: Writable,
): Promise<void> {
  const { cover, issuer, madeOn } = register
  const title = `${cover.title}. ${cover.subtitle}`
  await writeZip(
    [
      { name: '[Content_Types].xml', content: contentTypes },
      { name: '_rels/.rels', content: relations },
      { name: 'docProps/core.xml', content: coreProperties({ title, issuer, madeOn }) },
      { name: 'xl/workbook.xml', content: book },
      { name: 'xl/_rels/workbook.xml.rels', content: bookRelations },
      { name: 'xl/styles.xml', content: styles },
      { name: 'xl/worksheets/sheet1.xml', content: coverSheet(register) },
      { name: 'xl/worksheets/sheet2.xml', content: pointSheet(register, columnsOf(edition), points) },
    ],
    to,
  )
}
