import type { CityPack } from '../city/pack.ts'
import { type Place, placesOf } from './areas.ts'
import { fairnessFigures } from './figures/fairness.ts'
import type { Model } from './figures/model.ts'
import { procedureFigures } from './figures/procedures.ts'
import { reachFigures } from './figures/reach.ts'
import { supplyFigures } from './figures/supply.ts'
import { floatingCatchments } from './floating.ts'
import type { Inputs } from './inputs.ts'
import { bandOf, walkM } from './rules.ts'
import type { Area } from './schema.ts'
import { type Distances, stopsNear } from './travel.ts'

/** Version of how figures are computed: raise it with every change that can change a number. */
export const methodVersion = '3'

/** Everything figures of a day need, from the inputs and how far things are from each other. */
export function modelOf(city: CityPack, inputs: Inputs, distances: Distances): Model {
  const { floating, speedMPerMin, bands } = city.coverage
  const population = Float64Array.from(inputs.cells, (cell) => cell.population ?? 0)
  const supplies = inputs.labs.map(({ supply }) => supply)
  const catchmentM = walkM(floating.minutes, speedMPerMin)
  const floated = (weightOf: (distanceM: number) => number) =>
    floatingCatchments(population, supplies, distances.catchments, weightOf)
  return {
    city,
    inputs,
    places: placesOf(inputs, city),
    distances,
    stopsNear: stopsNear(inputs, city),
    population,
    access: floated((distanceM) => (distanceM <= catchmentM ? 1 : 0)),
    accessBanded: floated((distanceM) => floating.weights[bandOf(distanceM, bands, speedMPerMin)] ?? 0),
  }
}

/** The figures of every area. */
export const computeAreas = (model: Model): Area[] => model.places.map((place) => toArea(model, place))

function toArea(model: Model, place: Place): Area {
  const { kind, code, name, residents, year, source, official, border } = place
  const { smallResidents, suppressBelow } = model.city.coverage
  const whole = residents === null ? null : Math.round(residents)
  const few = whole !== null && whole > 0 && whole < suppressBelow
  return {
    kind,
    code,
    name,
    residents: few ? null : whole,
    residentsYear: year,
    residentsSource: source,
    official,
    small: whole !== null && whole < smallResidents,
    border,
    values: {
      ...reachFigures(model, place),
      ...supplyFigures(model, place),
      ...fairnessFigures(model, place),
      ...procedureFigures(model, place),
    },
  }
}
