import { addMonths } from '../agreements/rules.ts'
import { addDays, daysBetween } from '../city/rules.ts'
import type { DistrictPromise, NextStep, PromiseState, RequestCount } from './schema.ts'

export * from './figures.ts'
export * from './interrogation.ts'
export * from './phrases.ts'
export * from './sheetDrawing.ts'
export * from './sheetText.ts'
export { sheetWords } from './sheetWords.ts'
export { statusWords, stepWords } from './words.ts'

/** The days whose changes are told, both included: those asked for, else the last month. */
export function periodOf(today: string, asked: { from?: string | undefined; until?: string | undefined }) {
  const until = asked.until ?? today
  return { from: asked.from ?? addDays(addMonths(until, -1), 1), until }
}

/** The month before that of a day, as first and last day and as its name `2026-10`. */
export function lastMonth(today: string): { month: string; from: string; until: string } {
  const until = addDays(`${today.slice(0, 7)}-01`, -1)
  const month = until.slice(0, 7)
  return { month, from: `${month}-01`, until }
}

/** What decides about the next step of a space. */
export interface SpaceSituation {
  status: string
  today: string
  surveyedOn: string | null
  statusSince: string | null
  useEndsOn: string | null
  /** The call that counts for it, where there is one. */
  call: {
    phase: string
    opensOn: string | null
    closesOn: string | null
    standing: boolean
    title: string
  } | null
  /** Months after which a survey is old. */
  surveyHoldsMonths: number
  /** Days in which a released space is to be checked; null where the city sets none. */
  checkDays: number | null
}

type Words = readonly [it: string, en: string]
const step = (code: NextStep['code'], [reason, reasonEn]: Words, until: string | null = null): NextStep => ({
  code,
  reason,
  reasonEn,
  until,
})

function surveyedStep({ surveyedOn, today, surveyHoldsMonths }: SpaceSituation): NextStep {
  if (surveyedOn === null) return step('survey', ['nessun sopralluogo registrato', 'no survey recorded'])
  if (surveyedOn < addMonths(today, -surveyHoldsMonths))
    return step('survey', [
      `l’ultimo sopralluogo ha più di ${surveyHoldsMonths} mesi`,
      `the last survey is over ${surveyHoldsMonths} months old`,
    ])
  return step('decidePurpose', ['censito, non ancora offerto', 'surveyed, not offered yet'])
}

function callStep({ call }: SpaceSituation): NextStep {
  if (call === null) return step('putInCall', ['nessun bando pubblicato', 'no call published'])
  const about = (it: string, en: string): Words => [`${it} «${call.title}»`, `${en} “${call.title}”`]
  if (call.phase === 'upcoming')
    return step('openCall', about('bando annunciato', 'call announced:'), call.opensOn)
  if (call.phase === 'open') return step('receive', about('bando aperto', 'call open:'), call.closesOn)
  return step('evaluate', about('domande chiuse del bando', 'requests closed of the call'))
}

function availableStep({ call }: SpaceSituation): NextStep {
  return call?.standing && call.phase === 'open'
    ? step('awaitRequests', ['si chiede in ogni momento', 'it can be asked for at any time'], call.closesOn)
    : step('putInCall', ['disponibile e in nessun bando aperto', 'available and in no open call'])
}

function releasedStep({ statusSince, checkDays }: SpaceSituation): NextStep {
  const until = statusSince && checkDays ? addDays(statusSince, checkDays) : null
  return step('check', ['rilasciato dall’ultimo assegnatario', 'released by its last holder'], until)
}

const steps: Record<string, (situation: SpaceSituation) => NextStep> = {
  surveyed: surveyedStep,
  available: availableStep,
  inCall: callStep,
  awarded: () => step('handOver', ['aggiudicato, non ancora consegnato', 'awarded, not handed over yet']),
  inUse: ({ useEndsOn }) => step('follow', ['assegnato con un contratto', 'held by an agreement'], useEndsOn),
  expiring: ({ useEndsOn }) =>
    step('decideEnd', ['il contratto sta per finire', 'the agreement is about to end'], useEndsOn),
  released: releasedStep,
}

/** What comes next for a space, by its status and what is recorded of it. */
export const nextStep = (situation: SpaceSituation): NextStep =>
  (steps[situation.status] ?? surveyedStep)(situation)

/** How a promise went on a day: kept also where it was kept late. */
export function promiseState(
  dueOn: string,
  doneOn: string | null,
  today: string,
): Pick<DistrictPromise, 'state' | 'days'> {
  if (doneOn !== null) return { state: 'kept', days: daysBetween(doneOn, dueOn) }
  const left = daysBetween(today, dueOn)
  return left < 0 ? { state: 'late', days: -left } : { state: 'notDue', days: left }
}

const stateOrder: readonly PromiseState[] = ['late', 'unverified', 'notDue', 'kept']

/** Late ones first, the longest of them before; then what falls due next, then what was kept last. */
export function byUrgency(one: DistrictPromise, other: DistrictPromise): number {
  const states = stateOrder.indexOf(one.state) - stateOrder.indexOf(other.state)
  if (states !== 0) return states
  const days = one.dueOn.localeCompare(other.dueOn)
  return (one.state === 'kept' ? -days : days) || one.id.localeCompare(other.id)
}

/** Counts of people and requests below this are not told. */
const leastTold = 5

const isSmall = (count: number) => count > 0 && count < leastTold

/** Whether the parts that are hidden follow from their sum: each holds from one to four. */
function canBeFound(hidden: readonly number[]): boolean {
  const sum = hidden.reduce((total, count) => total + count, 0)
  return (
    hidden.length > 0 &&
    (hidden.length === 1 || [1, leastTold - 1].some((each) => sum === each * hidden.length))
  )
}

/**
 * A total and its parts without those under five. Where taking the others from the total would still give them away,
 * the smallest of the others is left out with them, and a nought where there is none.
 */
export function suppress(parts: readonly number[]): { total: RequestCount; parts: RequestCount[] } {
  const sum = parts.reduce((total, count) => total + count, 0)
  const small = parts.filter(isSmall)
  const others = parts.map((count, index) => ({ count, index })).filter(({ count }) => !isSmall(count))
  const [beside] = others.sort((one, other) => (one.count || Infinity) - (other.count || Infinity))
  const isBeside = (index: number) => !isSmall(sum) && canBeFound(small) && index === beside?.index
  const told = (count: number, suppressed: boolean): RequestCount => ({
    value: suppressed ? null : count,
    suppressed,
  })
  return {
    total: told(sum, isSmall(sum)),
    parts: parts.map((count, index) => told(count, isSmall(count) || isBeside(index))),
  }
}
