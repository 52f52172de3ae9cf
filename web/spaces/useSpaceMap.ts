import type { FeatureCollection } from 'geojson'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useMemo } from 'react'
import type { SpaceFilters, SpaceItem } from '#schema/spaces'
import type { Picked } from '../map/features.ts'
import { type LayerGroup, tilesOf } from '../map/layerGroup.ts'
import { easeOptions } from '../map/motion.ts'
import { useFeatureFlag } from '../map/useFeatureFlag.ts'
import { useGeoJson } from '../map/useGeoJson.ts'
import { usePointer } from '../map/usePointer.ts'
import { useTiles } from '../map/useTiles.ts'
import { useVisibility } from '../map/useVisibility.ts'
import { useWalk } from '../map/useWalk.ts'
import { markShown } from './timing.ts'
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
  say(message: string): void
  onHover(id: number | null): void
  onOpen(code: string): void
}

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] }

/** Keeps the map in step with the page: tiles of the same answer as the list, what is lit, what is chosen. */
export function useSpaceMap(map: MapLibreMap | null, state: SpaceMapState): void {
  const { groups, shown, filters, spaces, hoverId, chosen, drawing, onHover } = state
  const layers = useMemo(() => groups.find(({ id }) => id === 'spaces')?.interactive ?? [], [groups])
  const press = usePress(map, state)
  useTiles(map, 'spaces', tilesUrl(spaces, filters), markShown)
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
  const pointer = useMemo(
    () => ({ hover: (feature: Picked | null) => onHover(feature?.id ?? null), press }),
    [onHover, press],
  )
  usePointer(map, layers, !drawing, pointer)
  useWalk(map, layers, useWalkEvents({ items: spaces.items, say: state.say, onHover, open: press }))
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
  const geometry = { type: 'Point' as const, coordinates: point }
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { code, status }, geometry }],
  }
}

function usePress(map: MapLibreMap | null, { onOpen }: SpaceMapState) {
  return useCallback(
    (feature: Picked | null) => {
      if (!map || !feature) return
      const { code, count } = feature.properties
      if (typeof count === 'number' && count > 1) {
        map.easeTo({
          center: map.unproject([feature.x, feature.y]),
          zoom: map.getZoom() + 2,
          ...easeOptions(),
        })
      } else if (typeof code === 'string') onOpen(code)
    },
    [map, onOpen],
  )
}
