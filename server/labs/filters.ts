import type { CityPack } from '../city/pack.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import type { Filter, Predicate } from '../featureIndex/definition.ts'
import { invalidParameter, searchText } from '../http/query.ts'
import type { FilterContext } from '../published.ts'
import { parseNear } from '../spaces/place.ts'
import { type Hours, isOpenAt } from './hours.ts'
import type { LabFilters } from './schema.ts'

/** Codes of the labs that are open at this moment: those planned, suspended or closed never are. */
async function codesOpenNow(db: Db): Promise<string[]> {
  const now = await databaseNow(db)
  const rows: { code: string; hours: Hours }[] = await db({ l: 'lab' })
    .join({ s: 'lab_state' }, 's.lab_id', 'l.id')
    .whereNull('l.ended_on')
    .whereNotNull('l.hours')
    .whereRaw("coalesce(s.activity, 'active') = 'active'")
    .select({ code: 'l.code', hours: 'l.hours' })
  return rows.filter(({ hours }) => isOpenAt(hours, now)).map(({ code }) => code)
}

type Vocabulary = 'equipment' | 'process' | 'material'

const codesOf = (items: readonly { code: string }[]) => items.map(({ code }) => code)
const vocabulary = ({ equipment }: CityPack, name: Vocabulary): string[] => {
  if (name === 'process') return codesOf(equipment.processes)
  if (name === 'material') return codesOf(equipment.materials)
  return [...codesOf(equipment.families), ...codesOf(equipment.machines)]
}

/** @throws {InvalidError} naming a word that the city pack does not have */
function known(name: Vocabulary, values: readonly string[], city: CityPack): Predicate {
  const words = new Set(vocabulary(city, name))
  const unknown = values.find((value) => !words.has(value))
  if (unknown !== undefined) throw invalidParameter(name, `there is no "${unknown}"`)
  return { op: 'anyOf', column: name, values }
}

async function openPredicate(open: string, { db }: FilterContext): Promise<Predicate> {
  return open === 'now'
    ? { op: 'anyOf', column: 'code', values: await codesOpenNow(db) }
    : { op: 'anyOf', column: 'open', values: [open] }
}

/**
 * What each filter means, once: list, facets, tiles and exports evaluate this. What is open now is asked of the
 * hours at the instant of the request.
 * @throws {InvalidError} naming the filter whose value is not known
 */
export async function toFilter(given: LabFilters, context: FilterContext): Promise<Filter> {
  const { q, kind, activity, district, neighbourhood, equipment, process, material } = given
  const { open, stepFree, bookable, near, unknown } = given
  const { city } = context
  return {
    ...(q !== undefined && { q: { op: 'text', text: searchText(q) } }),
    ...(kind && { kind: { op: 'anyOf', column: 'kind', values: kind } }),
    ...(activity && { activity: { op: 'anyOf', column: 'activity', values: activity } }),
    ...(district && { district: { op: 'anyOf', column: 'district', values: district } }),
    ...(neighbourhood && { neighbourhood: { op: 'anyOf', column: 'neighbourhood', values: neighbourhood } }),
    ...(equipment && { equipment: known('equipment', equipment, city) }),
    ...(process && { process: known('process', process, city) }),
    ...(material && { material: known('material', material, city) }),
    ...(open && { open: await openPredicate(open, context) }),
    ...(stepFree !== undefined && { stepFree: { op: 'is', column: 'stepFree', value: stepFree, unknown } }),
    ...(bookable !== undefined && { bookable: { op: 'is', column: 'bookable', value: bookable, unknown } }),
    ...(near && { near: { op: 'near', ...parseNear(near) } }),
  }
}
