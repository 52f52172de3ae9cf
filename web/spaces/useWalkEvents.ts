import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PublicSpaceStatus, SpaceItem } from '#schema/spaces'
import { useFormats } from '../i18n/format.ts'
import type { Picked } from '../map/features.ts'
import type { WalkEvents } from '../map/useWalk.ts'
import { spaceQuery } from './useSpace.ts'

interface WalkState {
  items: SpaceItem[]
  say(message: string): void
  onHover(id: number | null): void
  open(feature: Picked): void
}

/** Reads out the space the keyboard stands on, with its name, which is not in the tiles. */
export function useWalkEvents({ items, say, onHover, open }: WalkState): WalkEvents {
  const { t } = useTranslation('map')
  const { t: ui } = useTranslation('ui')
  const { area } = useFormats()
  const queries = useQueryClient()
  return useMemo(() => {
    const describe = (feature: Picked, name: string, index: number, count: number) => {
      const { status, areaM2 } = feature.properties
      const size = typeof areaM2 === 'number' ? `, ${area(areaM2)}` : ''
      const word = ui(`status.${status as PublicSpaceStatus}`)
      say(t('map.stand', { name, status: word, area: size, index: index + 1, count }))
    }
    return {
      stand: (feature, index, count) => {
        onHover(feature?.id ?? null)
        if (!feature) return count > 0 && say(t('map.noneInView'))
        const { code, count: several } = feature.properties
        if (typeof several === 'number' && several > 1) return say(t('map.several', { count: several }))
        const known = items.find(({ id }) => id === feature.id)
        describe(feature, known?.name ?? String(code), index, count)
        if (known) return
        void queries
          .fetchQuery({ ...spaceQuery(String(code)), staleTime: 60_000 })
          .then(({ name }) => describe(feature, name, index, count))
          .catch(() => {})
      },
      open,
      nothing: () => say(t('map.nothing')),
    }
  }, [items, say, onHover, open, t, ui, area, queries])
}
