import type { Place } from '../areas.ts'
import { median } from '../rules.ts'
import type { IndicatorId, Value } from '../schema.ts'
import { known, notApplicable, suppressed, unknown } from '../values.ts'
import type { Figures, Model } from './model.ts'
import { spacesOf, vacantStatuses } from './supply.ts'

type Id = Extract<
  IndicatorId,
  'requests' | 'requestsPerSpace' | 'unmet' | 'vacantMonths' | 'assignDays' | `manufacturing${string}`
>

/** C9 to C12: what was asked for, how long things take, who makes things already. */
export const procedureFigures: Figures<Id> = (model, place) => {
  const spaces = spacesOf(model, place)
  const ids = new Set(spaces.map(({ id }) => id))
  const months = spaces.flatMap(({ status, monthsVacant }) =>
    vacantStatuses.includes(status) ? (monthsVacant ?? []) : [],
  )
  const days = model.inputs.handovers.filter(({ spaceId }) => ids.has(spaceId)).map((it) => it.days)
  return {
    ...requestFigures(model, ids),
    vacantMonths: known(median(months), months.length),
    assignDays: known(median(days), days.length),
    manufacturingUnits: firms(model, place, 'manufacturingUnits'),
    manufacturingJobs: firms(model, place, 'manufacturingJobs'),
  }
}

/** Counts of requests below the least are not told, nor what would give them away. */
function requestFigures(
  { inputs, city }: Model,
  spaceIds: ReadonlySet<number>,
): Pick<Record<IndicatorId, Value>, 'requests' | 'requestsPerSpace' | 'unmet'> {
  const mine = inputs.requests.filter(({ spaceId }) => spaceIds.has(spaceId))
  const few = (count: number) => count > 0 && count < city.coverage.suppressBelow
  const distinct = (requests: typeof mine) => new Set(requests.map(({ requestId }) => requestId)).size
  const all = distinct(mine)
  const spaces = new Set(mine.map(({ spaceId }) => spaceId)).size
  const decided = distinct(mine.filter(({ satisfied }) => satisfied !== null))
  const served = distinct(mine.filter(({ satisfied }) => satisfied))
  const unmet = decided - served
  const parts = [decided, served, unmet, all - decided]
  return {
    requests: few(all) ? suppressed : known(all, all),
    requestsPerSpace: few(all) ? suppressed : spaces === 0 ? notApplicable : known(all / spaces, all),
    unmet: parts.some(few) ? suppressed : decided === 0 ? notApplicable : known(unmet / decided, decided),
  }
}

/** Of a NIL as recorded; of a Municipio and the city the NIL by the share of their residents who live there. */
function firms(
  { inputs, places, population }: Model,
  place: Place,
  field: 'manufacturingUnits' | 'manufacturingJobs',
): Value {
  const { neighbourhoods, cells } = inputs
  const whole = places.filter(({ kind }) => kind === 'neighbourhood')
  if (place.kind === 'neighbourhood') {
    const own = neighbourhoods[whole.indexOf(place)]?.[field] ?? null
    return known(own, own)
  }
  if (place.kind !== 'district' && place.kind !== 'city') return notApplicable
  const here = new Map<number, number>()
  for (const cell of place.cells) {
    const at = cells[cell]?.neighbourhood ?? -1
    if (at >= 0) here.set(at, (here.get(at) ?? 0) + (population[cell] ?? 0))
  }
  let sum = 0
  for (const [at, residents] of here) {
    const count = neighbourhoods[at]?.[field] ?? null
    if (count === null) return unknown()
    const all = whole[at]?.residents ?? 0
    sum += all === 0 ? 0 : (count * residents) / all
  }
  return here.size === 0 ? unknown() : known(Math.round(sum), Math.round(sum))
}
