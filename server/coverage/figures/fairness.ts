import type { Place } from '../areas.ts'
import { weightedGini } from '../rules.ts'
import type { AreaKind, IndicatorId, Value } from '../schema.ts'
import { known, notApplicable, unknown } from '../values.ts'
import type { Figures, Model } from './model.ts'
import { reachFigures } from './reach.ts'
import { areaOf, offeredStatuses, spacesOf, supplyFigures } from './supply.ts'

type Id = Extract<IndicatorId, `${string}Gini` | `${string}Ratio` | `${string}InPeriphery`>

/** C6 to C8: how things are shared out; ratios and shares of the whole are of the city alone. */
export const fairnessFigures: Figures<Id> = (model, place) => {
  const shared = ['city', 'district'].includes(place.kind)
  return {
    accessGini: shared ? accessGini(model, place) : notApplicable,
    offeredGini: shared ? offeredGini(model, place) : notApplicable,
    ...(place.kind === 'city' ? cityFigures(model, place) : noCityFigures),
  }
}

const noCityFigures = {
  labsRatio: notApplicable,
  offeredRatio: notApplicable,
  accessRatio: notApplicable,
  labsInPeriphery: notApplicable,
  offeredInPeriphery: notApplicable,
}

const cityFigures = (model: Model, city: Place) => ({
  labsRatio: ratio(model, (place) => supplyFigures(model, place).labsPer10k),
  offeredRatio: ratio(model, (place) => supplyFigures(model, place).offeredPer1000),
  accessRatio: ratio(model, (place) => reachFigures(model, place).access),
  labsInPeriphery: labsInPeriphery(model, city),
  offeredInPeriphery: offeredInPeriphery(model, city),
})

/** A figure that may have nothing to say: all of nothing is shared out by nobody. */
const orNot = (value: number | null, count: number): Value =>
  value === null ? { ...notApplicable, count } : known(value, count)

function accessGini({ access, population, inputs }: Model, { cells, labs }: Place): Value {
  if (!access || cells.some((cell) => inputs.cells[cell]?.population === null)) return unknown(labs.length)
  const weights = cells.map((cell) => population[cell] ?? 0)
  const amounts = cells.map((cell) => (access[cell] ?? 0) * (population[cell] ?? 0))
  return orNot(weightedGini(weights, amounts), labs.length)
}

/** Over NIL; a NIL counts where its label lies. */
function offeredGini(model: Model, { kind, code }: Place): Value {
  const { districts, neighbourhoods } = model.inputs
  const mine = model.places
    .filter(({ kind: other }) => other === 'neighbourhood')
    .filter((_, at) =>
      kind === 'city' ? true : districts[neighbourhoods[at]?.labelDistrict ?? -1]?.code === code,
    )
  const offered = mine.map((place) => areaOf(spacesOf(model, place), offeredStatuses))
  const residents = mine.map((place) => place.residents)
  if ([...offered, ...residents].includes(null)) return unknown(mine.length)
  return orNot(weightedGini(residents.map(Number), offered.map(Number)), mine.length)
}

const find = ({ places }: Model, kind: AreaKind, code: string) =>
  places.find((place) => place.kind === kind && place.code === code)

function ratio(model: Model, figure: (place: Place) => Value): Value {
  const [inside, outside] = [find(model, 'ring', 'inside'), find(model, 'ring', 'outside')]
  if (!inside || !outside) return notApplicable
  const [within, beyond] = [figure(inside), figure(outside)]
  const count = (within.count ?? 0) + (beyond.count ?? 0)
  if (within.value === null || beyond.value === null) return unknown(count)
  return within.value === 0 ? { ...notApplicable, count } : known(beyond.value / within.value, count)
}

function labsInPeriphery(model: Model, city: Place): Value {
  const inside = find(model, 'periphery', 'inside')
  if (!inside) return notApplicable
  const count = city.labs.length
  return orNot(count === 0 ? null : inside.labs.length / count, count)
}

function offeredInPeriphery(model: Model, city: Place): Value {
  const inside = find(model, 'periphery', 'inside')
  if (!inside) return notApplicable
  const placed = spacesOf(model, city).filter(({ zones }) => zones !== null)
  const [all, those] = [areaOf(placed, offeredStatuses), areaOf(spacesOf(model, inside), offeredStatuses)]
  const count = placed.filter(({ status }) => offeredStatuses.includes(status)).length
  if (all === null) return unknown(count)
  return orNot(all === 0 ? null : (those ?? 0) / all, count)
}
