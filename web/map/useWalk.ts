import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { featuresInView, type Picked } from './features.ts'
import { easeOptions } from './motion.ts'
import { type Direction, nearestTo, nearestToward, neighbourInOrder } from './walk.ts'

const directions: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}
const steps: Record<string, 1 | -1> = { PageDown: 1, PageUp: -1, n: 1, p: -1 }
const pan: Record<Direction, [number, number]> = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] }

export interface WalkEvents {
  /** The feature the keyboard stands on, its place among those in view, and how many those are. */
  stand(feature: Picked | null, index: number, count: number): unknown
  open(feature: Picked): void
  /** No feature that way; the map has moved on instead. */
  nothing(direction: Direction): void
}

interface Memory {
  standing: Picked | null
  /** What has been opened and stood for several: the walk goes on from there once the map is drawn. */
  opened: Picked | null
}

/**
 * Lets the keyboard walk from feature to feature on the map: Alt and an arrow to the nearest that way,
 * Page Down and Page Up (or N and P) through all in view, Enter opens, Escape leaves. What stands for several comes
 * nearer when it is opened, and the walk goes on among what it stood for.
 */
export function useWalk(map: MapLibreMap | null, layers: string[], events: WalkEvents): void {
  const memory = useRef<Memory>({ standing: null, opened: null })
  useEffect(() => {
    if (!map) return
    const canvas = map.getCanvas()
    const { toward, inOrder, open, goOn, leave } = walkOver(map, layers, events, memory.current)
    const act = (event: KeyboardEvent): boolean => {
      const { standing } = memory.current
      const direction = event.altKey ? directions[event.key] : undefined
      const step = event.ctrlKey || event.metaKey ? undefined : steps[event.key]
      if (direction) toward(direction)
      else if (step) inOrder(step)
      else if (event.key === 'Enter' && standing) open(standing)
      else if (event.key === 'Escape' && standing) leave()
      else return false
      return true
    }
    const press = (event: KeyboardEvent) => {
      if (!act(event)) return
      event.preventDefault()
      event.stopPropagation()
    }
    map.on('idle', goOn)
    canvas.addEventListener('keydown', press)
    canvas.addEventListener('blur', leave)
    return () => {
      map.off('idle', goOn)
      canvas.removeEventListener('keydown', press)
      canvas.removeEventListener('blur', leave)
    }
  }, [map, layers, events])
}

/** The steps of a walk over what is in view at the moment of each. */
function walkOver(map: MapLibreMap, layers: string[], events: WalkEvents, memory: Memory) {
  const inView = () => featuresInView(map, layers)
  const stand = (feature: Picked | null, among: Picked[]) => {
    memory.standing = feature
    memory.opened = null
    events.stand(feature, feature ? among.findIndex(({ id }) => id === feature.id) : -1, among.length)
  }
  return {
    toward(direction: Direction) {
      const among = inView()
      const { width, height } = map.getCanvas().getBoundingClientRect()
      const from = among.find(({ id }) => id === memory.standing?.id) ?? { x: width / 2, y: height / 2 }
      const next = nearestToward(among, from, direction)
      if (next) return stand(next, among)
      const [x, y] = pan[direction]
      map.panBy([(x * width) / 3, (y * height) / 3], easeOptions())
      events.nothing(direction)
    },
    inOrder(step: 1 | -1) {
      const among = inView()
      stand(neighbourInOrder(among, memory.standing?.id ?? null, step), among)
    },
    open(feature: Picked) {
      events.open(feature)
      if (typeof feature.id === 'string') memory.opened = feature
    },
    goOn() {
      if (!memory.opened) return
      const among = inView()
      stand(nearestTo(among, map.project(memory.opened.place)), among)
    },
    leave: () => stand(null, []),
  }
}
