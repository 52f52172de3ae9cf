import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import type { Palette } from './palette.ts'
import type { MapImage, Sign } from './sign.ts'

/** From the bottom up; groups keep the order of the registry inside one slot. `top` holds what no sign may hide. */
export const slots = ['ground', 'areas', 'lines', 'labels', 'shapes', 'signs', 'top'] as const
type Slot = (typeof slots)[number]

/** How a legend shows one thing: its sign, or a patch or line of its colour. */
export type LegendSample =
  | { kind: 'sign'; sign: Sign }
  | { kind: 'patch'; color: string }
  | { kind: 'hatch'; color: string; ground: string }
  | { kind: 'line'; color: string; widthPx: number }

export interface LegendEntry {
  /** Key of its text among those of the map. */
  id: string
  sample: LegendSample
}

/** What layers depend on beside data. */
export interface LayerContext {
  palette: Palette
  /** BCP 47, for numbers in labels. */
  locale: string
  /** Codes of classes by the family that gives their colour; from the city. */
  zoningFamilies: Partial<Record<keyof Palette['zoning'], readonly string[]>>
}

/** One theme of the map, as data: what it reads, draws, explains and answers to. */
export interface LayerGroup {
  /** Also its name in the address. */
  id: string
  sources: Record<string, SourceSpecification>
  layers: Partial<Record<Slot, LayerSpecification[]>>
  images: Record<string, MapImage>
  legend: LegendEntry[]
  /** Layers whose features answer to pointer and keyboard. */
  interactive: string[]
  /** `fixed`: always there; else people switch it, and it starts so. */
  visibility: 'fixed' | 'shown' | 'hidden'
  /** Its data are invented and the legend stamps them so. */
  example?: boolean
}

/** Vector tiles of one published collection: layers `<id>` (shapes) and `<id>-point`. */
export function collectionSource(id: string, maxzoom: number): SourceSpecification {
  return { type: 'vector', tiles: [tilesOf(id)], minzoom: 0, maxzoom }
}

/** Address of the tiles of a collection, narrowed by a query string where there is one. */
export function tilesOf(id: string, query = ''): string {
  return `/api/tiles/${id}/{z}/{x}/{y}.mvt${query && `?${query}`}`
}

/** Fonts of labels; drawn from the page's own font faces of these names. */
export const fonts = { regular: ['Titillium Web Regular'], semiBold: ['Titillium Web SemiBold'] }
