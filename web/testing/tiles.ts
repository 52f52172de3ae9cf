import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { Page, Response } from 'playwright-core'

export interface MapTiles {
  /** Spaces in the tiles the page has loaded for these filters, at the zoom it asked for last. */
  spacesFor(search: URLSearchParams): Promise<number>
  /** Status words in the same tiles. */
  statusesFor(search: URLSearchParams): Promise<string[]>
  /** Points of the same tiles that stand for several, the largest first. */
  clustersFor(search: URLSearchParams): Promise<DrawnPoint[]>
  /** Filters of the tiles asked for last. */
  lastQuery(): string
  /** Filters of an address, in the form of `lastQuery`. */
  queryOf(search: URLSearchParams): string
}

interface DrawnPoint {
  /** Longitude and latitude. */
  place: [number, number]
  properties: Record<string, unknown>
}

interface Loaded {
  query: string
  tile: [z: number, x: number, y: number]
  path: string
  response: Response
}

/** Follows the tiles of spaces that a page loads. */
export function watchTiles(page: Page): MapTiles {
  const loaded: Loaded[] = []
  let lastAsked = ''
  page.on('request', (request) => {
    const tile = tileOf(request.url())
    if (tile) lastAsked = tile.query
  })
  page.on('response', (response) => {
    const tile = tileOf(response.url())
    if (tile && response.ok()) loaded.push({ ...tile, response })
  })
  return {
    lastQuery: () => lastAsked,
    queryOf: filtersOf,
    async spacesFor(search) {
      const points = await pointsOf(loaded, filtersOf(search))
      return points.reduce((sum, point) => sum + countOf(point), 0)
    },
    async statusesFor(search) {
      const points = await pointsOf(loaded, filtersOf(search))
      return [...new Set(points.map(({ properties }) => String(properties.status)))]
    },
    async clustersFor(search) {
      const points = await pointsOf(loaded, filtersOf(search))
      return points.filter((point) => countOf(point) > 1).sort((a, b) => countOf(b) - countOf(a))
    },
  }
}

/** What a tile of spaces was asked for; null where the address is another's. */
function tileOf(address: string): Omit<Loaded, 'response'> | null {
  const url = new URL(address)
  const [, ...tile] = url.pathname.match(/^\/api\/tiles\/spaces\/(\d+)\/(\d+)\/(\d+)\.mvt$/) ?? []
  const [z, x, y] = tile.map(Number)
  if (z === undefined || x === undefined || y === undefined) return null
  return { query: filtersOf(url.searchParams), tile: [z, x, y], path: url.pathname }
}

const noFilter = ['rev', 'lang', 'layers', 'space', 'sort']

/** The filters of an address, whatever their order. */
function filtersOf(search: URLSearchParams): string {
  const filters = [...search].filter(([name]) => !noFilter.includes(name))
  return new URLSearchParams(filters.sort(([a], [b]) => a.localeCompare(b))).toString()
}

const countOf = ({ properties }: DrawnPoint) => Number(properties.count ?? 1)

/** What the points say that were loaded for these filters, at the zoom asked for last. */
async function pointsOf(loaded: readonly Loaded[], query: string): Promise<DrawnPoint[]> {
  const mine = loaded.filter((tile) => tile.query === query)
  const last = mine.at(-1)?.tile[0]
  const tiles = new Map(mine.filter(({ tile: [z] }) => z === last).map((tile) => [tile.path, tile]))
  return (await Promise.all([...tiles.values()].map(readPoints))).flat()
}

async function readPoints({ response, tile: [z, x, y] }: Loaded): Promise<DrawnPoint[]> {
  if (response.status() === 204) return []
  const layer = new VectorTile(new PbfReader(await response.body())).layers['spaces-point']
  return Array.from({ length: layer?.length ?? 0 }, (_, at) => {
    const feature = layer?.feature(at).toGeoJSON(x, y, z)
    const [lon = 0, lat = 0] = feature?.geometry.type === 'Point' ? feature.geometry.coordinates : []
    return { place: [lon, lat], properties: feature?.properties ?? {} }
  })
}
