import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PublicSpaceStatus, SpaceItem } from '#schema/spaces'
import { useFormats } from '../i18n/format.ts'
import type { Picked } from '../map/features.ts'
import type { WalkEvents } from '../map/useWalk.ts'
import { clusterOf } from './clusters.ts'
import { useClusterWords } from './useClusters.ts'
import { spaceQuery } from './useSpace.ts'

interface WalkState {
  items: SpaceItem[]
  say(message: string): void
  onHover(feature: Picked | null): void
  open(feature: Picked): void
}

/** Reads out what the keyboard stands on: a space with its name, which is not in the tiles, or a cluster. */
export function useWalkEvents({ items, say, onHover, open }: WalkState): WalkEvents {
  const { t } = useTranslation('map')
  const { t: ui } = useTranslation('ui')
  const { area } = useFormats()
  const words = useClusterWords()
  const queries = useQueryClient()
  const standing = useRef<Picked | null>(null)
  return useMemo(() => {
    const describe = (feature: Picked, name: string, index: number, count: number) => {
      const { status, areaM2 } = feature.properties
      const size = typeof areaM2 === 'number' ? `, ${area(areaM2)}` : ''
      const word = ui(`status.${status as PublicSpaceStatus}`)
      say(t('map.stand', { name, status: word, area: size, index: index + 1, count }))
    }
    return {
      stand: (feature, index, count) => {
        standing.current = feature
        onHover(feature)
        if (!feature) return count > 0 && say(t('map.noneInView'))
        const { code } = feature.properties
        const cluster = clusterOf(feature)
        if (cluster) return say(t('cluster.stand', { name: words(cluster).text, index: index + 1, count }))
        const known = items.find(({ id }) => id === feature.id)
        describe(feature, known?.name ?? String(code), index, count)
        if (known) return
        void queries
          .fetchQuery({ ...spaceQuery(String(code)), staleTime: 60_000 })
          .then(({ name }) => {
            if (standing.current === feature) describe(feature, name, index, count)
          })
          .catch(() => {})
      },
      open,
      nothing: () => say(t('map.nothing')),
    }
  }, [items, say, onHover, open, t, ui, area, words, queries])
}
