import { between, integerBetween, pick, pickWeighted, type Random } from './random.ts'

/** The day on which the invented records are as they are; loading moves every date along with today. */
export const REFERENCE_DATE = '2026-10-01'

export type Status = keyof typeof statusWeights
const statusWeights = {
  available: 132,
  inCall: 66,
  surveyed: 60,
  inUse: 66,
  released: 24,
  awarded: 20,
  expiring: 20,
  reported: 5,
  withdrawn: 2,
} as const

export interface HistoryEntry {
  date: string
  status: Status
  note?: string
  noteEn?: string
}

/** A stay in a space, by an act. */
export interface Stay {
  holder: string
  from: string
  to: string
  actNumber: string
  actDate: string
}

const holders = [
  'Officine del Naviglio cooperativa sociale',
  'Legno Vivo srl',
  'Associazione Fili e Trame',
  'Ciclofficina Ruota Libera',
  'Stampa Nord snc',
  'Laboratorio Ceramico Terre Alte',
  'Cooperativa Mani in Pasta',
  'Atelier Ago e Filo srl',
  'Elettronica Bassa Tensione srls',
  'Associazione Quartiere Aperto',
  'Liuteria Corde e Abeti',
  'Serigrafia Due Colori snc',
  'Prototipi Rapidi srl',
  'Cooperativa Riparo e Riuso',
  'Associazione Scuola Bottega',
  'Vetreria Artigiana Soffio srl',
  'Occhiali Su Misura srls',
  'Restauri Porta Aperta snc',
  'Microbirrificio Cortile srl',
  'Associazione Doposcuola Insieme',
]

/** A status, as often as the mix of the demonstration wants it; units of one site often share theirs. */
export const statusOf = (random: Random, neighbour?: Status): Status => {
  const own = pickWeighted<Status>(random, statusWeights)
  return random() < 0.5 ? (neighbour ?? own) : own
}

/** The reference day moved by whole days, as YYYY-MM-DD. */
const daysFromReference = (days: number): string =>
  new Date(Date.parse(REFERENCE_DATE) + Math.round(days) * 86_400_000).toISOString().slice(0, 10)

/**
 * What happened to a space until it got its status. For a space in a call the entry of the call is
 * missing: whoever loads the records adds it with the day on which the call opens.
 */
export function lifeOf(random: Random, status: Status) {
  const vacantDays = integerBetween(random, 90, 365 * pick(random, [1, 2, 3, 5, 9]))
  const surveyedDays = integerBetween(random, 85, Math.min(700, vacantDays))
  const occupied = status === 'inUse' || status === 'expiring'
  const stay = occupied || status === 'awarded' ? stayOf(random, status) : undefined
  const history = stay
    ? stayHistory(random, status, stay)
    : vacantHistory(random, status, surveyedDays, vacantDays)
  return {
    surveyedOn: stay
      ? daysFromReference(-integerBetween(random, 30, 300))
      : history.find((entry) => entry.status === 'surveyed')?.date,
    vacantSince: occupied || random() < 0.18 ? undefined : daysFromReference(-vacantDays),
    useEndsOn: occupied ? stay?.to : undefined,
    stay,
    history,
  }
}

function stayOf(random: Random, status: Status): Stay {
  const term = 6 * 365
  const startsIn =
    {
      awarded: integerBetween(random, 20, 70),
      expiring: integerBetween(random, 20, 160) - term,
    }[status as 'awarded' | 'expiring'] ?? -integerBetween(random, 60, term - 400)
  const acted = startsIn - integerBetween(random, 30, 75)
  return {
    holder: pick(random, holders),
    from: daysFromReference(startsIn),
    to: daysFromReference(startsIn + term),
    actNumber: `ESEMPIO ${integerBetween(random, 100, 9800)}`,
    actDate: daysFromReference(acted < 0 ? acted : -integerBetween(random, 5, 30)),
  }
}

const after = (date: string, days: number) =>
  new Date(Date.parse(date) + Math.round(days) * 86_400_000).toISOString().slice(0, 10)

function stayHistory(random: Random, status: Status, stay: Stay): HistoryEntry[] {
  const past: HistoryEntry[] = [
    { date: after(stay.actDate, -between(random, 300, 500)), status: 'surveyed' },
    { date: after(stay.actDate, -between(random, 200, 290)), status: 'available' },
    {
      date: after(stay.actDate, -between(random, 90, 150)),
      status: 'inCall',
      note: 'Messo a bando',
      noteEn: 'Put in a call',
    },
    {
      date: stay.actDate,
      status: 'awarded',
      note: `Aggiudicato con atto ${stay.actNumber}`,
      noteEn: `Awarded by act ${stay.actNumber}`,
    },
  ]
  if (status === 'awarded') return past
  const inUse: HistoryEntry = {
    date: stay.from,
    status: 'inUse',
    note: 'Consegna delle chiavi',
    noteEn: 'Keys handed over',
  }
  if (status === 'inUse') return [...past, inUse]
  const told = daysFromReference(-integerBetween(random, 5, 20))
  return [
    ...past,
    inUse,
    { date: told, status: 'expiring', note: 'Contratto in scadenza', noteEn: 'Contract about to end' },
  ]
}

function vacantHistory(
  random: Random,
  status: Status,
  surveyedDays: number,
  vacantDays: number,
): HistoryEntry[] {
  const at = (days: number) => daysFromReference(-Math.max(1, Math.round(days)))
  const surveyed: HistoryEntry = {
    date: at(surveyedDays),
    status: 'surveyed',
    note: 'Sopralluogo',
    noteEn: 'Survey visit',
  }
  const left: HistoryEntry = {
    date: at(vacantDays),
    status: 'released',
    note: 'Riconsegna delle chiavi',
    noteEn: 'Keys returned',
  }
  const offered: HistoryEntry = { date: at(surveyedDays * between(random, 0.3, 0.8)), status: 'available' }
  if (status === 'reported')
    return [{ date: at(surveyedDays / 2), status: 'reported', note: 'Segnalazione', noteEn: 'Report' }]
  if (status === 'surveyed') return [surveyed]
  if (status === 'released') return [{ ...surveyed, date: at(vacantDays + 60) }, left]
  if (status === 'withdrawn') return [surveyed, { date: at(surveyedDays / 2), status: 'withdrawn' }]
  return random() < 0.4 ? [left, surveyed, offered] : [surveyed, offered]
}
