import type { CityPack } from '../../city/pack.ts'
import type { Place } from '../areas.ts'
import type { Inputs } from '../inputs.ts'
import type { IndicatorId, Value } from '../schema.ts'
import type { Distances } from '../travel.ts'

/** Everything figures are computed from, by cell where it is long. */
export interface Model {
  city: CityPack
  inputs: Inputs
  places: readonly Place[]
  distances: Distances
  /** Of each cell, the stops near enough, as positions in the inputs. */
  stopsNear: readonly (readonly number[])[]
  /** Residents of each cell, nought where not known. */
  population: Float64Array
  /** Supply for each resident, 2SFCA and its banded form; null where a supply is not known. */
  access: Float64Array | null
  accessBanded: Float64Array | null
}

/** Figures of one area, of one family of indicators. */
export type Figures<Id extends IndicatorId> = (model: Model, place: Place) => Record<Id, Value>
