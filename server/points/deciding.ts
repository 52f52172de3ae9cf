import { type DecisionRefusal, type Outcome, type Stage, stages } from './words.ts'

/** A decision as somebody would take it. */
export interface Deciding {
  stage: Stage
  outcome: Outcome
  reason: string | null
  actNumber: string | null
  /** yyyy-mm-dd */
  decidedOn: string
}

/** What it would be taken on: a point, or a group with its points. */
export interface Decidable {
  planStatus: string
  /** The last stage taken. */
  stage: Stage | null
  /** The day of the stage before the one that is decided. */
  earlierOn: string | null
  /** For a point alone. */
  inGroup: boolean
  removed: boolean
  /** Whether its submission is not examined; of a group it does not count. */
  shutOut: boolean
  locked: boolean
  /** By the clock of the database, yyyy-mm-dd in the city's time. */
  today: string
}

/** Fewer characters than these say no more than a formula (TAR Lombardia 163/2023). */
export const shortestReason = 30

const closedPlans: readonly string[] = ['draft', 'approved', 'inForce', 'withdrawn']

/** Whether what was written to a plan in this state is still examined. */
export const isExamined = (planStatus: string): boolean => !closedPlans.includes(planStatus)

const rank = (stage: Stage | null) => (stage === null ? -1 : stages.indexOf(stage))

function stageRefusals({ stage }: Deciding, on: Decidable): DecisionRefusal[] {
  if (rank(on.stage) > rank(stage)) return ['laterStageTaken']
  return rank(on.stage) < rank(stage) - 1 ? ['earlierStageMissing'] : []
}

function reasonRefusals({ outcome, reason }: Deciding): DecisionRefusal[] {
  const words = reason?.trim() ?? ''
  if (words === '') return outcome === 'accepted' ? [] : ['reasonMissing']
  if (placeholdersIn(words).length > 0) return ['placeholderLeft']
  return words.length < shortestReason && outcome !== 'accepted' ? ['reasonShort'] : []
}

function dayRefusals({ decidedOn }: Deciding, { today, earlierOn }: Decidable): DecisionRefusal[] {
  if (decidedOn > today) return ['dateAhead']
  return earlierOn !== null && decidedOn < earlierOn ? ['dateBeforeEarlier'] : []
}

/**
 * Why a decision cannot be taken; empty where it can. The technical proposal, that of the Giunta and the vote of
 * the Council follow each other; one is replaced by another of its own stage until the next is taken. A reason is
 * due for all but full acceptance. A lock keeps what the office works on, not what Giunta and Council decide.
 */
export function refusalsOf(deciding: Deciding, on: Decidable): DecisionRefusal[] {
  return [
    ...(isExamined(on.planStatus) ? [] : (['planClosed'] as const)),
    ...(on.removed ? (['removed'] as const) : []),
    ...(on.shutOut ? (['shutOut'] as const) : []),
    ...(on.inGroup ? (['inGroup'] as const) : []),
    ...(on.locked && deciding.stage === 'technical' ? (['locked'] as const) : []),
    ...stageRefusals(deciding, on),
    ...reasonRefusals(deciding),
    ...(deciding.stage !== 'technical' && !deciding.actNumber?.trim() ? (['actMissing'] as const) : []),
    ...dayRefusals(deciding, on),
  ]
}

/** The stage to take next; null once the Council has voted. */
export const nextStage = (stage: Stage | null): Stage | null => stages[rank(stage) + 1] ?? null

const placeholder = /\{(number|article|district)\}/g

/** Placeholders of a standard reply that nobody has filled. */
const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(placeholder)].map(([, name = '']) => name)

/** A standard reply for one point: what is known takes the place of its placeholder, the rest stays to be seen. */
export const fillReply = (text: string, known: Partial<Record<string, string | null>>): string =>
  text.replace(placeholder, (found, name: string) => known[name] ?? found)
