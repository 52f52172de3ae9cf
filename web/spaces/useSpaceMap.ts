import type { FeatureCollection } from 'geojson'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceFilters, SpaceItem } from '#schema/spaces'
import type { Picked } from '../map/features.ts'
import { type LayerGroup, tilesOf } from '../map/layerGroup.ts'
import { useFeatureFlag } from '../map/useFeatureFlag.ts'
import { useGeoJson } from '../map/useGeoJson.ts'
import { usePointer } from '../map/usePointer.ts'
import { useTiles } from '../map/useTiles.ts'
import { useVisibility } from '../map/useVisibility.ts'
import { useWalk } from '../map/useWalk.ts'
import { sheetPx } from './BottomSheet.tsx'
import { clusterOf } from './clusters.ts'
import { markShown } from './timing.ts'
import { openCluster, useClusterWords } from './useClusters.ts'
import type { Layout } from './useLayout.ts'
import { nothing, onePoint, useLit } from './useLit.ts'
import { queryOf, type Spaces } from './useSpaces.ts'
import { useWalkEvents } from './useWalkEvents.ts'
import { whereOf } from './where.ts'

interface SpaceMapState {
  groups: LayerGroup[]
  shown: string[]
  filters: SpaceFilters
  spaces: Spaces
  hoverId: number | null
  chosen: SpaceItem | undefined
  drawing: boolean
  layout: Layout
  say(message: string): void
  onHover(id: number | null): void
  onOpen(code: string): void
}

/** Keeps the map in step with the page: tiles of the same answer as the list, what is lit, what is chosen. */
export function useSpaceMap(map: MapLibreMap | null, state: SpaceMapState): void {
  const { groups, shown, filters, spaces, hoverId, chosen, drawing, onHover } = state
  const layers = useMemo(() => groups.find(({ id }) => id === 'spaces')?.interactive ?? [], [groups])
  const press = usePress(map, state)
  const tiles = tilesUrl(spaces, filters)
  const light = useLit(
    map,
    tiles,
    spaces.items.find(({ id }) => id === hoverId),
  )
  useTiles(map, 'spaces', tiles, markShown)
  useVisibility(map, groups, shown)
  useFeatureFlag(map, 'spaces', 'hover', hoverId)
  useFeatureFlag(map, 'spaces', 'selected', chosen?.id ?? null)
  useGeoJson(
    map,
    'chosen',
    useMemo(() => pointOf(chosen), [chosen]),
  )
  useGeoJson(
    map,
    'where',
    useMemo(() => whereOf(filters), [filters]),
  )
  const hover = useCallback(
    (feature: Picked | null) => {
      light(feature)
      onHover(typeof feature?.id === 'number' ? feature.id : null)
    },
    [light, onHover],
  )
  const pointer = useMemo(() => ({ hover, press }), [hover, press])
  usePointer(map, layers, !drawing, pointer)
  useWalk(map, layers, useWalkEvents({ items: spaces.items, say: state.say, onHover: hover, open: press }))
}

/** Tiles of the filters the list has answered, so that both always show one set; null before that. */
export function tilesUrl({ list, isError }: Pick<Spaces, 'list' | 'isError'>, filters: SpaceFilters) {
  if (!list) return isError ? tilesOf('spaces', queryOf(filters)) : null
  const search = new URLSearchParams(list.query)
  search.set('rev', String(list.revision))
  return tilesOf('spaces', search.toString())
}

function pointOf(chosen: SpaceItem | undefined): FeatureCollection {
  if (!chosen?.point) return nothing
  const { code, status, point } = chosen
  return onePoint(point, { code, status })
}

function usePress(map: MapLibreMap | null, { layout, say, onOpen }: SpaceMapState) {
  const { t } = useTranslation('map')
  const words = useClusterWords()
  return useCallback(
    (feature: Picked | null) => {
      if (!map || !feature) return
      const { code } = feature.properties
      const cluster = clusterOf(feature)
      if (cluster) {
        openCluster(map, feature, layout === 'phone' ? sheetPx('half') : 0)
        say(t('cluster.opened', { name: words(cluster).text }))
      } else if (typeof code === 'string') onOpen(code)
    },
    [map, layout, say, onOpen, t, words],
  )
}
