import { between, integerBetween, pick, pickWeighted, type Random } from './random.ts'

/** What a unit was built for; decides sizes, heights, rents and lawful uses. */
export type Kind = keyof typeof kinds

/** Invented but plausible ranges: m² usable, m high, a factor on rent, the cadastral categories. */
const kinds = {
  shop: { area: [24, 140], height: [2.9, 3.8], rent: 1.25, category: 'retail', cadastral: ['C/1'] },
  workshop: { area: [56, 330], height: [3.1, 5.4], rent: 0.85, category: 'production', cadastral: ['C/3'] },
  shed: { area: [170, 1300], height: [4.4, 8], rent: 0.6, category: 'production', cadastral: ['D/1', 'D/7'] },
  store: { area: [19, 190], height: [2.4, 4], rent: 0.6, category: 'storage', cadastral: ['C/2', 'C/6'] },
  office: { area: [28, 190], height: [2.7, 3.3], rent: 1.1, category: 'office', cadastral: ['A/10'] },
  hall: { area: [70, 520], height: [3, 5], rent: 0.7, category: 'service', cadastral: ['B/4', 'B/5', 'B/6'] },
} as const

export const kindWeights: Record<Kind, number> = {
  shop: 30,
  workshop: 42,
  shed: 9,
  store: 10,
  office: 9,
  hall: 8,
}
/** Ground floors of public housing hold small units. */
export const housingWeights: Partial<Record<Kind, number>> = { shop: 60, workshop: 20, store: 15, office: 5 }

const conditions = ['excellent', 'good', 'fair', 'mediocre', 'poor', 'unfit'] as const
type Condition = (typeof conditions)[number]
const conditionWeights: Record<Condition, number> = {
  excellent: 4,
  good: 20,
  fair: 32,
  mediocre: 24,
  poor: 16,
  unfit: 4,
}
const worksPerM2: Record<Condition, [number, number]> = {
  excellent: [0, 0],
  good: [10, 60],
  fair: [60, 180],
  mediocre: [150, 320],
  poor: [300, 600],
  unfit: [550, 900],
}
const works: Record<Condition, string[]> = {
  excellent: ['Nessun lavoro necessario'],
  good: ['Tinteggiatura e verifica degli impianti', 'Sostituzione dei corpi illuminanti'],
  fair: ['Adeguamento dell’impianto elettrico', 'Rifacimento dei servizi igienici e tinteggiatura'],
  mediocre: ['Impianto elettrico, servizi igienici, serramenti', 'Pavimento industriale e impianti'],
  poor: ['Recupero completo con impianti e serramenti', 'Copertura, impianti e pavimento'],
  unfit: ['Recupero completo; agibilità da ottenere'],
}

/** A use of the city pack, as far as a lawful use is chosen from it. */
export interface PackUse {
  code: string
  category: string
  cadastral: string[]
  heavy?: boolean
}

/** What is recorded of a unit; what nobody recorded is absent. */
export type Unit = ReturnType<typeof unitOf>

/** The value, or nothing in the share of cases where nobody recorded it. */
const recorded = <Value>(random: Random, share: number, value: () => Value): Value | undefined => {
  const found = value()
  return random() < share ? found : undefined
}

/** Usable area in m²: small ones are many, large ones few. */
export function areaOf(random: Random, kind: Kind): number {
  const [low, high] = kinds[kind].area
  return Math.round(low * (high / low) ** (0.75 * random() + 0.25 * random()))
}

const oneDecimal = (value: number) => Math.round(value * 10) / 10

/**
 * Invents the facts of one unit, with the holes a real census has.
 * @param rentLevel EUR per m² and year that the place is worth
 */
