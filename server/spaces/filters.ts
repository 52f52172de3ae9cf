import type { Position } from 'geojson'
import type { Filter, Predicate } from '../featureIndex/definition.ts'
import { invalidParameter, searchText } from '../http/query.ts'
import { parseBBox, parseNear, parseWithin } from './place.ts'
import { adviceLevels, type SpaceFilters } from './schema.ts'

/** What decides whether a word is one, and which area `area:ID` means. */
export interface FilterWords {
  uses: ReadonlySet<string>
  zoning: ReadonlySet<string>
  district: ReadonlySet<string>
  neighbourhood: ReadonlySet<string>
  zone: ReadonlySet<string>
  call: ReadonlySet<string>
  areas: ReadonlyMap<string, Position[][][]>
}

type ToPredicate<Value> = (value: Value, given: SpaceFilters, words: FilterWords) => Predicate | null
type Entries = { [Name in keyof SpaceFilters]-?: ToPredicate<NonNullable<SpaceFilters[Name]>> }

type FilterName = keyof SpaceFilters

const floors = /^(S[1-9]|R|T|[1-9][0-9]?|none)$/
const defaultLevels = adviceLevels.filter((level) => level !== 'usuallyIncompatible')

const atLeast =
  (column: string): ToPredicate<number> =>
  (value, { unknown }) => ({ op: 'atLeast', column, value, unknown })
const atMost =
  (column: string): ToPredicate<number> =>
  (value, { unknown }) => ({ op: 'atMost', column, value, unknown })
const is =
  (column: string): ToPredicate<boolean> =>
  (value, { unknown }) => ({ op: 'is', column, value, unknown })
const anyOf =
  (column: string): ToPredicate<readonly string[]> =>
  (values) => ({ op: 'anyOf', column, values })

/** A list whose words are known from the city pack or the database; `none` always is one. */
const anyKnown =
  (name: 'zoning' | 'district' | 'neighbourhood' | 'zone' | 'call'): ToPredicate<readonly string[]> =>
  (values, _given, words) => {
    const unknown = values.find((value) => value !== 'none' && !words[name].has(value))
    if (unknown !== undefined) throw invalidParameter(name, `there is no "${unknown}"`)
    return { op: 'anyOf', column: name, values }
  }

/**
 * What each filter means, once: list, count, facets, tiles, exports and alerts evaluate this and nothing
 * else. An entry gives null where it only changes another (`advice` belongs to `activity`).
 */
export const spaceFilters: Entries = {
  areaMin: atLeast('areaM2'),
  areaMax: atMost('areaM2'),
  zoning: anyKnown('zoning'),
  activity: (activity, { advice = defaultLevels }, { uses }) => {
    if (!uses.has(activity)) throw invalidParameter('activity', `there is no use "${activity}"`)
    return { op: 'anyOf', column: 'advice', values: advice.map((level) => `${activity}:${level}`) }
  },
  advice: (_levels, { activity }) => {
    if (activity === undefined) throw invalidParameter('advice', 'needs an activity')
    return null
  },
  district: anyKnown('district'),
  neighbourhood: anyKnown('neighbourhood'),
  zone: anyKnown('zone'),
  call: anyKnown('call'),
  status: anyOf('status'),
  ownership: anyOf('ownership'),
  condition: anyOf('condition'),
  floor: (values) => {
    const wrong = values.find((value) => !floors.test(value))
    if (wrong !== undefined) throw invalidParameter('floor', `there is no floor "${wrong}"`)
    return { op: 'anyOf', column: 'floor', values }
  },
  heightMin: atLeast('heightM'),
  threePhase: anyOf('threePhase'),
  powerMin: atLeast('powerKw'),
  vehicleAccess: is('vehicleAccess'),
  extraction: anyOf('extraction'),
  stepFree: is('stepFree'),
  rentMax: atMost('rent'),
  worksMax: atMost('works'),
  labWithin: atMost('labM'),
  transitWithin: atMost('stopM'),
  bbox: (text) => ({ op: 'inBox', bbox: parseBBox(text) }),
  near: (text) => ({ op: 'near', ...parseNear(text) }),
  within: (text, _given, { areas }) => {
    if (!text.startsWith('area:')) return { op: 'inPolygon', polygons: parseWithin(text) }
    const polygons = areas.get(text.slice('area:'.length))
    if (!polygons) throw invalidParameter('within', 'this area is not known here; draw or send it again')
    return { op: 'inPolygon', polygons }
  },
  q: (text) => ({ op: 'text', text: searchText(text) }),
  unknown: () => null,
}

/** Filters that are one thing to who sets them, and are dropped together. */
const groups: FilterName[][] = [
  ['areaMin', 'areaMax'],
  ['activity', 'advice'],
]

/**
 * The predicates of a set of filters, by the name of the filter.
 * @throws {InvalidError} naming the filter whose value is not known
 */
export function toFilter(given: SpaceFilters, words: FilterWords): Filter {
  const filter: Filter = {}
  for (const name of givenNames(given)) {
    const toPredicate = spaceFilters[name] as ToPredicate<unknown>
    const predicate = toPredicate(given[name], given, words)
    if (predicate) filter[name] = predicate
  }
  return filter
}

function givenNames(given: SpaceFilters): FilterName[] {
  return (Object.keys(spaceFilters) as FilterName[]).filter((name) => given[name] !== undefined)
}

/** The filters given, in groups that are dropped together; `unknown` alone selects nothing. */
export function filterGroups(given: SpaceFilters): FilterName[][] {
  const names: FilterName[] = givenNames(given).filter((name) => name !== 'unknown')
  const grouped = groups.map((group) => group.filter((name) => names.includes(name)))
  const single = names.filter((name) => !groups.some((group) => group.includes(name))).map((name) => [name])
  return [...grouped.filter((group) => group.length > 0), ...single]
}

/** The same set of filters, written in one way: names in order, lists sorted and without repetitions. */
export function canonical(given: SpaceFilters): SpaceFilters {
  return Object.fromEntries(
    givenNames(given).map((name) => {
      const value = given[name]
      return [name, Array.isArray(value) ? [...new Set(value)].sort() : value]
    }),
  )
}
