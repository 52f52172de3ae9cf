import type { PrintedPoint } from './input.ts'
import { beingRevised, replyText, voteText } from './passages.ts'
import { type Edition, kindWords, outcomeWords, stageWords, submitterWords } from './words.ts'

export interface Column {
  title: string
  /** In characters, as Excel counts them. */
  width: number
  value(point: PrintedPoint): string | number | null
}

const first: Column[] = [
  { title: 'Numero', width: 18, value: ({ reference }) => reference },
  { title: 'Tipo', width: 13, value: ({ kind }) => kindWords[kind] ?? kind },
  { title: 'Ricevuta il', width: 12, value: ({ receivedOn }) => receivedOn },
  { title: 'Fuori termine', width: 9, value: ({ late }) => (late ? 'sì' : null) },
]

const who: Column[] = [
  { title: 'Protocollo', width: 20, value: ({ protocol }) => protocol },
  { title: 'Per conto di', width: 24, value: ({ onBehalfOf }) => onBehalfOf },
]

const about: Column[] = [
  { title: 'Presentata da', width: 24, value: ({ submitter }) => submitter },
  {
    title: 'In qualità di',
    width: 16,
    value: ({ submitterKind: kind }) => kind && (submitterWords[kind] ?? kind),
  },
  { title: 'Temi', width: 24, value: ({ themes }) => themes.join('; ') },
  { title: 'Norma', width: 22, value: ({ provision }) => provision },
  { title: 'Municipio', width: 12, value: ({ district }) => district },
  { title: 'NIL', width: 18, value: ({ neighbourhood }) => neighbourhood },
  { title: 'Sintesi', width: 40, value: ({ synthesis, text }) => (text === null ? beingRevised : synthesis) },
  { title: 'Testo', width: 60, value: ({ text }) => text ?? beingRevised },
  { title: 'Esito', width: 18, value: ({ outcome }) => outcome && outcomeWords[outcome] },
  { title: 'Decisione', width: 22, value: ({ stage }) => stage && (stageWords[stage] ?? stage) },
  { title: 'Controdeduzione', width: 60, value: (point) => replyText(point) },
  { title: 'Atto', width: 16, value: ({ act }) => act },
  { title: 'Decisa il', width: 12, value: ({ decidedOn }) => decidedOn },
  { title: 'Punti del gruppo', width: 9, value: ({ groupSize }) => groupSize },
]

const vote: Column = { title: 'Voto', width: 40, value: (point) => voteText(point) }

/** The columns of an edition; what the public does not read has none there. */
export const columnsOf = (edition: Edition): Column[] =>
  edition === 'council' ? [...first, ...who, ...about, vote] : [...first, ...about]
