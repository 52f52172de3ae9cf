import { callPhase as phaseOfWindow } from '../spaces/rules.ts'
import type { CallPhase, CallStatus, EligibilityQuestion } from './schema.ts'

/** Times of calls are those of the clocks of Italy, whatever the machine's own zone. */
export const timeZone = 'Europe/Rome'

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
  const phase = phaseOfWindow(call, now)
  return phase === 'ended' ? 'concluded' : phase
}

const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone,
  dateStyle: 'short',
  timeStyle: 'medium',
  hourCycle: 'h23',
})

/** Date and time on the wall in Italy, as if they were UTC, in milliseconds. */
function wallMs(instant: Date): number {
  const parts = Object.fromEntries(wallClock.formatToParts(instant).map(({ type, value }) => [type, value]))
  const { year, month, day, hour, minute, second } = parts
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

/** The calendar day in Italy at an instant, as yyyy-mm-dd. */
export const romeDate = (instant: Date): string => new Date(wallMs(instant)).toISOString().slice(0, 10)

/**
 * The instant of a wall-clock time in Italy. A time that the change to summer time skips counts as the
 * same minutes after the change; one that occurs twice in autumn is the later, so nobody loses an hour.
 */
export function romeInstant(date: string, time: string): Date {
  const wall = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`)
  const candidates = [1, 2].map((hours) => new Date(wall - hours * 3_600_000))
  const matching = candidates.filter((candidate) => wallMs(candidate) === wall)
  const chosen = matching.length > 0 ? matching : candidates
  return new Date(Math.max(...chosen.map((candidate) => candidate.getTime())))
}

/** The last second of a day in Italy. */
export const endOfDay = (date: string): Date => romeInstant(date, '23:59:59')

/** A day moved by whole days of the calendar. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher). */
export function easterSunday(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return `${year}-${String(Math.floor(f / 31)).padStart(2, '0')}-${String((f % 31) + 1).padStart(2, '0')}`
}

/** Holidays of a city: month and day of those that do not move, and whether Easter Monday is one. */
export interface Holidays {
  fixed: string[]
  easterMonday: boolean
}

function isHoliday(date: string, { fixed, easterMonday }: Holidays): boolean {
  const isSunday = new Date(`${date}T00:00:00Z`).getUTCDay() === 0
  if (isSunday || fixed.includes(date.slice(5))) return true
  return easterMonday && date === addDays(easterSunday(Number(date.slice(0, 4))), 1)
}

/** A term that ends on a Sunday or holiday is moved to the next day that is neither (art. 2963 c.c.). */
export function nextWorkingDay(date: string, holidays: Holidays): string {
  return isHoliday(date, holidays) ? nextWorkingDay(addDays(date, 1), holidays) : date
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

/** The questions answered otherwise than they must be, or not at all; empty where nothing stands in the way. */
export function eligibilityRefusals(
  questions: readonly EligibilityQuestion[],
  answers: Readonly<Record<string, boolean>>,
): EligibilityQuestion[] {
  return questions.filter(({ code, expected }) => answers[code] !== expected)
}
