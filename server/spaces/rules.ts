import type { AdviceRule, CityPack, Reduction, Use } from '../city/schema.ts'
import type { Advice, AdviceLevel, Rent } from './schema.ts'

/** Floors on or below the ground: T, R and basements. */
const groundOrBasement = /^(T|R|S[1-9])$/

/** What the advice rules look at, as the public may know it. */
export interface PlaceAndUse {
  zoning: readonly string[]
  ownership: string
  lawfulUse: string | null
  listedBuilding: boolean | null
  contamination: string | null
  floor: string | null
}

/** From the most to the least hopeful; the worst of the reasons is the level. */
const severity: readonly AdviceLevel[] = [
  'usuallyCompatible',
  'toVerify',
  'needsAgreement',
  'usuallyIncompatible',
]

/**
 * What a use is likely to meet at a place on a date; never a permission.
 * Every rule in force that holds is a reason; the worst level wins. Without zoning, or in classes no rule
 * speaks of, nothing can be said. Source of the rules: the city pack, each with its article.
 */
export function advise(
  city: Pick<CityPack, 'uses' | 'zoning' | 'plan'>,
  place: PlaceAndUse,
  activity: string,
  date: string,
): Omit<Advice, 'example'> {
  const use = city.uses.find((candidate) => candidate.code === activity)
  const inForce = city.zoning.rules.filter((rule) => isInForce(rule, date))
  const holding = use ? inForce.filter((rule) => holds(rule, place, use, city.uses)) : []
  const reasons = holding.map(({ text, reference, level }) => ({
    text: text.it,
    textEn: text.en,
    reference,
    level,
  }))
  const placed = holding.some((rule) => rule.when.classes)
  const level = placed ? worst(holding.map((rule) => rule.level)) : 'notDeterminable'
  return { activity, level, reasons, planVersion: city.plan.version }
}

/** The same for every use of the city. */
export function adviseAll(
  city: Pick<CityPack, 'uses' | 'zoning' | 'plan'>,
  place: PlaceAndUse,
  date: string,
): Omit<Advice, 'example'>[] {
  return city.uses.map((use) => advise(city, place, use.code, date))
}

function worst(levels: readonly AdviceLevel[]): AdviceLevel {
  return severity[Math.max(...levels.map((level) => severity.indexOf(level)))] ?? 'notDeterminable'
}

/** Dates are written year-month-day, so that their order is that of the text. */
function isInForce(rule: AdviceRule, date: string): boolean {
  return rule.validFrom <= date && (rule.validTo === undefined || date <= rule.validTo)
}

function holds({ when }: AdviceRule, place: PlaceAndUse, use: Use, uses: readonly Use[]): boolean {
  const conditions = [
    when.classes?.some((code) => place.zoning.includes(code)),
    when.ownership?.includes(place.ownership),
    when.categories?.includes(use.category),
    when.heavy === undefined ? undefined : when.heavy === (use.heavy ?? false),
    when.listed && place.listedBuilding === true,
    when.contamination?.includes(place.contamination ?? 'none'),
    when.lawfulUse && holdsForLawfulUse(when.lawfulUse, when.classes, place, use, uses),
    when.groundOrBasement === undefined
      ? undefined
      : when.groundOrBasement === groundOrBasement.test(place.floor ?? ''),
  ]
  return conditions.every((condition) => condition ?? true)
}

/**
 * Whether the lawful use is of the category asked for (art. 23-ter DPR 380/2001). Where it is not
 * recorded a change cannot be told, yet land closed to the use stays closed.
 */
function holdsForLawfulUse(
  wanted: 'sameCategory' | 'otherCategory',
  classes: readonly string[] | undefined,
  place: PlaceAndUse,
  use: Use,
  uses: readonly Use[],
): boolean {
  const lawful = uses.find((candidate) => candidate.code === place.lawfulUse)
  if (!lawful) return wanted === 'otherCategory' && classes !== undefined
  return (lawful.legalCategory === use.legalCategory) === (wanted === 'sameCategory')
}

/** Euros rounded to the cent, half up; a binary remainder far below a cent does not turn the scale. */
export function toCents(euros: number): number {
  return Math.floor(euros * 100 + 0.5 + 1e-6) / 100
}

/** What the rent of a space is made from. */
export interface RentBasis {
  areaM2: number | null
  unitRentEurM2Year: number | null
  outsideRing: boolean | null
  worksEur: number | null
}

/**
 * The asked rent, `base × Π(1 − reduction)`: reductions multiply, they do not add (1,500 less 70% less 5%
 * is 427.50). Those everybody gets are taken off; those with a condition are listed apart.
 * Every amount is rounded to the cent, half up. Null where area or unit rent is not recorded.
 */
