import { type Static, Type } from 'typebox'
import { nullOr, oneOf } from '../http/schema.ts'

const criterionKinds = ['marks', 'purposes'] as const
type CriterionKind = (typeof criterionKinds)[number]

const criterionScopes = ['request', 'lot'] as const
type CriterionScope = (typeof criterionScopes)[number]

export const priceFormulas = ['proportional', 'rise'] as const
export type PriceFormula = (typeof priceFormulas)[number]

export const tieSteps = ['technicalPoints', 'improvedOffers', 'draw'] as const
export type TieStep = (typeof tieSteps)[number]

export const lotAllocations = ['byRank', 'deferredAcceptance'] as const
export type LotAllocation = (typeof lotAllocations)[number]

/** Code of the criterion that counts the purposes taken over from Municipi; a lot may have none of them. */
export const districtPurpose = 'districtPurpose'

const points = (description: string) =>
  Type.Number({ minimum: 0, maximum: 1000, multipleOf: 0.01, description })

/** One thing the technical offer is judged by. */
export const Criterion = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' }),
    label: Type.String({ minLength: 1, maxLength: 200 }),
    labelEn: nullOr(Type.String({ maxLength: 200 })),
    guidance: nullOr(Type.String({ maxLength: 2000, description: 'what gives many points and what few' })),
    kind: oneOf(criterionKinds, 'marks of the commission, or purposes the Municipio suggested for the lot'),
    scope: oneOf(criterionScopes, 'judged once for the request, or anew for each lot it asks for'),
    maxPoints: points('most it can bring'),
    threshold: nullOr(points('fewer keep the request out of the ranking')),
  },
  { additionalProperties: false },
)

export type Criterion = Static<typeof Criterion>

/** How requests are scored and lots given: frozen at the opening of a call, every later change a new version. */
export const Criteria = Type.Object(
  {
    technical: Type.Array(Criterion, { maxItems: 20 }),
    technicalThreshold: nullOr(points('fewer technical points keep the request out of the ranking')),
    price: nullOr(
      Type.Object(
        { maxPoints: points('of the best bid'), formula: oneOf(priceFormulas, 'how a bid becomes points') },
        { additionalProperties: false },
      ),
    ),
    ties: Type.Array(oneOf(tieSteps, 'what parts equal totals, in order'), {
      maxItems: 3,
      uniqueItems: true,
    }),
    allocation: oneOf(lotAllocations, 'how lots go to who ranks first on several'),
    maxAwardsPerApplicant: Type.Integer({ minimum: 1, maximum: 50 }),
  },
  { additionalProperties: false },
)
export type Criteria = Static<typeof Criteria>

/** What is wrong with criteria; `pointer` is a JSON Pointer into them. */
export const criteriaProblems = [
  'nothingScored',
  'codeTwice',
  'noPoints',
  'thresholdAboveMost',
  'purposesPerLot',
  'drawLast',
  'improvedOffersNeedPrice',
  'technicalPointsNeedCriteria',
] as const
export type CriteriaProblem = (typeof criteriaProblems)[number]

export interface CriteriaFault {
  pointer: string
  code: CriteriaProblem
}

/** The most points the technical offer can bring. */
export const technicalMost = ({ technical }: Pick<Criteria, 'technical'>): number =>
  Math.round(technical.reduce((sum, { maxPoints }) => sum + maxPoints, 0) * 100) / 100

/** The most points in all; a call is usually weighted to 100. */
export const totalMost = (criteria: Criteria): number =>
  Math.round((technicalMost(criteria) + (criteria.price?.maxPoints ?? 0)) * 100) / 100

/** Everything that keeps a call from being published with these criteria; empty where they can be used. */
export function criteriaFaults(criteria: Criteria): CriteriaFault[] {
  const { technical, technicalThreshold, price, ties } = criteria
  const fault = (pointer: string, code: CriteriaProblem): CriteriaFault => ({ pointer, code })
  const codes = technical.map(({ code }) => code)
  const faults: (CriteriaFault | false)[] = [
    technical.length === 0 && price === null && fault('/technical', 'nothingScored'),
    price !== null && price.maxPoints <= 0 && fault('/price/maxPoints', 'noPoints'),
    technicalThreshold !== null &&
      technicalThreshold > technicalMost(criteria) &&
      fault('/technicalThreshold', 'thresholdAboveMost'),
    ties.at(-1) !== 'draw' && fault('/ties', 'drawLast'),
    ties.includes('improvedOffers') && price === null && fault('/ties', 'improvedOffersNeedPrice'),
    ties.includes('technicalPoints') &&
      technical.length === 0 &&
      fault('/ties', 'technicalPointsNeedCriteria'),
  ]
  for (const [index, criterion] of technical.entries()) {
    const at = `/technical/${index}`
    faults.push(
      codes.indexOf(criterion.code) !== index && fault(`${at}/code`, 'codeTwice'),
      criterion.maxPoints <= 0 && fault(`${at}/maxPoints`, 'noPoints'),
      (criterion.threshold ?? 0) > criterion.maxPoints && fault(`${at}/threshold`, 'thresholdAboveMost'),
      criterion.kind === 'purposes' && criterion.scope !== 'lot' && fault(`${at}/scope`, 'purposesPerLot'),
    )
  }
  return faults.filter((found) => found !== false)
}
