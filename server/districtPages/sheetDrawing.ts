import { boundsOf, projectionOf, toPath } from '../coverage/rules.ts'
import type { DistrictFigure } from './figures.ts'
import type { Sheet } from './schema.ts'

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** A shape of the small drawings of the sheet: SVG path data in points, or a mark at a place. */
export interface DrawnSign {
  kind: 'available' | 'inCall' | 'lab'
  x: number
  y: number
}

/** The small map as paths and signs in points, fitted into a box. */
export function drawMap(
  { map, page: { places } }: Pick<Sheet, 'map' | 'page'>,
  { x, y, width, height }: Box,
) {
  const bounds = boundsOf([map.outline]) ?? [9, 45, 9.3, 45.6]
  const projection = projectionOf(bounds, { width, maxHeight: height, margin: 6 })
  const down = (height - projection.height) / 2
  const at = ([lon, lat]: readonly [number, number]) => {
    const [left, top] = projection.project([lon, lat])
    return { x: x + left, y: y + down + top }
  }
  const moved = {
    ...projection,
    project: (position: number[]): [number, number] => {
      const [left, top] = projection.project(position)
      return [x + left, y + down + top]
    },
  }
  const signs: DrawnSign[] = [
    ...places.spaces.map(({ status, point }) => ({ kind: status, ...at(point as [number, number]) })),
    ...places.labs.map((point) => ({ kind: 'lab' as const, ...at(point as [number, number]) })),
  ]
  return {
    outline: toPath(map.outline, moved),
    neighbourhoods: map.neighbourhoods.map((geometry) => toPath(geometry, moved)),
    signs,
  }
}

/** Where the values of a figure stand on a line of some width; all in the middle where they are the same. */
export function drawStrip({ all, own, against }: DistrictFigure, number: string, width: number) {
  const known = all.flatMap(({ number: code, value }) =>
    value.value === null ? [] : [{ code, value: value.value }],
  )
  const values = [...known.map(({ value }) => value), ...(against.value === null ? [] : [against.value])]
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const place = (value: number) =>
    most > least ? 4 + ((value - least) / (most - least)) * (width - 8) : width / 2
  return {
    others: known.filter(({ code }) => code !== number).map(({ value }) => place(value)),
    own: own.value === null ? null : place(own.value),
    against: against.value === null ? null : place(against.value),
  }
}
