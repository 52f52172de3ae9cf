import { type KeyboardEvent, useMemo, useState } from 'react'
import { type Direction, inReadingOrder, nearestToward, neighbourInOrder } from '../map/walk.ts'
import type { DrawnArea } from './areaDrawing.ts'

const directions: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/**
 * The area a key leads to from the one with this code: arrows to the nearest that way, Home and End to the
 * first and last, Page Down and Up through all. Undefined for other keys, null where there is none that way.
 */
export function areaAfter(
  drawn: readonly DrawnArea[],
  code: string | null,
  key: string,
): DrawnArea | null | undefined {
  const ordered = inReadingOrder(drawn)
  const from = ordered.find(({ area }) => area.code === code)
  const direction = directions[key]
  if (direction) return from ? nearestToward(ordered, from, direction) : (ordered[0] ?? null)
  if (key === 'Home') return ordered[0] ?? null
  if (key === 'End') return ordered.at(-1) ?? null
  if (key === 'PageDown') return neighbourInOrder(ordered, from?.id ?? null, 1)
  if (key === 'PageUp') return neighbourInOrder(ordered, from?.id ?? null, -1)
  return undefined
}

interface AreaWalk {
  /** Code of the area the keyboard stands on, while it is on the map. */
  standing: string | null
  /** There was no area further that way. */
  atEdge: boolean
  handlers: {
    onFocus: () => void
    onBlur: () => void
    onKeyDown: (event: KeyboardEvent) => void
  }
}

/** Lets the keyboard walk over areas as one stop of the tab key. */
export function useAreaWalk(
  drawn: readonly DrawnArea[],
  chosen: string | null,
  onChoose: (code: string) => void,
): AreaWalk {
  const [last, setLast] = useState<string | null>(null)
  const [focused, setFocused] = useState(false)
  const [atEdge, setAtEdge] = useState(false)
  const start = last ?? chosen ?? inReadingOrder(drawn)[0]?.area.code ?? null
  const handlers = useMemo(() => {
    const go = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return
      if ((event.key === 'Enter' || event.key === ' ') && start) {
        event.preventDefault()
        return onChoose(start)
      }
      const next = areaAfter(drawn, start, event.key)
      if (next === undefined) return
      event.preventDefault()
      setAtEdge(next === null)
      if (next) setLast(next.area.code)
    }
    return {
      onFocus: () => setFocused(true),
      onBlur: () => {
        setFocused(false)
        setAtEdge(false)
      },
      onKeyDown: go,
    }
  }, [drawn, start, onChoose])
  return { standing: focused ? start : null, atEdge, handlers }
}
