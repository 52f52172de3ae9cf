import yauzl from 'yauzl'
import { coreProperties, xmlText } from './xml.ts'
import type { ZipPart } from './zip.ts'

/** A template that cannot be filled; its message says why. */
class TemplateError extends Error {
  override name = 'TemplateError'
}

/** Parts of a Word file that tell of who wrote the template, with what and where; none is needed to open it. */
const telling = /^(docProps\/|customXml\/|word\/(people|comments\w*|settings)\.xml)/

/** The parts of a Word file, by name. */
export function readParts(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      const parts = new Map<string, Buffer>()
      zip.on('error', reject)
      zip.on('end', () => resolve(parts))
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed)
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('error', reject)
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks))
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })
}

const paragraphs = /<w:p[ >](?:(?!<w:p[ >]).)*?<\/w:p>/gs
const texts = /(<w:t(?: [^>]*)?>)([^<]*)(<\/w:t>)/g

const wordsOf = (paragraph: string) => [...paragraph.matchAll(texts)].map(([, , text]) => text).join('')

/**
 * Puts values in the place of `{{names}}`. Word cuts a paragraph into runs where it likes, in the middle of a name too:
 * so the words of a paragraph that holds one are put together into its first run.
 */
function fillNames(xml: string, values: Record<string, string>): string {
  return xml.replace(paragraphs, (paragraph) => {
    const words = wordsOf(paragraph)
    const filled = words.replace(/\{\{(\w+)\}\}/g, (whole, name) => {
      const value = values[name]
      return value === undefined ? whole : xmlText(value)
    })
    if (filled === words) return paragraph
    let first = true
    return paragraph.replace(texts, (_, open: string, __, close: string) => {
      const text = first ? filled : ''
      first = false
      return `${open.replace('>', open.includes('xml:space') ? '>' : ' xml:space="preserve">')}${text}${close}`
    })
  })
}

/**
 * What stands before and after the paragraph that holds this name alone.
 * @throws {TemplateError} where no paragraph does
 */
function cutAt(xml: string, name: string): [before: string, after: string] {
  for (const { 0: paragraph, index } of xml.matchAll(paragraphs)) {
    if (wordsOf(paragraph).trim() === `{{${name}}}`) {
      return [xml.slice(0, index), xml.slice(index + paragraph.length)]
    }
  }
  throw new TemplateError(`the template has no paragraph with {{${name}}} alone`)
}

/** Which styles of the template are its headings: they have other ids in each language of Word. */
function headingStyles(styles: string): Record<1 | 2 | 3, string> {
  const idOf = (level: number) => {
    const name = new RegExp(
      `<w:style [^>]*w:styleId="([^"]+)"[^>]*>\\s*<w:name w:val="heading ${level}"`,
      'i',
    )
    return styles.match(name)?.[1] ?? `Heading${level}`
  }
  return { 1: idOf(1), 2: idOf(2), 3: idOf(3) }
}

/** Letters across the page, drawn by the header behind the text of each page. */
const watermark = (text: string, id: number) =>
  `<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="Watermark${id}" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:560pt;height:40pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d9b8b8" stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:Calibri;font-size:1pt" string="${xmlText(
    text,
  )}"/></v:shape></w:pict></w:r></w:p>`

const isEdge = (name: string) => /^word\/(header|footer)\d*\.xml$/.test(name)

function edge(
  name: string,
  xml: string,
  values: Record<string, string>,
  mark: string | null,
  at: number,
): string {
  const filled = fillNames(xml, values)
  return mark && name.startsWith('word/header')
    ? filled.replace('</w:hdr>', `${watermark(mark, at)}</w:hdr>`)
    : filled
}

/** Leaves out of a list of parts, or of relations, those that were dropped. */
const withoutDropped = (xml: string) =>
  xml
    .replace(/<Override [^>]*PartName="\/([^"]+)"[^>]*\/>/g, (whole, part) =>
      telling.test(part) ? '' : whole,
    )
    .replace(/<Relationship [^>]*Target="\/?([^"]+)"[^>]*\/>/g, (whole, target) =>
      telling.test(target) || telling.test(`word/${target}`) || /^\.\.\/customXml/.test(target) ? '' : whole,
    )

const withCore = (types: string) =>
  types.replace(
    '</Types>',
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
  )
const withCoreRelation = (relations: string) =>
  relations.replace(
    '</Relationships>',
    '<Relationship Id="coreProperties" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
  )

export interface Frame {
  before: string
  after: string
  headings: Record<1 | 2 | 3, string>
  /** All but the document itself. */
  parts: ZipPart[]
}

/**
 * A template made ready: its names filled, what tells of its author gone, a watermark behind each page.
 * @throws {TemplateError} where it has no place for the register, or no header for the watermark
 */
export async function openFrame(
  bytes: Buffer,
  values: Record<'title' | 'issuer' | 'madeOn', string> & Record<string, string>,
  mark: string | null,
): Promise<Frame> {
  const parts = await readParts(bytes)
  const read = (name: string) => parts.get(name)?.toString('utf8') ?? ''
  const names = [...parts.keys()].filter((name) => !telling.test(name) && !name.endsWith('/')).sort()
  if (mark && !names.some((name) => name.startsWith('word/header'))) {
    throw new TemplateError('the template has no header, which carries the watermark')
  }
  const [before, after] = cutAt(fillNames(read('word/document.xml'), values), 'register')
  const kept = names
    .filter((name) => name !== 'word/document.xml')
    .map((name, at): ZipPart => {
      if (isEdge(name)) return { name, content: edge(name, read(name), values, mark, at) }
      if (name === '[Content_Types].xml') return { name, content: withCore(withoutDropped(read(name))) }
      if (name === '_rels/.rels') return { name, content: withCoreRelation(withoutDropped(read(name))) }
      if (name.endsWith('.rels')) return { name, content: withoutDropped(read(name)) }
      return { name, content: parts.get(name) as Buffer }
    })
  return {
    before,
    after,
    headings: headingStyles(read('word/styles.xml')),
    parts: [...kept, { name: 'docProps/core.xml', content: coreProperties(values) }],
  }
}
