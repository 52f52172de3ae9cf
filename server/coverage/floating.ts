import type { Catchment } from './travel.ts'

/**
 * Two-step floating catchment areas (Luo & Wang 2003): each supply is divided by the people who reach it, and each
 * cell adds up what it reaches. With weights below one it is the enhanced form (Luo & Qi 2009). A supply that nobody
 * reaches gives nothing to anybody, and one that is not known makes the whole unknown.
 * @param weightOf what a distance in metres counts; 0 is out of reach
 * @returns supply for each person, by cell; null where a supply is not known
 */
export function floatingCatchments(
  population: Float64Array,
  supplies: readonly (number | null)[],
  catchments: readonly Catchment[],
  weightOf: (distanceM: number) => number,
): Float64Array | null {
  const access = new Float64Array(population.length)
  for (const [lab, { cells, distances }] of catchments.entries()) {
    const supply = supplies[lab] ?? null
    if (supply === null) return null
    const weights = distances.map(weightOf)
    let demand = 0
    for (const [at, cell] of cells.entries()) demand += (weights[at] ?? 0) * (population[cell] ?? 0)
    if (demand === 0) continue
    for (const [at, cell] of cells.entries()) {
      access[cell] = (access[cell] ?? 0) + ((weights[at] ?? 0) * supply) / demand
    }
  }
  return access
}
