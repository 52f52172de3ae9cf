import { addDays } from '../city/rules.ts'
import type {
  Answer,
  ApplicationStatus,
  Ask,
  CheckOutcome,
  EditionContent,
  ListFault,
  Obstacle,
  OfficeAction,
  Requirement,
} from './schema.ts'

export * from './waiting.ts'

type Fault = { pointer: string; code: ListFault }

/** Everything that keeps an edition from being kept as it is written. */
export function editionFaults({ opensOn, closesOn, requirements }: EditionContent): Fault[] {
  const codes = requirements.map(({ code }) => code)
  return [
    ...(closesOn && closesOn < opensOn
      ? [{ pointer: '/closesOn', code: 'closesBeforeOpening' as const }]
      : []),
    ...requirements.flatMap(({ code, type, options }, index): Fault[] => {
      const at = `/requirements/${index}`
      return [
        ...(codes.indexOf(code) < index ? [{ pointer: `${at}/code`, code: 'codeRepeated' as const }] : []),
        ...(type === 'choice' && options.length < 2
          ? [{ pointer: `${at}/options`, code: 'optionsMissing' as const }]
          : []),
        ...(type === 'choice' && options.length >= 2 && !options.some(({ accepted }) => accepted)
          ? [{ pointer: `${at}/options`, code: 'noneAccepted' as const }]
          : []),
      ]
    }),
  ]
}

/** What an answer says by itself, before anybody has looked: what the lab is shown, and the officer begins from. */
export function selfCheck(requirement: Requirement, answer: Answer | undefined): CheckOutcome {
  const { type, minimum, options } = requirement
  if (type === 'document' || !answer) return 'not_verified'
  const judged = (value: unknown, holds: boolean): CheckOutcome =>
    value === null ? 'not_verified' : holds ? 'met' : 'not_met'
  if (type === 'number') return judged(answer.number, (answer.number ?? 0) >= (minimum ?? 0))
  if (type === 'bool') return judged(answer.yes, answer.yes === true)
  const chosen = options.find(({ code }) => code === answer.choice)
  return judged(answer.choice, chosen?.accepted === true)
}

const isAnswered = ({ type }: Requirement, answer: Answer | undefined): boolean =>
  (type === 'number' && answer?.number != null) ||
  (type === 'bool' && answer?.yes != null) ||
  (type === 'choice' && answer?.choice != null)

/**
 * What is missing before an application can be sent. An answer that does not meet a requirement can be sent: the
 * office decides, with reasons.
 * @param documents codes of the requirements that have a file
 */
export function sendingFaults(
  requirements: readonly Requirement[],
  answers: readonly Answer[],
  documents: readonly string[],
): Fault[] {
  return requirements
    .filter(({ mandatory }) => mandatory)
    .flatMap((requirement): Fault[] => {
      const { code, type } = requirement
      if (type === 'document')
        return documents.includes(code) ? [] : [{ pointer: `/documents/${code}`, code: 'documentMissing' }]
      const answer = answers.find((one) => one.requirement === code)
      return isAnswered(requirement, answer) ? [] : [{ pointer: `/answers/${code}`, code: 'answerMissing' }]
    })
}

/** Answers to what the edition does not ask, or with an option it does not have. */
export function answerFaults(requirements: readonly Requirement[], answers: readonly Answer[]): Fault[] {
  return answers.flatMap(({ requirement: code, choice }, index): Fault[] => {
    const asked = requirements.find((one) => one.code === code)
    if (!asked) return [{ pointer: `/answers/${index}/requirement`, code: 'requirementUnknown' }]
    const known = choice === null || asked.options.some((option) => option.code === choice)
    return known ? [] : [{ pointer: `/answers/${index}/choice`, code: 'optionUnknown' }]
  })
}

/** What decides about an application: its state, and what was found and written so far. */
export interface Situation {
  status: ApplicationStatus
  requirements: readonly Pick<Requirement, 'code' | 'mandatory'>[]
  /** The last check of each requirement. */
  checks: readonly { requirement: string; outcome: CheckOutcome }[]
  asks: readonly Pick<Ask, 'kind' | 'dueOn' | 'isOpen' | 'answeredAt'>[]
  today: string
}

/** Mandatory requirements that no check has found met. */
export const notMet = ({ requirements, checks }: Pick<Situation, 'requirements' | 'checks'>): string[] =>
  requirements
    .filter(({ mandatory }) => mandatory)
    .map(({ code }) => code)
    .filter((code) => checks.find(({ requirement }) => requirement === code)?.outcome !== 'met')

/** The states in which each action is at its place. */
const states: Record<OfficeAction, readonly ApplicationStatus[]> = {
  take: ['submitted'],
  check: ['examining'],
  ask: ['examining'],
  resume: ['integration', 'grounds'],
  giveGrounds: ['examining'],
  list: ['examining'],
  refuse: ['examining'],
  suspend: ['listed'],
  lift: ['suspended'],
  cancel: ['listed', 'suspended'],
}

function listingObstacles(situation: Situation): Obstacle[] {
  return notMet(situation).length > 0 ? ['mandatoryNotMet'] : []
}

/** A refusal needs grounds that were notified, and answered or left without an answer for the ten days. */
function refusalObstacles({ asks, today }: Situation): Obstacle[] {
  const grounds = asks.filter(({ kind }) => kind === 'grounds')
  if (grounds.length === 0) return ['groundsNotGiven']
  return grounds.some(({ answeredAt, dueOn }) => answeredAt !== null || dueOn < today)
    ? []
    : ['groundsStillOpen']
}

/** The office goes on without an answer only after the last day to give it. */
function resumingObstacles({ asks, today }: Situation): Obstacle[] {
  const open = asks.find(({ isOpen }) => isOpen)
  if (!open || open.dueOn < today) return []
  return [open.kind === 'grounds' ? 'groundsStillOpen' : 'integrationStillOpen']
}

const further: Partial<Record<OfficeAction, (situation: Situation) => Obstacle[]>> = {
  list: listingObstacles,
  refuse: refusalObstacles,
  resume: resumingObstacles,
}

/** Why an action cannot be done with an application now; nothing where it can. */
export function obstaclesTo(action: OfficeAction, situation: Situation): Obstacle[] {
  if (!states[action].includes(situation.status)) return ['notInThisState']
  return further[action]?.(situation) ?? []
}

/** The actions that are at their place in a state, possible now or not. */
export const actionsIn = (status: ApplicationStatus): OfficeAction[] =>
  (Object.keys(states) as OfficeAction[]).filter((action) => states[action].includes(status))

/** The last day of a validity that begins on a day and lasts some years. */
export function validUntil(from: string, years: number): string {
  const day = `${Number(from.slice(0, 4)) + years}${from.slice(4)}`
  // 29 February has no anniversary in most years: the term ends with the month.
  return addDays(day.endsWith('02-29') ? `${day.slice(0, 5)}03-01` : day, -1)
}

/** How many days before its end an entry can be renewed, and its lab is told. */
const renewalDays = 90
export const reminderDays = [90, 30] as const

/** Whether an entry that ends on a day can be asked to be renewed. */
export const isRenewable = (status: ApplicationStatus, lastDay: string, today: string): boolean =>
  (status === 'listed' && today >= addDays(lastDay, -renewalDays)) || status === 'expired'

/** Whether one can apply to an edition on a day. */
export const isOpenOn = (
  { opensOn, closesOn }: Pick<EditionContent, 'opensOn' | 'closesOn'>,
  today: string,
): boolean => opensOn <= today && (closesOn === null || today <= closesOn)
