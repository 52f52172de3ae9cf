import { windowPhase } from '../spaces/rules.ts'
import type { CallPhase, CallStatus, EligibilityQuestion } from './schema.ts'

export { totalMost } from './criteria.ts'
export { rentSum } from './rent.ts'
export { instantOf, timeProblem } from './window.ts'

/** What decides where a call stands. */
export interface CallTimes {
  status: CallStatus
  opensAt: Date | null
  closesAt: Date | null
}

/**
 * Where a call stands at an instant. It is open from `opensAt` to `closesAt`, both included: one second
 * late is late. The instant must come from the clock of the database.
 */
export function callPhase(call: CallTimes, now: Date): CallPhase {
  if (call.status === 'revoked') return 'revoked'
  const phase = windowPhase(call, now)
  return phase === 'ended' ? 'concluded' : phase
}

/** Questions before an expression of interest, which no call lays down; the law does. */
export const generalQuestions: readonly EligibilityQuestion[] = [
  {
    code: 'mayAct',
    text: 'Hai almeno 18 anni e, se chiedi per un’organizzazione, la rappresenti o ne hai delega?',
    textEn: 'Are you at least 18 and, if you ask for an organisation, do you represent it or act for it?',
    expected: true,
    rule: 'Può chiedere uno spazio chi ha la capacità di agire e, per un’organizzazione, chi la rappresenta o ne ha delega.',
    ruleEn:
      'A space may be asked for by an adult and, for an organisation, by who represents it or acts for it.',
    reference: 'Codice civile artt. 2 e 1387',
  },
  {
    code: 'noArrears',
    text: 'Hai debiti scaduti verso il Comune o i suoi gestori, non rateizzati?',
    textEn: 'Do you owe the City or its managing bodies overdue sums, without an instalment plan?',
    expected: false,
    rule: 'Chi ha debiti scaduti verso il Comune non può avere uno spazio finché non li paga o li rateizza.',
    ruleEn:
      'Whoever owes the City overdue sums cannot be given a space until they are paid or in instalments.',
    reference: 'requisiti di partecipazione',
  },
  {
    code: 'noOccupation',
    text: 'Occupi senza titolo un immobile pubblico, o hai una causa in corso con il Comune su un immobile?',
    textEn: 'Do you occupy public premises without title, or litigate with the City over premises?',
    expected: false,
    rule: 'Chi occupa senza titolo o è in causa con il Comune su un immobile non può avere uno spazio.',
    ruleEn:
      'Whoever occupies without title, or litigates with the City over premises, cannot be given a space.',
    reference: 'requisiti di partecipazione',
  },
  {
    code: 'mayContract',
    text: 'Hai condanne o sanzioni che vietano di contrattare con la pubblica amministrazione?',
    textEn: 'Do you have convictions or sanctions that bar you from contracting with public bodies?',
    expected: false,
    rule: 'Chi è escluso dai contratti pubblici non può avere uno spazio comunale.',
    ruleEn: 'Whoever is barred from public contracts cannot be given a municipal space.',
    reference: 'D.Lgs 36/2023 artt. 94-98; D.Lgs 159/2011',
  },
]

/** What counts as new manufacturing: production, a registered craft, repair, or a start-up that makes goods. */
const newManufacturing: EligibilityQuestion = {
  code: 'newManufacturing',
  text: 'La tua attività è di produzione (ATECO sezione C), artigiana iscritta all’albo, di riparazione, oppure sei una start-up innovativa che fabbrica beni?',
  textEn:
    'Is your activity production (ATECO section C), a registered craft, repair, or are you an innovative start-up that makes goods?',
  expected: true,
  rule: 'Questi spazi sono per la nuova manifattura: produzione, artigianato, riparazione, imprese innovative che fabbricano.',
  ruleEn:
    'These spaces are for new manufacturing: production, crafts, repair, innovative firms that make goods.',
  reference: 'ATECO sezione C e divisione 95; L. 443/1985; D.L. 179/2012 art. 25',
}

/** What most calls ask, offered to who prepares one. */
export const usualQuestions: readonly EligibilityQuestion[] = [newManufacturing, ...generalQuestions]

/** The questions answered otherwise than they must be, or not at all; empty where nothing stands in the way. */
export function eligibilityRefusals(
  questions: readonly EligibilityQuestion[],
  answers: Readonly<Record<string, boolean>>,
): EligibilityQuestion[] {
  return questions.filter(({ code, expected }) => answers[code] !== expected)
}

/** Whether somebody may ask, as a traffic light: red where a rule stands in the way, amber while answers are missing. */
export type EligibilityLight = 'red' | 'amber' | 'green'

/** The light of the answers given so far; one that stands in the way makes it red whatever else is missing. */
export function eligibilityLight(
  questions: readonly EligibilityQuestion[],
  answers: Readonly<Record<string, boolean>>,
): EligibilityLight {
  const refusals = eligibilityRefusals(questions, answers)
  if (refusals.some(({ code }) => code in answers)) return 'red'
  return refusals.length > 0 ? 'amber' : 'green'
}

/** At most this many questions of one account about one call wait for an answer. */
export const questionLimit = 5

/**
 * Whether questions about a call are taken at an instant of the database's clock: from its publication
 * to the end of the time for questions, else to its deadline; one second late is late.
 */
export function mayAskQuestions(
  call: { phase: CallPhase; closesAt: Date | null; questionsUntil: Date | null },
  now: Date,
): boolean {
  const until = call.questionsUntil ?? call.closesAt
  return (call.phase === 'upcoming' || call.phase === 'open') && (until === null || now <= until)
}
