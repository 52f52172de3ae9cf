import type { Model } from './figures/model.ts'
import { toDegrees } from './project.ts'
import type { Current } from './reading.ts'
import { walkM } from './rules.ts'
import type { Gap } from './schema.ts'
import { type Catchment, cellsAround } from './travel.ts'

/**
 * Places where one more lab would reach the most residents whom none reaches, one after the other: each takes those it
 * would reach away from the ones that follow, so that nobody is counted twice. Places are the centres of cells. What
 * a place gains can only shrink, so it is looked at again only where it could still be the best.
 * @returns the largest gain first; fewer than `limit` where too few are left to be told
 */
export async function findGaps(
  { model, catchmentOf }: Current,
  { minutes, limit }: { minutes: number; limit: number },
): Promise<Gap[]> {
  const { inputs, distances, city } = model
  const reachM = walkM(minutes, city.coverage.speedMPerMin)
  const left = model.population.map((residents, cell) =>
    (distances.toLab[cell] ?? Infinity) <= reachM ? 0 : residents,
  )
  const bounds = mostPossible(model, left, reachM)
  const reaches = new Map<number, number[]>()
  const gaps: Gap[] = []
  while (gaps.length < limit) {
    const best = indexOfMost(bounds)
    const [bound, spot] = [bounds[best] ?? 0, inputs.cells[best]]
    if (!spot || Math.round(bound) < city.coverage.suppressBelow) break
    const reach = reaches.get(best) ?? within(await catchmentOf(spot), reachM)
    reaches.set(best, reach)
    const gain = sumOf(left, reach)
    bounds[best] = gain
    if (gain < bound) continue
    gaps.push(toGap(model, gaps.length + 1, best, gain))
    for (const cell of reach) left[cell] = 0
  }
  return gaps
}

const within = ({ cells, distances }: Catchment, reachM: number): number[] =>
  cells.filter((_, at) => (distances[at] ?? Infinity) <= reachM)

const sumOf = (numbers: Float64Array, at: readonly number[]): number =>
  at.reduce((sum, index) => sum + (numbers[index] ?? 0), 0)

/** What a lab in each cell could reach if every way were straight: no street is shorter. */
function mostPossible({ inputs }: Model, left: Float64Array, reachM: number): Float64Array {
  const around = cellsAround(inputs.cells, reachM)
  return Float64Array.from(inputs.cells, (spot) => sumOf(left, around(spot)))
}

function indexOfMost(numbers: Float64Array): number {
  let best = -1
  let most = 0
  for (let at = 0; at < numbers.length; at += 1) {
    if ((numbers[at] ?? 0) > most) [best, most] = [at, numbers[at] ?? 0]
  }
  return best
}

function toGap({ inputs, city }: Model, rank: number, cell: number, gain: number): Gap {
  const spot = inputs.cells[cell]
  const neighbourhood = inputs.neighbourhoods[spot?.neighbourhood ?? -1]
  return {
    rank,
    point: toDegrees(city, spot ?? { x: 0, y: 0 }),
    neighbourhood: neighbourhood?.code ?? null,
    neighbourhoodName: neighbourhood?.name ?? null,
    district: inputs.districts[spot?.district ?? -1]?.code ?? null,
    residents: Math.round(gain),
  }
}
