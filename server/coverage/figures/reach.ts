import type { Place } from '../areas.ts'
import { walkM, weightedQuantile } from '../rules.ts'
import type { IndicatorId, Value } from '../schema.ts'
import { known, noResidents, suppressed, unknown } from '../values.ts'
import type { Figures, Model } from './model.ts'

type Id = Extract<
  IndicatorId,
  | `${'labs' | 'spaces'}${5 | 10 | 15}`
  | `${'lab' | 'space'}Distance${'Mean' | 'P90'}`
  | 'transit'
  | 'access'
  | 'accessBanded'
>

/** C1 within reach, C4 floating catchments, C5 distances: means over the residents of an area. */
export const reachFigures: Figures<Id> = (model, place) => {
  const { coverage } = model.city
  const { toLab, toSpace } = model.distances
  const [labs, open] = [place.labs.length, openOf(model, place)]
  const within = (distances: Float64Array, metres: number, count: number) =>
    told(model, place, count, () => shareOf(model, place, (cell) => (distances[cell] ?? Infinity) <= metres))
  const minutes = (band: number) => walkM(band, coverage.speedMPerMin)
  return {
    labs5: within(toLab, minutes(5), labs),
    labs10: within(toLab, minutes(10), labs),
    labs15: within(toLab, minutes(15), labs),
    spaces5: within(toSpace, minutes(5), open),
    spaces10: within(toSpace, minutes(10), open),
    spaces15: within(toSpace, minutes(15), open),
    transit: transit(model, place),
    access: told(model, place, labs, () => accessOf(model, place, model.access)),
    accessBanded: told(model, place, labs, () => accessOf(model, place, model.accessBanded)),
    labDistanceMean: told(model, place, labs, () => meanDistance(model, place, toLab)),
    labDistanceP90: told(model, place, labs, () => ninetieth(model, place, toLab)),
    spaceDistanceMean: told(model, place, open, () => meanDistance(model, place, toSpace)),
    spaceDistanceP90: told(model, place, open, () => ninetieth(model, place, toSpace)),
  }
}

/** How many spaces of an area one can have. */
export const openOf = ({ inputs }: Model, { spaces }: Place): number =>
  spaces.filter((at) => ['available', 'inCall'].includes(inputs.spaces[at]?.status ?? '')).length

/** The stops behind it are those near to a cell of the area, on whichever side of its border they lie. */
function transit(model: Model, place: Place): Value {
  const { stopsNear, inputs } = model
  if (inputs.stops.length === 0) return unknown()
  const near = new Set(place.cells.flatMap((cell) => stopsNear[cell] ?? []))
  const isNear = (cell: number) => (stopsNear[cell]?.length ?? 0) > 0
  return told(model, place, near.size, () => shareOf(model, place, isNear))
}

/** A figure of people: none of nobody, none of so few that one would know whom. */
function told({ city }: Model, place: Place, count: number, compute: () => number | null): Value {
  if (place.residents === null) return unknown(count)
  if (place.residents === 0) return noResidents(count)
  return place.residents < city.coverage.suppressBelow ? suppressed : known(compute(), count)
}

const sumOver = ({ cells }: Place, of: (cell: number) => number): number => {
  let sum = 0
  for (const cell of cells) sum += of(cell)
  return sum
}
const people = (model: Model, place: Place) => sumOver(place, (cell) => model.population[cell] ?? 0)

/** Of a quotient whose denominator may be nothing. */
const quotient = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** Of the residents, those who live where `reached` says. */
function shareOf(model: Model, place: Place, reached: (cell: number) => boolean): number | null {
  const those = sumOver(place, (cell) => (reached(cell) ? (model.population[cell] ?? 0) : 0))
  return quotient(those, people(model, place))
}

const per10k = 10_000

function accessOf(model: Model, place: Place, access: Float64Array | null): number | null {
  if (!access) return null
  const all = sumOver(place, (cell) => (access[cell] ?? 0) * (model.population[cell] ?? 0))
  const mean = quotient(all, people(model, place))
  return mean === null ? null : mean * per10k
}

function meanDistance(model: Model, place: Place, distances: Float64Array): number | null {
  const can = (cell: number) => Number.isFinite(distances[cell])
  const weight = sumOver(place, (cell) => (can(cell) ? (model.population[cell] ?? 0) : 0))
  const walked = sumOver(place, (cell) =>
    can(cell) ? (distances[cell] ?? 0) * (model.population[cell] ?? 0) : 0,
  )
  return quotient(walked, weight)
}

function ninetieth({ population }: Model, { cells }: Place, distances: Float64Array): number | null {
  return weightedQuantile(
    cells.map((cell) => distances[cell] ?? Infinity),
    cells.map((cell) => population[cell] ?? 0),
    0.9,
  )
}
