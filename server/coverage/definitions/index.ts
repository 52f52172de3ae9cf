import type { CityPack } from '../../city/pack.ts'
import { type Indicator, indicatorIds } from '../schema.ts'
import { fairnessDefinitions } from './fairness.ts'
import { procedureDefinitions } from './procedures.ts'
import { reachDefinitions } from './reach.ts'
import { supplyDefinitions } from './supply.ts'

/** What every indicator says, with the numbers of the city's pack, in the order in which they are told. */
export function indicatorsOf(city: CityPack): Indicator[] {
  const definitions = {
    ...reachDefinitions(city),
    ...supplyDefinitions(city),
    ...fairnessDefinitions(city),
    ...procedureDefinitions(city),
  }
  return indicatorIds.map((id) => ({ id, ...definitions[id] }))
}
