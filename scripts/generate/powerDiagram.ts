import { cut, distance, type HalfPlane, type Point, type Ring, ringArea } from './plane.ts'

/** A point that draws ground to the group it belongs to. */
export interface Generator {
  group: string
  at: Point
}

/**
 * The half-plane that leaves one generator's side of the power bisector with another
 * (Aurenhammer 1987: points where the squared distance minus the weight is smaller).
 */
function bisector(own: Point, ownWeight: number, other: Point, otherWeight: number): HalfPlane {
  const normal: Point = [other[0] - own[0], other[1] - own[1]]
  const squares = other[0] ** 2 + other[1] ** 2 - own[0] ** 2 - own[1] ** 2
  return { normal, offset: (squares + ownWeight - otherWeight) / 2 }
}

/** For each generator all the others, the nearest first. */
const othersByDistance = (generators: Generator[]): Generator[][] =>
  generators.map((own) =>
    generators
      .filter((other) => other !== own)
      .map((other) => ({ other, away: distance(other.at, own.at) }))
      .sort((a, b) => a.away - b.away)
      .map(({ other }) => other),
  )

/** What of a ring belongs to each generator, in the order of the generators. */
export function powerCells(
  ring: Ring,
  generators: Generator[],
  weights: Map<string, number>,
  others = othersByDistance(generators),
): Ring[] {
  const weight = ({ group }: Generator) => weights.get(group) ?? 0
  return generators.map((own, index) =>
    (others[index] ?? []).reduce(
      (left, other) =>
        left.length ? cut(left, bisector(own.at, weight(own), other.at, weight(other))) : left,
      ring,
    ),
  )
}

/** Areas per group in the square of the ring's unit. */
function areas(cells: Ring[], generators: Generator[]): Map<string, number> {
  const sums = new Map<string, number>()
  generators.forEach(({ group }, index) => {
    sums.set(group, (sums.get(group) ?? 0) + Math.abs(ringArea(cells[index] as Ring)))
  })
  return sums
}

/** Draws the weights of two groups together until each generator keeps a margin within its own cell. */
function keepGeneratorsInside(generators: Generator[], weights: Map<string, number>, margin: number) {
  for (const a of generators) {
    for (const b of generators) {
      if (a.group >= b.group) continue
      const limit = distance(a.at, b.at) ** 2 * (1 - 2 * margin)
      const [weightA, weightB] = [weights.get(a.group) ?? 0, weights.get(b.group) ?? 0]
      const excess = Math.abs(weightA - weightB) - limit
      if (excess <= 0) continue
      const step = (Math.sign(weightA - weightB) * excess) / 2
      weights.set(a.group, weightA - step)
      weights.set(b.group, weightB + step)
    }
  }
}

/**
 * Weights with which the cells of each group come near the wanted areas, while every generator stays
 * in its own cell.
 * @param wanted area per group, in the square of the ring's unit
 * @param margin share of the distance between two generators that each keeps for itself, below 0.5
 */
export function fitWeights(
  ring: Ring,
  generators: Generator[],
  wanted: Map<string, number>,
  margin: number,
): Map<string, number> {
  const weights = new Map<string, number>()
  const others = othersByDistance(generators)
  for (let round = 0; round < 120; round++) {
    const found = areas(powerCells(ring, generators, weights, others), generators)
    for (const [group, area] of wanted) {
      weights.set(group, (weights.get(group) ?? 0) + 0.25 * (area - (found.get(group) ?? 0)))
    }
    for (let pass = 0; pass < 20; pass++) keepGeneratorsInside(generators, weights, margin)
  }
  return weights
}
