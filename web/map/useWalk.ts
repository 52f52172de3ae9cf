import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { featuresInView, type Picked } from './features.ts'
import { easeOptions } from './motion.ts'
import { type Direction, nearestToward, neighbourInOrder } from './walk.ts'

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

/**
 * Lets the keyboard walk from feature to feature on the map: Alt and an arrow to the nearest that way,
 * Page Down and Page Up (or N and P) through all in view, Enter opens, Escape leaves.
 */
export function useWalk(map: MapLibreMap | null, layers: string[], events: WalkEvents): void {
  const standing = useRef<Picked | null>(null)
  useEffect(() => {
    if (!map) return
    const canvas = map.getCanvas()
    const stand = (feature: Picked | null, among: Picked[]) => {
      standing.current = feature
      events.stand(feature, feature ? among.findIndex(({ id }) => id === feature.id) : -1, among.length)
    }
    const toward = (direction: Direction) => {
      const among = featuresInView(map, layers)
      const { width, height } = canvas.getBoundingClientRect()
      const from = among.find(({ id }) => id === standing.current?.id) ?? { x: width / 2, y: height / 2 }
      const next = nearestToward(among, from, direction)
      if (next) return stand(next, among)
      const [x, y] = pan[direction]
      map.panBy([(x * width) / 3, (y * height) / 3], easeOptions())
      events.nothing(direction)
    }
    const inOrder = (step: 1 | -1) => {
      const among = featuresInView(map, layers)
      stand(neighbourInOrder(among, standing.current?.id ?? null, step), among)
    }
    const act = (event: KeyboardEvent): boolean => {
      const direction = event.altKey ? directions[event.key] : undefined
      const step = event.ctrlKey || event.metaKey ? undefined : steps[event.key]
      if (direction) toward(direction)
      else if (step) inOrder(step)
      else if (event.key === 'Enter' && standing.current) events.open(standing.current)
      else if (event.key === 'Escape' && standing.current) stand(null, [])
      else return false
      return true
    }
    const press = (event: KeyboardEvent) => {
      if (!act(event)) return
      event.preventDefault()
      event.stopPropagation()
    }
    const leave = () => stand(null, [])
    canvas.addEventListener('keydown', press)
    canvas.addEventListener('blur', leave)
    return () => {
      canvas.removeEventListener('keydown', press)
      canvas.removeEventListener('blur', leave)
    }
  }, [map, layers, events])
}
