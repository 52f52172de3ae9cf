import { exclusionReasons } from '../allocation/reasons.ts'
import type { Criteria } from '../calls/criteria.ts'
import { timeZone } from '../city/rules.ts'
import type { Block } from '../documents/blocks.ts'
import { shortInstant } from '../documents/dates.ts'
import type { RankingContent } from './rankingSchema.ts'
import type { Position, RankingKind, SessionKind } from './words.ts'

/** Something that happened in a session, from the audit log. */
export interface MinutesEvent {
  at: Date
  action: string
  /** Of who acts for the city; null of an applicant. */
  actor: string | null
  values: Readonly<Record<string, unknown>>
}

/** Marks of one request that all have submitted, with what each commissioner gave. */
export interface MinutesMarks {
  number: string
  rows: { criterion: string; lotNumber: number | null; points: (number | null)[]; mean: number }[]
}

/** A bid that was opened in the session. */
export interface MinutesBid {
  lotNumber: number
  number: string
  eurYear: number | null
  problem: string | null
}

/** What the minutes of a session are written from; requests are told by their numbers alone. */
export interface MinutesFacts {
  callCode: string
  callTitle: string
  number: number
  kind: SessionKind
  isPublic: boolean
  place: string
  beganAt: Date
  endedAt: Date | null
  present: { name: string; role: string }[]
  note: string | null
  commission: { name: string; position: Position; act: string }[]
  criteria: Criteria
  /** Nothing before the requests are opened. */
  received: { number: string; at: Date }[]
  events: MinutesEvent[]
  /** Commissioners in the order of the columns of `marks`. */
  judges: string[]
  marks: MinutesMarks[]
  bids: MinutesBid[]
  openedBy: string[]
  ranking: { kind: RankingKind; hash: string; content: RankingContent } | null
}

const instant = (at: Date) => shortInstant(at, 'it')
const clock = (at: Date) => new Intl.DateTimeFormat('it-IT', { timeZone, timeStyle: 'medium' }).format(at)
const figure = (value: number, decimals = 2) =>
  new Intl.NumberFormat('it-IT', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    value,
  )
const euro = (value: number | null) => (value === null ? 'nessuna' : `${figure(value)} €`)

const kindTitle: Record<SessionKind, string> = {
  opening: 'apertura delle domande',
  formal: 'verifica formale',
  technical: 'valutazione tecnica',
  prices: 'apertura delle offerte economiche',
  ranking: 'formazione della graduatoria',
}
const rankingTitle: Record<RankingKind, string> = {
  technical: 'graduatoria tecnica',
  provisional: 'graduatoria provvisoria',
  final: 'graduatoria definitiva',
}
const positionTitle: Record<Position, string> = { president: 'presidente', member: 'componente' }
const problemText: Record<string, string> = {
  unreadable: 'non leggibile',
  notANumber: 'senza un importo',
  otherLot: 'per un altro lotto',
  missing: 'mancante',
}
const reasonText: Record<string, string> = {
  belowCriterion: 'sotto la soglia di un criterio',
  belowTechnical: 'sotto la soglia tecnica',
  noBid: 'senza offerta',
  bidBelowBase: 'offerta sotto la base',
}

/** The title of the minutes of a session. */
export const minutesTitle = ({ number, kind, callTitle }: MinutesFacts): string =>
  `Verbale n. ${number}: ${kindTitle[kind]}. ${callTitle}`

const text = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value ?? ''))
const rankingName = (value: unknown) => rankingTitle[value as RankingKind] ?? text(value)

type Sentence = (event: MinutesEvent) => string

/** What each event is called in minutes; one that is not here is left out. */
const sentences: Record<string, Sentence> = {
  appoint: ({ values }) => `Nominata la commissione (atto ${text(values.act)}).`,
  replaceCommissioner: ({ values }) =>
    `Sostituito un componente della commissione (atto ${text(values.act)}).`,
  declareRelations: ({ actor }) => `${actor} dichiara i propri rapporti.`,
  recogniseConflict: ({ actor, values }) =>
    `${actor} lascia la domanda ${text(values.request)} per conflitto di interessi.`,
  submitMarks: ({ actor, values }) => `${actor} consegna i punteggi della domanda ${text(values.request)}.`,
  reviseMark: ({ actor, values }) =>
    `${actor} modifica un punteggio della domanda ${text(values.request)}, con motivazione.`,
  proposeRanking: ({ actor, values }) => `${actor} propone la ${rankingName(values.ranking)}.`,
  signRanking: ({ actor, values }) => `${actor} firma la ${rankingName(values.ranking)}.`,
  dropRanking: ({ actor, values }) =>
    `${actor} ritira la proposta di graduatoria: ${text(values.droppedReason)}`,
  publishRanking: ({ actor, values }) => `${actor} pubblica la ${rankingName(values.ranking)}.`,
  askImprovedOffers: ({ values }) =>
    `Parità sul lotto ${text(values.lot)}: chieste offerte migliorative alle domande ${text(values.list)}.`,
  freezeDraw: ({ values }) =>
    `Parità sul lotto ${text(values.lot)}: fissato l’elenco del sorteggio (${text(values.list)}), impronta ${text(values.listHash)}. Numero pubblico: ${text(values.seedRule)}`,
  enterSeed: ({ values }) =>
    `Sorteggio sul lotto ${text(values.lot)} con il numero pubblico «${text(values.seed)}» (${text(values.seedSource)}).`,
  askReview: ({ values }) => `Pervenuta una richiesta di riesame dalla domanda ${text(values.request)}.`,
  answerReview: ({ values }) => `Decisa la richiesta di riesame della domanda ${text(values.request)}.`,
  admit: ({ values }) => `Ammessa la domanda ${text(values.number)}.`,
  exclude: ({ values }) =>
    `Esclusa la domanda ${text(values.number)}: ${exclusionReasons.find(({ code }) => code === values.reasonCode)?.it ?? text(values.reasonCode)}.`,
  requestCompletion: ({ values }) => `Chiesto di completare la domanda ${text(values.number)}.`,
}

