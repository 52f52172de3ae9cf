import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Document, Header, Packer, Paragraph, TextRun } from 'docx'
import ExcelJS from 'exceljs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { editionInput, printedPoint, wordsOf } from '../testing/editions.ts'
import { readParts } from './docxFrame.ts'
import type { EditionInput, PrintedPoint } from './input.ts'
import { writeApart } from './process.ts'
import { readCityEditions } from './settings.ts'
import { formats } from './words.ts'
import { writeEdition } from './writing.ts'

const held = { folder: '' }
beforeAll(async () => {
  held.folder = await mkdtemp(join(tmpdir(), 'spazi-editions-'))
})
afterAll(() => rm(held.folder, { recursive: true, force: true }))

const taskOf = async (
  input: EditionInput,
  points: readonly PrintedPoint[],
  template: string | null = null,
) => {
  const path = join(held.folder, 'points')
  await writeFile(path, points.map((point) => `${JSON.stringify(point)}\n`).join(''))
  return { input, points: path, template, to: join(held.folder, `made.${input.format}`) }
}

async function made(input: EditionInput, points: readonly PrintedPoint[], template: string | null = null) {
  const task = await taskOf(input, points, template)
  await writeEdition(task)
  return readFile(task.to)
}

const many = Array.from({ length: 60 }, (_, index) =>
  printedPoint({
    reference: `O-2026-${String(1 + Math.floor(index / 2)).padStart(6, '0')}/${1 + (index % 2)}`,
    themes: [index < 30 ? 'Servizi › Verde' : 'Manifattura'],
    topThemes: [index < 30 ? 'Servizi' : 'Manifattura'],
    outcome: index % 3 === 0 ? 'accepted' : 'rejected',
    district: index % 2 ? '3' : null,
    text: `Richiesta ${index}. ${'Si chiede più spazio per chi lavora. '.repeat(20)}`,
  }),
)

describe.each(formats)('as %s', (format) => {
  test('the same points give the same bytes, in another process too, and another day other ones', async () => {
    const input = editionInput({ format })
    const first = await made(input, many)
    expect((await made(input, many)).equals(first)).toBe(true)
    const task = await taskOf(input, many)
    await writeApart(task, () => {}, new AbortController().signal)
    expect((await readFile(task.to)).equals(first)).toBe(true)
    expect((await made(editionInput({ format, madeOn: '2026-11-30' }), many)).equals(first)).toBe(false)
  })

  test('it holds every point and its properties name nobody but the issuer', async () => {
    const bytes = await made(editionInput({ format }), many)
    const words = await wordsOf(bytes, format)
    for (const { reference } of many) expect(words).toContain(reference)
    for (const word of ['Richiesta 59', 'Comune di Prova', 'Piano di prova', '5 ottobre 2026']) {
      if (format === 'xlsx' && word.startsWith('5')) continue
      expect(words).toContain(word)
    }
    expect(words).not.toContain(held.folder)
    expect(words).not.toMatch(/lastModifiedBy|<Application>|<Company>|Un-named/)
  })

  test('words that somebody typed break nothing, whatever is in them', async () => {
    const text = 'una\u0001 nota\u000b\ufffe \ud800 <w:p>&amp;]]> "=1+1" _x0041_ {{register}} \u202e\t\nfine'
    const bytes = await made(editionInput({ format }), [printedPoint({ text, synthesis: text, reply: text })])
    const words = await wordsOf(bytes, format)
    expect(words).toContain('fine')
    if (format === 'pdf') expect(words).toContain('<w:p>&amp;]]>')
    else expect(words).toContain('&lt;w:p&gt;&amp;amp;]]&gt;')
  })

  test('an edition without a point is a cover', async () => {
    expect(await wordsOf(await made(editionInput({ format }), []), format)).toContain('Piano di prova')
  })

  test('a copy for the Council bears the name of its reader', async () => {
    const input = editionInput({
      format,
      edition: 'council',
      copyFor: 'Silvio Riva, 29 novembre 2026 alle 13:00',
    })
    expect(await wordsOf(await made(input, many), format)).toContain(
      'Copia per Silvio Riva, 29 novembre 2026',
    )
  })
})

interface Node {
  role?: string
  children?: Node[]
}
const rolesIn = ({ role, children = [] }: Node): string[] => [
  ...(role ? [role] : []),
  ...children.flatMap(rolesIn),
]

test('a PDF is tagged, has a bookmark for each section and each point, and numbers its pages', async () => {
  const bytes = await made(editionInput({ demo: true }), many)
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const outline = await pdf.getOutline()
  expect(outline.map(({ title, items }) => [title, items.length])).toEqual([
    ['Servizi › Verde', 30],
    ['Manifattura', 30],
  ])
  const roles = new Set<string>()
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    for (const role of rolesIn((await page.getStructTree()) as Node)) roles.add(role)
    const { items } = await page.getTextContent()
    const words = items.map((item) => ('str' in item ? item.str : '')).join(' ')
    expect(words).toContain(`Pagina ${number}`)
    expect(words).toContain(`di ${pdf.numPages}`)
    expect(words).toContain('Comune di Prova · DIMOSTRAZIONE')
  }
  for (const role of ['H1', 'H2', 'H3', 'P', 'Table', 'TR', 'TH', 'TD', 'Caption'])
    expect(roles).toContain(role)
  const { metadata } = await pdf.getMetadata()
  expect(metadata?.getRaw()).toContain('<pdfuaid:part>1</pdfuaid:part>')
})

