import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import type {
  Area,
  AreaKind,
  Coverage,
  GapList,
  Indicator,
  IndicatorId,
  IndicatorPage,
  KeptRuns,
  TravelMode,
  WhatIf,
} from '#schema/coverage'
import type { NeighbourhoodList } from '#schema/districts'
import { api } from '../api/client.ts'
import type { AreaCollection } from './areaDrawing.ts'

/** A definition with what it gives for the whole city. */
export type DefinedIndicator = Static<typeof IndicatorPage>

/** Kinds of areas that are compared with each other. */
export const comparedKinds = ['district', 'neighbourhood'] as const
export type ComparedKind = (typeof comparedKinds)[number]

/** Which figures: of a kept run, or of now; the way of travel the server prefers where none is said. */
export interface Which {
  run?: number | undefined
  travel?: TravelMode | undefined
}

/** The query of figures of areas, as JSON and as CSV take it. */
export function coverageQuery(kinds: readonly AreaKind[], { run, travel }: Which = {}): string {
  const search = new URLSearchParams({ kind: kinds.join(',') })
  if (run !== undefined) search.set('run', String(run))
  if (travel) search.set('travel', travel)
  return search.toString().replaceAll('%2C', ',')
}

/** Path of the call that gives the figures of a kind of areas and of the city. */
export const coveragePath = (kinds: readonly AreaKind[], which?: Which) =>
  `/api/coverage?${coverageQuery(kinds, which)}`

/** What is read from an address that says it whole, which is its key. */
const read = <Answer>(path: string) =>
  queryOptions({
    queryKey: [path],
    queryFn: ({ signal }) => api<Answer>(path, { signal }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })

export const figuresQuery = (kind: ComparedKind, which?: Which) =>
  read<Coverage>(coveragePath(['city', kind], which))
export const indicatorsQuery = read<{ items: Indicator[] }>('/api/coverage/indicators')
export const indicatorQuery = (id: string) =>
  read<DefinedIndicator>(`/api/coverage/indicators/${encodeURIComponent(id)}`)
export const gapsQuery = (minutes: string) => read<GapList>(`/api/coverage/gaps?minutes=${minutes}&limit=20`)
export const whatIfQuery = (parameters: string) => read<WhatIf>(`/api/coverage/what-if?${parameters}`)

/** NIL with the point their labels stand at. */
export const neighbourhoodsQuery = {
  ...read<Static<typeof NeighbourhoodList>>('/api/neighbourhoods'),
  staleTime: 300_000,
}

/** Outlines never change while a page is open. */
export const shapesQuery = (kind: ComparedKind) => ({
  ...read<AreaCollection>(`/api/coverage/shapes?kind=${kind}`),
  placeholderData: undefined,
  staleTime: Number.POSITIVE_INFINITY,
})

export const runsKey = ['/api/coverage/runs']
export const runsQuery = queryOptions({
  queryKey: runsKey,
  queryFn: ({ signal }) => api<Static<typeof KeptRuns>>('/api/coverage/runs', { signal }),
})

/** The areas of a kind, in the order of their codes as numbers. */
export const areasOf = ({ areas }: Coverage, kind: AreaKind): Area[] =>
  areas.filter((area) => area.kind === kind).sort((a, b) => Number(a.code) - Number(b.code))

/** Indicators that say something of areas of a kind; some only of the whole city. */
export function indicatorsOf(coverage: Coverage, kind: AreaKind): Indicator[] {
  const areas = areasOf(coverage, kind)
  const applies = (id: IndicatorId) => areas.some(({ values }) => values[id].state !== 'notApplicable')
  return coverage.indicators.filter(({ id }) => applies(id))
}
