import type { Outcome } from '../points/words.ts'

/** For whom a register of replies is made: the Council's has names and protocol numbers. */
export type Edition = 'public' | 'council'

export const formats = ['pdf', 'docx', 'xlsx'] as const
export type Format = (typeof formats)[number]

/** In which order, and under which headings, the points stand. */
export const sortings = ['theme', 'article', 'number'] as const
export type Sorting = (typeof sortings)[number]

/** Where a file stands that somebody asked for. */
export const jobStates = ['waiting', 'making', 'made', 'failed', 'withdrawn'] as const

/** Why a file was not made; `withdrawn`: words in it were taken back, and it was let go of. */
export const jobProblems = ['template', 'failed', 'changing', 'withdrawn'] as const
export type JobProblem = (typeof jobProblems)[number]

export const mediaTypes: Record<Format, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** What an outcome is called in acts; the register of a city is written in Italian. */
export const outcomeWords: Record<Outcome, string> = {
  accepted: 'Accolto',
  partlyAccepted: 'Parzialmente accolto',
  rejected: 'Non accolto',
  notPertinent: 'Non pertinente',
  inadmissible: 'Inammissibile',
  noted: 'Presa d’atto',
  noAction: 'Non luogo a provvedere',
  alreadySatisfied: 'Già soddisfatto',
}

export const kindWords: Record<string, string> = {
  observation: 'Osservazione',
  opinion: 'Parere',
  proposal: 'Proposta',
}

/** Who took the decision that is printed; the public reads the Council's alone. */
export const stageWords: Record<string, string> = {
  technical: 'Proposta dell’ufficio',
  giunta: 'Proposta della Giunta',
  council: 'Decisione del Consiglio',
}

export const submitterWords: Record<string, string> = {
  citizen: 'cittadino',
  delegate: 'delegato',
  firm: 'impresa',
  association: 'associazione',
  committee: 'comitato',
  professionalBody: 'ordine professionale',
  publicBody: 'ente pubblico',
  district: 'Municipio',
}

export const sortingWords: Record<Sorting, string> = {
  theme: 'per tema',
  article: 'per articolo',
  number: 'per numero',
}