export function unitOf(random: Random, kind: Kind, areaM2: number, rentLevel: number, uses: PackUse[]) {
  const cadastralCategory = pick(random, kinds[kind].cadastral)
  const condition = pickWeighted(random, conditionWeights)
  return {
    floor: recorded(random, 0.96, () => floorOf(random, kind)),
    heightM: recorded(random, 0.68, () =>
      oneDecimal(between(random, kinds[kind].height[0], kinds[kind].height[1])),
    ),
    ...supplyOf(random, kind),
    ...accessOf(random, kind),
    heating: recorded(random, 0.6, () => pickWeighted(random, { yes: 5, toRedo: 3, no: 2 })),
    toilets: recorded(random, 0.62, () =>
      integerBetween(random, kind === 'store' ? 0 : 1, areaM2 > 250 ? 4 : 2),
    ),
    energyClass: recorded(random, 0.5, () =>
      pickWeighted(random, { B: 2, C: 4, D: 8, E: 14, F: 18, G: 30, exempt: 8, notAvailable: 16 }),
    ),
    condition: recorded(random, 0.86, () => condition),
    lawfulUse: recorded(random, 0.9, () => lawfulUseOf(random, kind, cadastralCategory, uses)),
    cadastralCategory: recorded(random, 0.8, () => cadastralCategory),
    ...worksOf(random, condition, areaM2),
    ...historyOfGround(random, kind),
    unitRentEurM2Year: recorded(random, 0.88, () => rentOf(random, kind, condition, rentLevel)),
    commercialAreaM2: recorded(random, 0.55, () => Math.round(areaM2 * between(random, 1.08, 1.2))),
  }
}

const floorOf = (random: Random, kind: Kind) => {
  if (kind === 'shed') return 'T'
  if (kind === 'shop') return pickWeighted(random, { T: 95, R: 5 })
  if (kind === 'office') return pickWeighted(random, { T: 35, R: 10, '1': 35, '2': 15, '3': 5 })
  if (kind === 'store') return pickWeighted(random, { T: 50, S1: 45, S2: 5 })
  return pickWeighted(random, { T: 82, S1: 8, R: 3, '1': 7 })
}

function supplyOf(random: Random, kind: Kind) {
  const productive = kind === 'workshop' || kind === 'shed'
  const threePhase = recorded(random, productive ? 0.78 : 0.36, () =>
    pickWeighted(random, productive ? { yes: 6, activatable: 4, no: 1 } : { yes: 1, activatable: 4, no: 5 }),
  )
  const powers = kind === 'shed' ? [30, 50, 75, 100] : productive ? [10, 15, 20, 30] : [3, 4.5, 6, 10]
  return { threePhase, powerKw: recorded(random, 0.36, () => pick(random, powers)) }
}

function accessOf(random: Random, kind: Kind) {
  const productive = kind === 'workshop' || kind === 'shed' || kind === 'store'
  const vehicleAccess = recorded(random, 0.64, () => random() < (productive ? 0.6 : 0.12))
  return {
    vehicleAccess,
    doorWidthM: vehicleAccess
      ? recorded(random, 0.7, () => oneDecimal(between(random, 2.4, 4.2)))
      : undefined,
    floorLoadKgM2: recorded(random, 0.22, () =>
      pick(random, productive ? [500, 800, 1000, 1500] : [300, 400, 500]),
    ),
    extraction: recorded(random, 0.5, () =>
      pickWeighted(random, productive ? { yes: 3, possible: 5, no: 2 } : { yes: 1, possible: 3, no: 6 }),
    ),
    stepFree: recorded(random, 0.6, () => random() < 0.55),
    streetWindow: recorded(random, 0.8, () => (kind === 'shop' ? true : random() < 0.25)),
  }
}

function lawfulUseOf(random: Random, kind: Kind, cadastral: string, uses: PackUse[]): string {
  const { category } = kinds[kind]
  const fitting = uses.filter(
    (use) => !use.heavy && use.category === category && use.cadastral.includes(cadastral),
  )
  return pick(random, fitting.length ? fitting : uses.filter((use) => use.category === category)).code
}

function worksOf(random: Random, condition: Condition, areaM2: number) {
  const [low, high] = worksPerM2[condition]
  const worksEur = recorded(random, 0.6, () => Math.round((between(random, low, high) * areaM2) / 500) * 500)
  return { worksEur, works: worksEur === undefined ? undefined : pick(random, works[condition]) }
}

function historyOfGround(random: Random, kind: Kind) {
  return {
    listedBuilding: recorded(random, 0.85, () => random() < 0.05),
    contamination: recorded(random, 0.4, () =>
      pickWeighted(
        random,
        kind === 'shed' ? { none: 6, suspected: 3, known: 1 } : { none: 19, suspected: 1 },
      ),
    ),
  }
}

function rentOf(random: Random, kind: Kind, condition: Condition, level: number): number {
  const repair = { excellent: 1.15, good: 1.05, fair: 1, mediocre: 0.88, poor: 0.75, unfit: 0.65 }[condition]
  const rent = level * kinds[kind].rent * repair * between(random, 0.85, 1.15)
  return Math.round(Math.min(297, Math.max(10, rent)))
}
