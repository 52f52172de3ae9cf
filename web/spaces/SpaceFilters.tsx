import type { ComponentType } from 'react'
import {
  conditions,
  extractions,
  type SpaceFilters as Filters,
  ownerships,
  type PublicSpaceStatus,
  publicSpaceStatuses,
  threePhases,
} from '#schema/spaces'
import { StatusGlyph } from '../ui/StatusSign.tsx'
import type { FilterName } from '../url/searchState.ts'
import { ActivityFilter } from './filters/ActivityFilter.tsx'
import { AreaFilter } from './filters/AreaFilter.tsx'
import { areaText } from './filters/areaSteps.ts'
import { choiceControl, flagControl, numberControl } from './filters/builders.tsx'
import { DistrictFilter } from './filters/DistrictFilter.tsx'
import { NeighbourhoodFilter } from './filters/NeighbourhoodFilter.tsx'
import { withGroup } from './filters/withGroup.tsx'
import { wordOf } from './filters/wordOf.ts'
import type { FilterWords } from './filterWords.ts'

/** Groups of the column of filters; the first stand open, the others open when asked. */
export const openGroups = ['area', 'activity', 'status', 'district', 'threePhase'] as const
export const closedGroups = ['places', 'room', 'supply', 'money', 'near', 'owner'] as const
export type GroupId = (typeof openGroups)[number] | (typeof closedGroups)[number] | 'head' | 'map'

interface FilterEntry<Value> {
  group: GroupId
  /** Null where another control sets it too, or the tools above the map do. */
  Control: ComponentType | null
  /** The filter in a few words, as its chip says it; null where another chip says it. */
  chip(value: Value, words: FilterWords, filters: Filters): string | null
}

type ListChip = Parameters<typeof wordOf>[0]

const listOf = (name: ListChip) => (values: readonly string[], words: FilterWords) =>
  values.map((value) => wordOf(name, value, words)).join(', ')

const limit =
  (name: 'powerMin' | 'heightMin' | 'rentMax' | 'worksMax' | 'labWithin' | 'transitWithin') =>
  (value: number, { t, formats }: FilterWords) =>
    t(`filter.${name}.chip`, { number: formats.number(value, 1, 0) })

const flag =
  (name: 'vehicleAccess' | 'stepFree') =>
  (value: boolean, { t }: FilterWords) =>
    t(`filter.${name}.${value ? 'yes' : 'no'}`)

/** Each filter of the contract: where it stands, its control, its chip. A missing entry does not compile. */
const spaceFilters: { [Name in FilterName]: FilterEntry<NonNullable<Filters[Name]>> } = {
  q: {
    group: 'head',
    Control: null,
    chip: (text, { t }) => t('filter.q.chip', { text }),
  },
  areaMin: {
    group: 'area',
    Control: AreaFilter,
    chip: (_, words, filters) => areaText(filters, words) ?? null,
  },
  areaMax: {
    group: 'area',
    Control: null,
    chip: (_, words, filters) => (filters.areaMin === undefined ? (areaText(filters, words) ?? null) : null),
  },
  activity: { group: 'activity', Control: ActivityFilter, chip: (code, { names }) => names.use(code) },
  advice: {
    group: 'activity',
    Control: null,
    chip: (levels, { space }) => levels.map((level) => space(`level.${level}`)).join(', '),
  },
  status: {
    group: 'status',
    Control: choiceControl('status', publicSpaceStatuses, (status) => (
      <StatusGlyph status={status as PublicSpaceStatus} size={15} />
    )),
    chip: listOf('status'),
  },
  district: {
    group: 'district',
    Control: withGroup('district', DistrictFilter),
    chip: (values, words) => {
      const numbers = values.filter((value) => value !== 'none')
      const some = numbers.length > 0 && words.t('filter.district.chip', { list: numbers.join(', ') })
      const none = values.includes('none') && words.t('filter.district.none')
      return [some, none].filter(Boolean).join(', ')
    },
  },
  threePhase: {
    group: 'threePhase',
    Control: choiceControl('threePhase', [...threePhases, 'none']),
    chip: (values, words) => words.t('filter.threePhase.chip', { list: listOf('threePhase')(values, words) }),
  },
  neighbourhood: {
    group: 'places',
    Control: withGroup('neighbourhood', NeighbourhoodFilter),
    chip: listOf('neighbourhood'),
  },
  zone: { group: 'places', Control: choiceControl('zone'), chip: listOf('zone') },
  zoning: { group: 'places', Control: choiceControl('zoning'), chip: listOf('zoning') },
  call: {
    group: 'head',
    Control: null,
    chip: (codes, { t }) => t('filter.call.chip', { list: codes.join(', ') }),
  },
  heightMin: { group: 'room', Control: numberControl('heightMin', 'm'), chip: limit('heightMin') },
  floor: { group: 'room', Control: choiceControl('floor'), chip: listOf('floor') },
  condition: {
    group: 'room',
    Control: choiceControl('condition', [...conditions, 'none']),
    chip: listOf('condition'),
  },
  powerMin: { group: 'supply', Control: numberControl('powerMin', 'kW'), chip: limit('powerMin') },
  vehicleAccess: { group: 'supply', Control: flagControl('vehicleAccess'), chip: flag('vehicleAccess') },
  stepFree: { group: 'supply', Control: flagControl('stepFree'), chip: flag('stepFree') },
  extraction: {
    group: 'supply',
    Control: choiceControl('extraction', [...extractions, 'none']),
    chip: (values, words) => words.t('filter.extraction.chip', { list: listOf('extraction')(values, words) }),
  },
  rentMax: { group: 'money', Control: numberControl('rentMax', '€/m² anno'), chip: limit('rentMax') },
  worksMax: { group: 'money', Control: numberControl('worksMax', '€'), chip: limit('worksMax') },
  labWithin: { group: 'near', Control: numberControl('labWithin', 'm'), chip: limit('labWithin') },
  transitWithin: {
    group: 'near',
    Control: numberControl('transitWithin', 'm'),
    chip: limit('transitWithin'),
  },
  ownership: { group: 'owner', Control: choiceControl('ownership', ownerships), chip: listOf('ownership') },
  bbox: { group: 'map', Control: null, chip: (_, { t }) => t('filter.where.bbox') },
  near: {
    group: 'map',
    Control: null,
    chip: (text, { t, formats }) =>
      t('filter.where.near', { distance: formats.distance(Number(text.split(',')[2] ?? 0)) }),
  },
  within: { group: 'map', Control: null, chip: (_, { t }) => t('filter.where.within') },
  unknown: { group: 'map', Control: null, chip: (_, { t }) => t('unknown.chip') },
}

const entries = Object.entries(spaceFilters) as [FilterName, FilterEntry<unknown>][]

/** Controls of a group in the order of the registry. */
export const controlsOf = (group: GroupId): [FilterName, ComponentType][] =>
  entries.flatMap(([name, entry]) => (entry.group === group && entry.Control ? [[name, entry.Control]] : []))

/** Filters of a group, with or without a control of their own. */
export const namesOf = (group: GroupId): FilterName[] =>
  entries.filter(([, entry]) => entry.group === group).map(([name]) => name)

export interface ActiveFilter {
  name: FilterName
  text: string
}

/** Every active filter in words, in the order of the registry. */
export function activeFilters(filters: Filters, words: FilterWords): ActiveFilter[] {
  return entries.flatMap(([name, entry]) => {
    const value = filters[name]
    const text = value === undefined ? null : entry.chip(value, words, filters)
    return text ? [{ name, text }] : []
  })
}
