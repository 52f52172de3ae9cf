import type { CityPack } from '../city/pack.ts'
import { romeDate } from '../city/rules.ts'
import { databaseNow } from '../db/clock.ts'
import type { FeatureIndex, Sort } from '../featureIndex/definition.ts'
import { distanceM } from '../featureIndex/place.ts'
import { invalidParameter } from '../http/query.ts'
import type { FilterContext } from '../published.ts'
import { parseNear } from '../spaces/place.ts'
import { toFilter } from './filters.ts'
import { readLabs } from './queries.ts'
import { isNotConfirmed, type Opening, openingAt, weekHours } from './rules.ts'
import type { Lab, LabItem, LabList, LabQuery } from './schema.ts'

/** Of a lab that is not in activity no opening is told: it is closed, whatever its hours were. */
const openingOf = ({ activity, hours }: Lab, now: Date): Opening =>
  (activity ?? 'active') === 'active' ? openingAt(hours, now) : { state: 'closed', opensAt: null }

/** A lab with what is so at this moment. */
export const toItem = (lab: Lab, { labs }: CityPack, now: Date): Omit<LabItem, 'distanceM'> => ({
  ...lab,
  opening: openingOf(lab, now),
  weekHours: weekHours(lab.hours),
  notConfirmed: isNotConfirmed(lab, labs.confirmation.months, romeDate(now)),
})

function sortOf({ sort, near }: LabQuery): Sort[] {
  if (sort !== 'distance') return [{ by: 'name' }]
  if (near === undefined) throw invalidParameter('sort', 'distance needs the filter near')
  return [{ by: 'distance', from: parseNear(near).center }, { by: 'name' }]
}

/**
 * The labs that match, with facets and what would match if unknown values counted.
 * @throws {InvalidError} naming the parameter that cannot be understood
 */
export async function listLabs(
  query: LabQuery,
  context: FilterContext & { index: FeatureIndex; revision: number },
): Promise<LabList> {
  const { db, city, index, revision } = context
  const { sort: _, ...filters } = query
  const filter = await toFilter(filters, context)
  const found = index.ids(filter, sortOf(query))
  const now = await databaseNow(db)
  const center = query.near ? parseNear(query.near).center : null
  const items = (await readLabs(db, found.ids)).map((lab) => ({
    ...toItem(lab, city, now),
    distanceM: center && lab.point ? Math.round(distanceM(center, lab.point)) : null,
  }))
  return {
    total: items.length,
    withoutPlace: found.withoutPlace,
    revision,
    facets: index.facets(filter) as LabList['facets'],
    unknowns: found.unknowns,
    items,
  }
}
