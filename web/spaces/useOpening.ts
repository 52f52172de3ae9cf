import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback } from 'react'
import type { SpaceItem } from '#schema/spaces'
import { bringIntoView } from '../map/bringIntoView.ts'
import { easeOptions } from '../map/motion.ts'
import type { SearchChange } from '../url/useSearchState.ts'
import { sheetPx } from './BottomSheet.tsx'
import type { Layout } from './useLayout.ts'
import type { Spaces } from './useSpaces.ts'

interface OpeningState {
  map: MapLibreMap | null
  layout: Layout
  spaces: Spaces
  /** Place of the open space in the list, or -1. */
  index: number
  change(changes: SearchChange, gesture?: string): void
}

/** Opening a space, the next or the previous one, and going closer to it on the map. */
export function useOpening({ map, layout, spaces, index, change }: OpeningState) {
  const { items } = spaces
  const coveredPx = layout === 'phone' ? sheetPx('tall') : 0
  const open = useCallback(
    (code: string) => {
      change({ space: code }, 'space')
      const point = items.find((item) => item.code === code)?.point
      if (map && point) bringIntoView(map, point, coveredPx)
    },
    [change, map, coveredPx, items],
  )
  const step = (by: 1 | -1) => {
    const next = items[index + by]
    if (next) open(next.code)
    if (index + by + 2 > items.length && spaces.hasNextPage) void spaces.fetchNextPage()
  }
  const closer = ({ point, bbox }: SpaceItem) => {
    if (!map || !point) return
    const zoom = Math.max(map.getZoom(), bbox ? 17 : 14)
    map.easeTo({ center: point, zoom, offset: [0, -coveredPx / 2], ...easeOptions() })
  }
  return { open, step, closer }
}
