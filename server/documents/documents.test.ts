import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import type { PaperDocument } from './blocks.ts'
import { writeDocx } from './docx.ts'
import { writePdf } from './pdf.ts'

const paper: PaperDocument = {
  title: 'Verbale n. 1 della commissione',
  language: 'it',
  issuer: 'Comune di Prova',
  demo: true,
  footer: 'Impronta SHA-256: 0123456789abcdef',
  blocks: [
    { heading: 'Chi c’era', level: 2 },
    { items: ['Anna Bianchi, presidente', 'Bruno Verdi'] },
    {
      facts: [
        ['Lotto', '1. Officina di via Prova, 120 m²'],
        ['Canone', '1.427,50 €'],
      ],
    },
    { text: 'Si aprono le buste.\nSono le 10:30.' },
    {
      table: {
        caption: 'Punteggi del lotto 1',
        header: ['Domanda', 'Punti'],
        rows: Array.from({ length: 80 }, (_, index) => [`R-2026-${index}`, '81,50']),
        figures: [1],
      },
    },
  ],
}

interface Node {
  role?: string
  children?: Node[]
}
const rolesIn = ({ role, children = [] }: Node): string[] => [
  ...(role ? [role] : []),
  ...children.flatMap(rolesIn),
]

describe('as a PDF', async () => {
  const bytes = await writePdf(paper)
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)))
  const text = async (index: number) => {
    const { items } = await (pages[index] as (typeof pages)[number]).getTextContent()
    return items.map((item) => ('str' in item ? item.str : '')).join(' ')
  }

  test('it holds every word, on as many pages as it takes', async () => {
    const all = (await Promise.all(pages.map((_, index) => text(index)))).join(' ')
    for (const word of ['Anna Bianchi', '120 m²', '1.427,50 €', 'Si aprono le buste.', 'R-2026-79'])
      expect(all).toContain(word)
    expect(pages.length).toBeGreaterThan(1)
  })

  test('what comes first stands on the first page, the last row on the last', async () => {
    expect(await text(0)).toContain('R-2026-0 ')
    expect(await text(0)).not.toContain('R-2026-79')
    expect(await text(pages.length - 1)).toContain('R-2026-79')
    expect(await text(pages.length - 1)).not.toContain('Anna Bianchi')
  })

  test('every page says who issues it, that it is a demonstration, and its number', async () => {
    for (const [index] of pages.entries()) {
      const words = await text(index)
      expect(words).toContain('Comune di Prova · DIMOSTRAZIONE')
      expect(words).toContain(`${index + 1} di ${pages.length}`)
      expect(words).toContain('Impronta SHA-256')
    }
  })

  test('it is tagged, says its language and title, and embeds its fonts', async () => {
    const tree = await Promise.all(pages.map((page) => page.getStructTree()))
    const roles = tree.flatMap((one) => rolesIn(one as Node))
    for (const role of ['H1', 'H2', 'L', 'LI', 'Table', 'TR', 'TH', 'TD', 'Caption', 'P'])
      expect(roles).toContain(role)
    const { info, metadata } = (await pdf.getMetadata()) as unknown as {
      info: { Title: string; Language: string }
      metadata: { getRaw(): string }
    }
    expect(info).toMatchObject({ Title: paper.title, Language: 'it-IT' })
    expect(metadata.getRaw()).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(bytes.toString('latin1')).toContain('/FontFile')
  })
})

/** The text of one file in a ZIP. */
function readZipped(bytes: Buffer, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('entry', (entry) => {
        if (entry.fileName !== name) return zip.readEntry()
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed)
          const chunks: Buffer[] = []
          stream.on('data', (chunk) => chunks.push(chunk))
          stream.on('end', () => resolve(Buffer.concat(chunks).toString()))
        })
      })
      zip.on('end', () => reject(new Error(`no ${name}`)))
      zip.readEntry()
    })
  })
}

test('as a Word file it has headings, a table with a header row, and the same words', async () => {
  const xml = await readZipped(await writeDocx(paper), 'word/document.xml')
  for (const word of ['Anna Bianchi', '120 m²', '1.427,50 €', 'R-2026-79', 'Heading2', 'w:tblHeader'])
    expect(xml).toContain(word)
})

test('words that somebody typed break neither a Word file nor a PDF, whatever is in them', async () => {
  const words = 'una\u0001 nota\u000b\ufffe \ud800 <w:p>&amp;]]> "=1+1"'
  const blocks: PaperDocument['blocks'] = [
    { text: words },
    { items: [words] },
    { facts: [[words, words]] },
    { table: { caption: words, header: [words], rows: [[words]] } },
  ]
  const typed = { ...paper, title: words, issuer: words, footer: words, blocks }
  const bytes = await writeDocx(typed)
  for (const name of ['word/document.xml', 'word/header1.xml', 'word/footer1.xml', 'docProps/core.xml']) {
    const xml = await readZipped(bytes, name)
    expect(xml, name).not.toMatch(notInXml)
    expect(xml, name).toContain('&lt;w:p&gt;&amp;amp;]]')
  }
  expect(
    (await getDocument({ data: new Uint8Array(await writePdf(typed)), verbosity: 0 }).promise).numPages,
  ).toBe(1)
})

/** Characters that XML 1.0 has no place for. */
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
