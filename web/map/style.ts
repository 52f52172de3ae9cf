import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { type LayerContext, type LayerGroup, slots } from './layerGroup.ts'

/** What lies beneath the map where the city names a base map: its drawing, without its words. */
export interface Basemap {
  sources: StyleSpecification['sources']
  sprite: StyleSpecification['sprite']
  layers: LayerSpecification[]
}

/** The whole style: ground, then each slot from the bottom up; inside a slot in the order of the groups. */
export function mapStyle(
  groups: LayerGroup[],
  { palette }: LayerContext,
  basemap?: Basemap,
): StyleSpecification {
  const ground: LayerSpecification = {
    id: 'outside',
    type: 'background',
    paint: { 'background-color': palette.outside },
  }
  const layers = slots.flatMap((slot) => groups.flatMap((group) => group.layers[slot] ?? []))
  return {
    version: 8,
    ...(basemap?.sprite && { sprite: basemap.sprite }),
    sources: Object.assign({}, basemap?.sources, ...groups.map((group) => group.sources)),
    layers: [ground, ...(basemap?.layers ?? []), ...layers],
  }
}

/** Ids of all layers of a group. */
export function layerIds(group: LayerGroup): string[] {
  return slots.flatMap((slot) => (group.layers[slot] ?? []).map((layer) => layer.id))
}

/**
 * Reads the style of a base map. Text is left out: the map keeps few labels and has its own fonts.
 * @throws where it does not answer or is no style
 */
export async function loadBasemap(url: string, signal: AbortSignal): Promise<Basemap> {
  const response = await fetch(url, { signal })
  if (!response.ok) throw new Error(`base map answered ${response.status}`)
  const style = (await response.json()) as StyleSpecification
  const layers = style.layers.filter((layer) => layer.type !== 'symbol')
  return {
    sources: style.sources,
    sprite: style.sprite,
    layers: layers.map((layer) => ({ ...layer, id: `basemap-${layer.id}` })),
  }
}
