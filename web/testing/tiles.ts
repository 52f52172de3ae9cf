import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { Page, Response } from 'playwright-core'

export interface MapTiles {
  /** Spaces in the tiles the page has loaded for these filters, at the zoom it asked for last. */
  spacesFor(search: URLSearchParams): Promise<number>
  /** Status words in the same tiles. */
  statusesFor(search: URLSearchParams): Promise<string[]>
  /** Filters of the tiles asked for last. */
  lastQuery(): string
  /** Filters of an address, in the form of `lastQuery`. */
  queryOf(search: URLSearchParams): string
}

interface Loaded {
  query: string
  z: string
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
      return points.reduce((sum, { count }) => sum + Number(count ?? 1), 0)
    },
    async statusesFor(search) {
      const points = await pointsOf(loaded, filtersOf(search))
      return [...new Set(points.map(({ status }) => String(status)))]
    },
  }
}

/** What a tile of spaces was asked for; null where the address is another's. */
function tileOf(address: string): Omit<Loaded, 'response'> | null {
  const url = new URL(address)
  const [, z] = url.pathname.match(/^\/api\/tiles\/spaces\/(\d+)\//) ?? []
  return z ? { query: filtersOf(url.searchParams), z, path: url.pathname } : null
}

const noFilter = ['rev', 'lang', 'layers', 'space', 'sort']

/** The filters of an address, whatever their order. */
function filtersOf(search: URLSearchParams): string {
  const filters = [...search].filter(([name]) => !noFilter.includes(name))
  return new URLSearchParams(filters.sort(([a], [b]) => a.localeCompare(b))).toString()
}

type Properties = Record<string, unknown>

/** What the points say that were loaded for these filters, at the zoom asked for last. */
async function pointsOf(loaded: readonly Loaded[], query: string): Promise<Properties[]> {
  const mine = loaded.filter((tile) => tile.query === query)
  const last = mine.at(-1)?.z
  const tiles = new Map(mine.filter(({ z }) => z === last).map((tile) => [tile.path, tile.response]))
  return (await Promise.all([...tiles.values()].map(readPoints))).flat()
}

async function readPoints(response: Response): Promise<Properties[]> {
  if (response.status() === 204) return []
  const layer = new VectorTile(new PbfReader(await response.body())).layers['spaces-point']
  return layer ? Array.from({ length: layer.length }, (_, at) => layer.feature(at).properties) : []
}
