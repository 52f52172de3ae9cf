import type { CollectionDefinition } from '../../featureIndex/definition.ts'

/** A collection with a column of every kind and facets that leave out one filter, two, another's or none. */
export const rooms = {
  id: 'rooms',
  columns: {
    code: 'code',
    name: 'text',
    note: 'text',
    status: 'category',
    floor: 'category',
    zoning: 'categories',
    area: 'number',
    power: 'number',
    year: 'number',
    lift: 'flag',
    open: 'flag',
  },
  facets: {
    status: { column: 'status', ignores: ['status'] },
    floor: { column: 'floor', ignores: ['floor', 'zoning'] },
    zoning: { column: 'zoning', ignores: ['use'] },
    lift: { column: 'lift', ignores: [] },
    open: { column: 'open', ignores: ['near', 'within', 'bbox', 'q'] },
    area: { column: 'area', ignores: ['areaMin', 'areaMax'], edges: [0, 20, 50, 100, 250] },
    year: { column: 'year', ignores: ['yearMin'], edges: [1900, 1950, 2000] },
  },
  tileProperties: ['code', 'status', 'zoning', 'area', 'year', 'lift'],
  shapesFromZoom: 13,
  maxZoom: 18,
} as const satisfies CollectionDefinition

/** The same rooms, drawn as clusters where they cannot be told apart. */
export const clusteredRooms: CollectionDefinition = {
  ...rooms,
  clusters: { sum: 'area', countBy: 'status' },
}

/** And where there are 150 or fewer, each by itself at every zoom. */
export const fewRoomsApart: CollectionDefinition = {
  ...rooms,
  clusters: { sum: 'area', countBy: 'status', few: 150 },
}
