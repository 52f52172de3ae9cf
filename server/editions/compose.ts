import { dayInWords } from '../documents/dates.ts'
import { type Figures, figure, figureTables } from './figures.ts'
import type { EditionInput, PrintedPoint } from './input.ts'
import type { Cover, Part, Register } from './parts.ts'
import { beingRevised, replyText, voteText } from './passages.ts'
import { kindWords, outcomeWords, type Sorting, sortingWords, stageWords, submitterWords } from './words.ts'

/** How many submissions stand under one heading in the order by number. */
const runLength = 100

const noTheme = 'Senza tema'

/** Says under which heading each point stands, point by point in their order. */
function headings(sorting: Sorting): (point: PrintedPoint) => string {
  if (sorting === 'theme') return ({ themes }) => themes[0] ?? noTheme
  if (sorting === 'article') return ({ chapter }) => chapter
  let last = ''
  let seen = -1
  let heading = ''
  return ({ reference }) => {
    const number = reference.slice(0, reference.lastIndexOf('/'))
    if (number !== last) {
      last = number
      seen += 1
      if (seen % runLength === 0) heading = `Dal numero ${number}`
    }
    return heading
  }
}

const day = (date: string) => dayInWords(date, 'it')

function factsOf(point: PrintedPoint): string[] {
  const { kind, receivedOn, late, protocol, submitter, submitterKind, onBehalfOf } = point
  const { provision, district, neighbourhood, themes, groupSize } = point
  const role = submitterKind && submitterWords[submitterKind]
  return [
    `${kindWords[kind] ?? kind} ricevuta il ${day(receivedOn)}${late ? ' (fuori termine)' : ''}`,
    ...(protocol ? [`protocollo ${protocol}`] : []),
    ...(submitter ? [`di ${submitter}${role ? ` (${role})` : ''}`] : []),
    ...(onBehalfOf ? [`per conto di ${onBehalfOf}`] : []),
    ...(provision ? [provision] : []),
    ...(district ? [`Municipio ${district}${neighbourhood ? `, ${neighbourhood}` : ''}`] : []),
    ...(themes.length > 0 ? [`temi: ${themes.join('; ')}`] : []),
    ...(groupSize ? [`in un gruppo di ${figure(groupSize)} punti`] : []),
  ]
}

function passagesOf(point: PrintedPoint): { label: string; text: string }[] {
  const { synthesis, text, stage, act, decidedOn, outcome } = point
  const decided = [
    ...(stage ? [stageWords[stage] ?? stage] : []),
    ...(act ? [`atto ${act}`] : []),
    ...(decidedOn ? [day(decidedOn)] : []),
  ]
  const reply = replyText(point)
  const vote = voteText(point)
  return [
    ...(synthesis !== null || text === null ? [{ label: 'Sintesi', text: synthesis ?? beingRevised }] : []),
    ...(text ? [{ label: 'Testo', text }] : []),
    ...(outcome && (reply || decided.length > 0)
      ? [
          {
            label: ['Controdeduzione', ...decided].join(' · '),
            text: reply ?? `${outcomeWords[outcome]}.`,
          },
        ]
      : []),
    ...(vote ? [{ label: 'Voto', text: vote }] : []),
  ]
}

/** The parts of a register: a heading where the order begins another one, and each point. */
async function* partsOf(sorting: Sorting, points: AsyncIterable<PrintedPoint>): AsyncGenerator<Part> {
  const headingOf = headings(sorting)
  let last: string | null = null
  for await (const point of points) {
    const section = headingOf(point)
    if (section !== last) yield { section }
    last = section
    const outcome = point.outcome ? outcomeWords[point.outcome] : 'Senza decisione'
    yield {
      heading: `${point.reference} · ${outcome}`,
      bookmark: point.reference,
      facts: factsOf(point),
      passages: passagesOf(point),
    }
  }
}

const filled = (text: string, { plan }: EditionInput) =>
  text.replaceAll('{plan}', plan.title).replaceAll('{act}', plan.approvedAct ?? '…')

function coverOf(input: EditionInput, figures: Figures): Cover {
  const { edition, sorting, plan, settings, madeOn } = input
  return {
    title: settings.title[edition],
    subtitle: plan.title,
    paragraphs: settings.introduction.map((text) => filled(text, input)),
    facts: [
      ['Piano', plan.code],
      ...(plan.approvedAct ? [['Atto di approvazione', plan.approvedAct] as [string, string]] : []),
      ...(plan.approvedOn ? [['Approvato il', day(plan.approvedOn)] as [string, string]] : []),
      ['Osservazioni e pareri', figure(figures.submissions)],
      ['Punti', figure(figures.points)],
      ['Ordine', sortingWords[sorting]],
      ['Fatto il', day(madeOn)],
    ],
    tables: figureTables(figures),
    notes: [
      'Un punto con più temi è contato in ciascuno; sta sotto il primo.',
      ...(edition === 'public'
        ? [
            'Le parole coperte sono segnate con [omissis]. Le persone fisiche non sono nominate; il luogo è contato dove è pubblico.',
          ]
        : [
            'Contiene dati personali: è riservato ai consiglieri e non va diffuso (TUEL art. 43; GDPR art. 5).',
          ]),
    ],
  }
}

/** A register to be written. */
export function registerOf(
  input: EditionInput,
  figures: Figures,
  points: AsyncIterable<PrintedPoint>,
): Register {
  const { settings, demo, copyFor, madeOn, sorting } = input
  return {
    cover: coverOf(input, figures),
    issuer: settings.issuer,
    footer: settings.footer,
    demo,
    watermark: copyFor && `Copia per ${copyFor}`,
    madeOn,
    parts: partsOf(sorting, points),
  }
}
