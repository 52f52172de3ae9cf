import { readPdf } from '../documents/pdfText.ts'
import { readParts } from '../editions/docxFrame.ts'
import type { EditionInput, PrintedPoint } from '../editions/input.ts'

/** A point as it is printed, in which nothing is missing. */
export const printedPoint = (changes: Partial<PrintedPoint> = {}): PrintedPoint => ({
  reference: 'O-2026-000001/1',
  kind: 'observation',
  receivedOn: '2026-03-02',
  late: false,
  themes: ['Servizi › Verde'],
  topThemes: ['Servizi'],
  provision: 'PdS art. 11 c. 3',
  chapter: 'PdS art. 11 – Servizi privati',
  district: '3',
  neighbourhood: 'Lambrate',
  synthesis: 'Chiede più verde.',
  text: 'Si chiede che il cortile resti un giardino.',
  outcome: 'partlyAccepted',
  stage: 'council',
  act: 'DCC 12/2026',
  decidedOn: '2026-10-05',
  reply: 'Il giardino resta per la parte già alberata.',
  replyRevised: false,
  groupSize: null,
  submitter: null,
  submitterKind: null,
  onBehalfOf: null,
  protocol: null,
  vote: null,
  ...changes,
})

export const editionInput = (changes: Partial<EditionInput> = {}): EditionInput => ({
  edition: 'public',
  format: 'pdf',
  sorting: 'theme',
  plan: { code: 'PGT-2030', title: 'Piano di prova', approvedAct: 'DCC 12/2026', approvedOn: '2026-10-05' },
  settings: {
    issuer: 'Comune di Prova',
    title: { public: 'Registro delle controdeduzioni', council: 'Registro per il Consiglio' },
    introduction: ['Risposte a {plan}.'],
    footer: 'Ufficio Piano',
    template: null,
  },
  madeOn: '2026-11-29',
  copyFor: null,
  demo: false,
  ...changes,
})

/**
 * Everything that can be read in a PDF: its pages, and its bytes for bookmarks and properties, which stand there in
 * letters of one or two bytes.
 */
async function wordsOfPdf(bytes: Buffer): Promise<string> {
  const pages = (await readPdf(bytes)).map((page) => page.join('').replaceAll('\n', ' '))
  const raw = bytes.toString('latin1')
  return [...pages, raw, raw.replaceAll('\0', '')].join('\n')
}

/** Everything that can be read in a file of a register, its properties and the names of its parts too. */
export async function wordsOf(bytes: Buffer, format: EditionInput['format']): Promise<string> {
  if (format === 'pdf') return wordsOfPdf(bytes)
  const parts = await readParts(bytes)
  return [...parts].map(([name, content]) => `${name}\n${content.toString('utf8')}`).join('\n')
}