export function rentOf(rules: CityPack['rent'], basis: RentBasis): Rent | null {
  if (basis.areaM2 === null || basis.unitRentEurM2Year === null) return null
  const applicable = rules.reductions.filter((reduction) => !reduction.outsideRing || basis.outsideRing)
  const baseEurYear = toCents(basis.areaM2 * basis.unitRentEurM2Year)
  const { reductions, eurYear } = reduce(
    baseEurYear,
    applicable.filter((reduction) => !reduction.condition),
  )
  const eurMonth = toCents(eurYear / 12)
  const depositEur = toCents((eurYear * rules.depositMonths) / 12)
  return {
    unitRentEurM2Year: basis.unitRentEurM2Year,
    baseEurYear,
    reductions,
    conditional: applicable.flatMap((reduction) => conditionalOf(reduction, eurYear)),
    eurYear,
    eurMonth,
    depositEur,
    depositMonths: rules.depositMonths,
    worksEur: basis.worksEur,
    entryEur: toCents(depositEur + eurMonth + (basis.worksEur ?? 0)),
  }
}

/** Takes each reduction off what the one before has left. */
export function reduce(
  baseEurYear: number,
  applied: readonly Reduction[],
): Pick<Rent, 'reductions' | 'eurYear'> {
  let left = baseEurYear
  const reductions = applied.map(({ code, label, rate, legalBasis }) => {
    const before = left
    left = toCents(before * (1 - rate))
    const amountEurYear = toCents(left - before)
    return { code, label: label.it, labelEn: label.en, rate, legalBasis, amountEurYear }
  })
  return { reductions, eurYear: left }
}

function conditionalOf(reduction: Reduction, eurYear: number): Rent['conditional'] {
  const { code, label, rate, legalBasis, condition } = reduction
  if (!condition) return []
  return [
    {
      code,
      label: label.it,
      labelEn: label.en,
      rate,
      legalBasis,
      condition: condition.it,
      conditionEn: condition.en,
      eurYear: toCents(eurYear * (1 - rate)),
    },
  ]
}

/** Whole months from a day to another, both written year-month-day; null where the first is not known. */
export function monthsVacant(since: string | null, today: string): number | null {
  if (!since) return null
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = since.split('-').map(Number)
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number)
  const months = (year - fromYear) * 12 + month - fromMonth - (day < fromDay ? 1 : 0)
  return Math.max(0, months)
}

/** The part of a call that decides whether it takes applications. */
export interface CallWindow {
  status: string
  opensAt: Date | null
  closesAt: Date | null
}

/** Where a call stands for who wants to apply; `ended` is as if there were none. */
export type WindowPhase = 'upcoming' | 'open' | 'closed' | 'ended'

const endedStatuses = ['draft', 'awarded', 'concluded', 'noBids', 'revoked']

/**
 * Where a call stands by the clock, whatever its stored status has been moved to yet. The closing instant
 * itself is still in time; what comes after it is late. A standing call has no closing instant.
 */
export function windowPhase(call: CallWindow, now: Date): WindowPhase {
  if (endedStatuses.includes(call.status)) return 'ended'
  if (call.status !== 'published' && call.status !== 'open') return 'closed'
  if (!call.opensAt || now < call.opensAt) return 'upcoming'
  return call.closesAt && now > call.closesAt ? 'closed' : 'open'
}

/** Why nothing can be sent for a space. */
export const cannotAskReasons = [
  'ownershipUnknown',
  'notOurs',
  'callNotOpenYet',
  'callClosed',
  'awarded',
  'inUse',
  'notPublic',
] as const
export type CannotAskReason = (typeof cannotAskReasons)[number]

/** What can be sent for a space, or why nothing. */
export interface CanAsk {
  kind: 'application' | 'expressionOfInterest' | null
  reasonCode: CannotAskReason | null
}

const askableOwnerships = ['municipal', 'publicHousing', 'confiscated']
const interestStatuses = ['available', 'surveyed', 'released', 'expiring', 'inCall']
const refuse = (reasonCode: CannotAskReason): CanAsk => ({ kind: null, reasonCode })

/**
 * What can be sent for a space now: an application where its call is open, an expression of interest where
 * it is in no call. What belongs to another
 * public body is asked for only in a call; what is private, or whose owner is not known, not at all.
 * @param call the latest call with the space in a lot, null where there is none
 */
export function canAsk(
  space: { ownership: string; status: string },
  call: CallWindow | null,
  now: Date,
): CanAsk {
  if (space.ownership === 'unknown') return refuse('ownershipUnknown')
  if (space.ownership === 'private') return refuse('notOurs')
  if (space.status === 'awarded') return refuse('awarded')
  if (space.status === 'inUse') return refuse('inUse')
  if (!interestStatuses.includes(space.status)) return refuse('notPublic')
  const phase = call ? windowPhase(call, now) : 'ended'
  if (phase === 'open') return { kind: 'application', reasonCode: null }
  if (phase === 'upcoming') return refuse('callNotOpenYet')
  if (phase === 'closed') return refuse('callClosed')
  if (!askableOwnerships.includes(space.ownership)) return refuse('notOurs')
  return { kind: 'expressionOfInterest', reasonCode: null }
}

/** How near a space is to being had, 0 first: the first key of the order by relevance. */
export function openness(status: string): number {
  if (status === 'available' || status === 'inCall') return 0
  if (status === 'expiring' || status === 'released') return 1
  return status === 'surveyed' ? 2 : 3
}