test('regression 20: the totals of the cover are those of the rows of the same workbook', async () => {
  const book = new ExcelJS.Workbook()
  const bytes = await made(editionInput({ format: 'xlsx' }), many)
  await book.xlsx.load(bytes as unknown as ArrayBuffer)
  const [cover, rows] = book.worksheets
  const outcomes: string[] = []
  rows?.eachRow((row, number) => {
    if (number > 1) outcomes.push(String(row.getCell(13).value))
  })
  expect(outcomes).toHaveLength(60)
  const figures = new Map<string, unknown>()
  cover?.eachRow((row) => figures.set(String(row.getCell(1).value), row.getCell(2).value))
  expect(figures.get('Accolto')).toBe(outcomes.filter((outcome) => outcome === 'Accolto').length)
  expect(figures.get('Totale')).toBe(60)
  expect([figures.get('Servizi'), figures.get('Manifattura')]).toEqual([30, 30])
  expect([figures.get('Municipio 3'), figures.get('Senza un luogo indicato')]).toEqual([30, 30])
})

test('a text that begins as a formula stays a text, and one too long for a cell says that it was cut', async () => {
  const book = new ExcelJS.Workbook()
  const point = printedPoint({ synthesis: '=1+1', text: 'a'.repeat(40_000) })
  await book.xlsx.load((await made(editionInput({ format: 'xlsx' }), [point])) as unknown as ArrayBuffer)
  const row = book.worksheets[1]?.getRow(2)
  expect(row?.getCell(11).value).toBe('=1+1')
  expect(String(row?.getCell(12).value)).toHaveLength(32_767)
  expect(String(row?.getCell(12).value).endsWith('[…]')).toBe(true)
})

test('what is being revised keeps its number, provision and outcome, and says so in place of its words', async () => {
  const revised = printedPoint({ text: null, synthesis: null, reply: null, replyRevised: true })
  const words = await wordsOf(await made(editionInput({ format: 'docx' }), [revised]), 'docx')
  for (const word of ['O-2026-000001/1', 'PdS art. 11 c. 3', 'Parzialmente accolto'])
    expect(words).toContain(word)
  expect(words.match(/In corso di revisione/g)).toHaveLength(2)
})

/** A Word file of a city, as Word writes it: names cut into runs, headings with Italian ids, an author. */
async function template(withHeader = true): Promise<Buffer> {
  const run = (text: string) => new TextRun({ text })
  return Packer.toBuffer(
    new Document({
      creator: 'Ugo Autore',
      lastModifiedBy: 'Ugo Autore',
      sections: [
        {
          ...(withHeader && {
            headers: { default: new Header({ children: [new Paragraph('{{issuer}}')] }) },
          }),
          children: [
            new Paragraph({ children: [run('Delibera su {{pl'), run('an}} del '), run('{{madeOn}}')] }),
            new Paragraph({ children: [run('{{regi'), run('ster}}')] }),
            new Paragraph('Firmato dal dirigente'),
          ],
        },
      ],
    }),
  )
}

describe('the template of a city', () => {
  const fill = async (bytes: Buffer, changes: Partial<EditionInput> = {}) => {
    const path = join(held.folder, 'template.docx')
    await writeFile(path, bytes)
    return made(editionInput({ format: 'docx', ...changes }), many, path)
  }

  test('is filled where Word has cut its names into runs, and keeps what stands around', async () => {
    const parts = await readParts(await fill(await template()))
    const document = String(parts.get('word/document.xml'))
    const words = document.replace(/<[^>]+>/g, '')
    expect(words).toContain('Delibera su Piano di prova del 2026-11-29')
    expect(words.indexOf('Registro delle controdeduzioni')).toBeLessThan(words.indexOf('O-2026-000030/2'))
    expect(words.indexOf('O-2026-000030/2')).toBeLessThan(words.indexOf('Firmato dal dirigente'))
    expect(words).not.toContain('{{')
  })

  test('leaves behind who wrote it', async () => {
    expect(await wordsOf(await fill(await template()), 'docx')).not.toContain('Ugo Autore')
  })

  test('is refused without a place for the register, and for the Council without a header', async () => {
    const empty = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('Niente')] }] }))
    await expect(fill(empty)).rejects.toThrow('no paragraph with {{register}}')
    const council = { edition: 'council', copyFor: 'Silvio Riva' } as const
    await expect(fill(await template(false), council)).rejects.toThrow('no header')
  })
})

test('Milan has words of its own, and a city without any has plain ones', () => {
  expect(readCityEditions({ id: 'milano', header: { owner: { it: '' } } }).settings.issuer).toBe(
    'Comune di Milano',
  )
  const other = readCityEditions({ id: 'nowhere', header: { owner: { it: 'Comune di Altrove' } } })
  expect(other.settings.issuer).toBe('Comune di Altrove')
})
