/** A feature as it stands on the screen, in CSS pixels from the top left corner of the map. */
export interface Standing {
  id: number | string
  x: number
  y: number
}
export type Direction = 'up' | 'down' | 'left' | 'right'

const axes: Record<Direction, [number, number]> = {
  up: [0, -1],
  down: [0, 1],
  left: [-1, 0],
  right: [1, 0],
}

/** The nearest feature inside the quarter that opens in a direction, or null. */
export function nearestToward<Feature extends Standing>(
  features: readonly Feature[],
  from: { id?: number | string; x: number; y: number },
  direction: Direction,
): Feature | null {
  const [alongX, alongY] = axes[direction]
  const ranked = features
    .filter((feature) => feature.id !== from.id)
    .map((feature) => {
      const dx = feature.x - from.x
      const dy = feature.y - from.y
      return {
        feature,
        ahead: dx * alongX + dy * alongY,
        aside: Math.abs(dx * alongY) + Math.abs(dy * alongX),
      }
    })
    .filter(({ ahead, aside }) => ahead > 0 && aside <= ahead)
    .sort((a, b) => Math.hypot(a.ahead, a.aside) - Math.hypot(b.ahead, b.aside))
  return ranked[0]?.feature ?? null
}

/** The feature nearest to a place of the screen, or null where there is none. */
export function nearestTo<Feature extends Standing>(
  features: readonly Feature[],
  at: { x: number; y: number },
): Feature | null {
  const distance = (feature: Feature) => Math.hypot(feature.x - at.x, feature.y - at.y)
  return [...features].sort((a, b) => distance(a) - distance(b))[0] ?? null
}

const rowPx = 40

const compare = (a: Standing['id'], b: Standing['id']) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))

/** Features as one reads a page: rows of 40 px from the top, each from left to right. */
export function inReadingOrder<Feature extends Standing>(features: readonly Feature[]): Feature[] {
  const row = (feature: Feature) => Math.floor(feature.y / rowPx)
  return [...features].sort((a, b) => row(a) - row(b) || a.x - b.x || compare(a.id, b.id))
}

/** The feature `step` places after the one with this id, round the end; the first where there is none. */
export function neighbourInOrder<Feature extends Standing>(
  ordered: readonly Feature[],
  id: Standing['id'] | null,
  step: 1 | -1,
): Feature | null {
  const index = ordered.findIndex((feature) => feature.id === id)
  const next = index < 0 ? (step > 0 ? 0 : ordered.length - 1) : index + step
  return ordered[(next + ordered.length) % ordered.length] ?? null
}