function eventBlocks({ events }: MinutesFacts): Block[] {
  const rows = events.flatMap((event) => {
    const sentence = sentences[event.action]?.(event)
    return sentence ? [[clock(event.at), sentence]] : []
  })
  if (rows.length === 0) return [{ text: 'Nella seduta non risultano operazioni registrate.' }]
  return [{ table: { caption: 'Operazioni registrate', header: ['Ora', 'Che cosa'], rows } }]
}

const receivedBlocks = ({ kind, received }: MinutesFacts): Block[] =>
  kind === 'opening'
    ? [
        {
          table: {
            caption: `Domande ricevute: ${received.length}`,
            header: ['Domanda', 'Ricevuta'],
            rows: received.map(({ number, at }) => [number, `${instant(at)} (${clock(at)})`]),
          },
        },
      ]
    : []

function markBlocks({ marks, judges, criteria }: MinutesFacts): Block[] {
  const label = (code: string) =>
    criteria.technical.find((criterion) => criterion.code === code)?.label ?? code
  return marks.map(({ number, rows }) => ({
    table: {
      caption: `Punteggi della domanda ${number}`,
      header: ['Criterio', ...judges, 'Media'],
      rows: rows.map(({ criterion, lotNumber, points, mean }) => [
        lotNumber === null ? label(criterion) : `${label(criterion)} (lotto ${lotNumber})`,
        ...points.map((value) => (value === null ? '–' : figure(value))),
        figure(mean),
      ]),
      figures: [...judges, 'Media'].map((_, index) => index + 1),
    },
  }))
}

const bidBlocks = ({ bids, openedBy }: MinutesFacts): Block[] =>
  bids.length === 0
    ? []
    : [
        { text: `Le offerte sono state aperte insieme da ${openedBy.join(' e ')}.` },
        {
          table: {
            caption: 'Offerte economiche',
            header: ['Lotto', 'Domanda', 'Canone offerto all’anno'],
            rows: bids.map(({ lotNumber, number, eurYear, problem }) => [
              String(lotNumber),
              number,
              problem ? (problemText[problem] ?? problem) : euro(eurYear),
            ]),
            figures: [2],
          },
        },
      ]

function rankingBlocks({ ranking }: MinutesFacts): Block[] {
  if (!ranking) return []
  const { kind, hash, content } = ranking
  // Prices come later than a technical ranking: their columns would be empty.
  const columns = kind === 'technical' ? 3 : 6
  return [
    { heading: `La ${rankingTitle[kind]}`, level: 2 },
    ...content.lots.map(
      ({ number, title, entries }): Block => ({
        table: {
          caption: `Lotto ${number}, ${title}`,
          header: ['Posto', 'Domanda', 'Tecnico', 'Prezzo', 'Totale', 'Canone offerto'].slice(0, columns),
          rows: entries.map((entry) =>
            [
              entry.rank === null ? (reasonText[entry.reason ?? ''] ?? '') : String(entry.rank),
              entry.number,
              figure(entry.technicalPoints),
              entry.pricePoints === null ? '–' : figure(entry.pricePoints),
              entry.totalPoints === null ? '–' : figure(entry.totalPoints),
              entry.bidEurYear === null ? '–' : euro(entry.improvedEurYear ?? entry.bidEurYear),
            ].slice(0, columns),
          ),
          figures: [2, 3, 4, 5].slice(0, columns - 2),
        },
      }),
    ),
    { text: `Impronta della graduatoria (SHA-256): ${hash}` },
  ]
}

/** The minutes of a session, from the records: who, where, when, and what happened. In Italian, the authentic text. */
export function minutesBlocks(facts: MinutesFacts): Block[] {
  const { callCode, callTitle, isPublic, place, beganAt, endedAt, present, note, commission } = facts
  return [
    {
      facts: [
        ['Bando', `${callTitle} (${callCode})`],
        ['Luogo', place],
        ['Inizio', instant(beganAt)],
        ['Fine', endedAt ? instant(endedAt) : 'seduta in corso'],
        ['Seduta', isPublic ? 'pubblica' : 'riservata'],
      ],
    },
    { heading: 'La commissione', level: 2 },
    commission.length > 0
      ? {
          items: commission.map(
            ({ name, position, act }) => `${name}, ${positionTitle[position]} (atto ${act})`,
          ),
        }
      : { text: 'La commissione non è ancora nominata.' },
    { heading: 'Chi è presente', level: 2 },
    present.length > 0
      ? { items: present.map(({ name, role }) => (role ? `${name}, ${role}` : name)) }
      : { text: 'Nessuno è indicato come presente.' },
    { heading: 'Che cosa è successo', level: 2 },
    ...receivedBlocks(facts),
    ...eventBlocks(facts),
    ...markBlocks(facts),
    ...bidBlocks(facts),
    ...rankingBlocks(facts),
    ...(note?.trim() ? [{ heading: 'Annotazioni', level: 2 } as const, { text: note.trim() }] : []),
    { text: 'Letto, confermato e sottoscritto.' },
  ]
}
