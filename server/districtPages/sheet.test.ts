import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { figureOf, keyIndicators, sheetText } from './rules.ts'
import type { Change, DistrictCall, DistrictPromise, Sheet } from './schema.ts'
import { writeSheetPdf } from './sheetPdf.ts'

const long = 'Laboratorio di quartiere delle arti meccaniche e della stampa tipografica '.repeat(6).trim()
const many = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, at) => make(at))
const square = (west: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 45.4],
      [west + 0.1, 45.4],
      [west + 0.1, 45.5],
      [west, 45.5],
      [west, 45.4],
    ],
  ],
})

const change = (at: number, name: string): Change => ({
  id: `space-${at}`,
  kind: 'spaceMoved',
  on: '2026-11-08',
  subject: name,
  subjectEn: null,
  status: 'inCall',
  before: 'available',
  place: name,
  office: null,
  count: null,
  href: '/',
})
const promise = (at: number, name: string): DistrictPromise => ({
  id: `p-${at}`,
  kind: 'milestone',
  title: name,
  titleEn: null,
  who: name,
  dueOn: '2020-01-01',
  state: 'late',
  doneOn: null,
  days: 2500,
  source: name,
  href: '/',
})
const call = (at: number, name: string): DistrictCall => ({
  code: `B-${at}`,
  title: name,
  titleEn: null,
  phase: 'open',
  standing: false,
  opensAt: '2026-11-01T08:00:00.000Z',
  closesAt: '2026-12-20T11:00:00.000Z',
  office: name,
  lotsHere: 1,
  lots: 2,
  areaMinM2: null,
  areaMaxM2: null,
})

const texts = (name: string) => ({ it: name, en: name })
const figures = (name: string): Sheet['figures'] => {
  const value = (number: number) => ({ value: number, state: 'known' as const, count: 3 })
  const values = (number: number) => Object.fromEntries(keyIndicators.map((id) => [id, value(number)]))
  const coverage = {
    indicators: keyIndicators.map((id) => ({
      id,
      unit: 'm2per1000',
      title: texts(name),
      definition: texts(name),
      source: texts(`${name} ${id}`),
    })),
    areas: [
      { kind: 'city', code: 'city', name: 'Città', values: values(20) },
      ...many(9, (at) => ({
        kind: 'district',
        code: String(at + 1),
        name: `Municipio ${at + 1}`,
        values: values(at),
      })),
    ],
  } as unknown as Parameters<typeof figureOf>[0]
  return keyIndicators.flatMap((id) => figureOf(coverage, '9', id) ?? [])
}

const sheetOf = (name: string, count: number): Sheet =>
  ({
    page: {
      district: {
        number: '9',
        name,
        official: false,
        residents: {
          value: 187303,
          unit: 'residents',
          source: name,
          date: '2025',
          definition: '',
          definitionEn: '',
        },
        areaKm2: 21,
        neighbourhoods: { inside: 12, partly: 3, codes: [] },
      },
      numbers: ['9'],
      date: '2026-11-29',
      period: { from: '2026-10-30', until: '2026-11-29' },
      spaces: { total: 87, byStatus: [{ value: 'inCall', count: 15 }], unchecked: 25 },
      changes: many(count, (at) => change(at, name)),
      calls: many(count, (at) => call(at, name)),
      requests: {
        total: { value: 12, suppressed: false },
        groups: [{ group: 'ongoing', value: null, suppressed: true }],
        definition: '',
        definitionEn: '',
        source: name,
        date: '2026-11-29',
      },
      promises: many(count, (at) => promise(at, name)),
      observations: many(count, (at) => ({
        code: `P-${at}`,
        title: name,
        titleEn: null,
        publishedOn: '2026-08-25',
        total: 4,
        outcomes: [],
      })),
      places: {
        unknownLabs: 0,
        labs: many(count, (at): [number, number] => [9.1 + at / 1000, 45.45]),
        spaces: many(count, (at) => ({ status: 'available' as const, point: [9.15, 45.4 + at / 1000] })),
      },
      demo: true,
    },
    run: { id: null, computedAt: '', date: '2026-11-29', dataVersion: 'eca566a5f350da75', method: '1' },
    travel: { mode: 'straight', speedMPerMin: 80, detour: 1.3, bands: [15], note: texts(name) },
    figures: figures(name),
    map: { outline: square(9.1), neighbourhoods: [square(9.05), square(9.15)] },
    link: 'https://spazi.example/districts/9/sheet?from=2026-10-30&until=2026-11-29',
  }) as Sheet

async function opened(sheet: Sheet) {
  const bytes = await writeSheetPdf(sheet, 'it', 'Comune di Prova')
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const page = await pdf.getPage(1)
  const { items } = await page.getTextContent()
  const text = items.map((item) => ('str' in item ? item.str : '')).join(' ')
  return { bytes, pdf, page, text: text.replace(/\s+/g, ' ') }
}

test.each([
  ['nothing to tell', 'Municipio 9', 0],
  ['a usual month', 'via Prova 1', 6],
  ['long names and hundreds of rows', long, 300],
  ['one word without a blank', 'x'.repeat(2000), 40],
])('with %s the sheet is exactly one page', async (_, name, count) => {
  const { pdf, page } = await opened(sheetOf(name, count))
  expect(pdf.numPages).toBe(1)
  expect(page.view.slice(2).map(Math.round)).toEqual([595, 842])
})

test('a call opens on the day of the clocks of Italy', () => {
  const { page, ...sheet } = sheetOf('Municipio 9', 1)
  const announced = { ...call(1, 'Bando'), phase: 'upcoming' as const, opensAt: '2026-11-30T23:00:00.000Z' }
  const told = sheetText({ ...sheet, page: { ...page, calls: [announced] } }, 'it')
  expect(told.calls[0]?.note).toContain('si apre il 01/12/2026')
})

describe('the sheet of a usual month', () => {
  const sheet = sheetOf('Municipio 9', 6)
  let read: Awaited<ReturnType<typeof opened>>
  beforeAll(async () => {
    read = await opened(sheet)
  })

  test('says every number that the page says, in the same words', () => {
    const told = sheetText(sheet, 'it')
    for (const { value, rank } of told.figures) {
      expect(read.text).toContain(value)
      expect(read.text).toContain(rank)
    }
    for (const words of [told.requests, told.period, told.promises.counts, told.calls[0]?.note, told.link])
      expect(read.text.replaceAll(' ', '')).toContain(words?.replaceAll(' ', ''))
    expect(read.text).toContain('in corso n.d.; quelle')
    expect(read.text).toContain('DIMOSTRAZIONE')
    expect(read.text).toContain('dati eca566a5f350')
  })

  test('is tagged, says its language and title, and tells the map in words', async () => {
    const tree = JSON.stringify(await read.page.getStructTree())
    for (const role of ['H1', 'H2', 'P', 'L', 'LI', 'Table', 'TH', 'TD', 'Figure'])
      expect(tree).toContain(`"role":"${role}"`)
    expect(tree).toContain('Mappa del Municipio 9')
    const { info } = (await read.pdf.getMetadata()) as unknown as {
      info: { Title: string; Language: string }
    }
    expect(info).toMatchObject({ Title: 'Foglio del Municipio 9', Language: 'it-IT' })
  })

  test('is the same bytes for the same figures', async () => {
    expect((await writeSheetPdf(sheet, 'it', 'Comune di Prova')).equals(read.bytes)).toBe(true)
  })
})
