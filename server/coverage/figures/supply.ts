import { addMonths } from '../../agreements/rules.ts'
import type { Place } from '../areas.ts'
import type { SpaceInput } from '../inputs.ts'
import type { IndicatorId, Value } from '../schema.ts'
import { known, noResidents, unknown } from '../values.ts'
import type { Figures, Model } from './model.ts'
import { openOf } from './reach.ts'

type Id = Extract<
  IndicatorId,
  'labCount' | 'labsPer10k' | 'spaceCount' | 'openCount' | `${string}Per1000` | 'uncheckedShare'
>

export const offeredStatuses = ['available', 'inCall']
const assignedStatuses = ['awarded', 'inUse', 'expiring']
export const vacantStatuses = ['surveyed', 'available', 'inCall', 'released']

/** C2 and C3: what there is, in all and for each resident; facilities are always counted, nought included. */
export const supplyFigures: Figures<Id> = (model, place) => {
  const spaces = spacesOf(model, place)
  return {
    labCount: known(place.labs.length, place.labs.length),
    labsPer10k: perResident(place, place.labs.length, place.labs.length, 10_000),
    spaceCount: known(spaces.length, spaces.length),
    openCount: known(openOf(model, place), openOf(model, place)),
    offeredPer1000: squareMetres(spaces, place, offeredStatuses),
    assignedPer1000: squareMetres(spaces, place, assignedStatuses),
    vacantPer1000: squareMetres(spaces, place, vacantStatuses),
    uncheckedShare: uncheckedShare(model, spaces),
  }
}

/** The public spaces of an area. */
export const spacesOf = ({ inputs }: Model, { spaces }: Place): SpaceInput[] =>
  spaces.flatMap((at) => inputs.spaces[at] ?? [])

function perResident({ residents }: Place, amount: number, count: number, times: number): Value {
  if (residents === null) return unknown(count)
  return residents === 0 ? noResidents(count) : known((amount / residents) * times, count)
}

/** What some spaces measure together; null where no area is known of any, though there are some. */
export function areaOf(spaces: readonly SpaceInput[], statuses: readonly string[]): number | null {
  const those = spaces.filter(({ status }) => statuses.includes(status))
  const sizes = those.flatMap(({ areaM2 }) => areaM2 ?? [])
  return those.length > 0 && sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0)
}

function squareMetres(spaces: readonly SpaceInput[], place: Place, statuses: readonly string[]): Value {
  const count = spaces.filter(({ status }) => statuses.includes(status)).length
  const amount = areaOf(spaces, statuses)
  return amount === null ? unknown(count) : perResident(place, amount, count, 1000)
}

/** Share of the spaces that nobody has surveyed for some months. */
export function uncheckedShare({ inputs, city }: Model, spaces: readonly SpaceInput[]): Value {
  const oldest = addMonths(inputs.date, -city.coverage.uncheckedMonths)
  const old = spaces.filter(({ surveyedOn }) => surveyedOn === null || surveyedOn < oldest).length
  return spaces.length === 0 ? unknown(0) : known(old / spaces.length, spaces.length)
}
