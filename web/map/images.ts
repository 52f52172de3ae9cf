import type { Map as MapLibreMap } from 'maplibre-gl'
import type { LayerGroup } from './layerGroup.ts'
import { rasterise } from './sign.ts'

/** Draws signs and patterns when the style first asks for them. */
export function supplyImages(map: MapLibreMap, groups: LayerGroup[]): void {
  const images = Object.assign({}, ...groups.map((group) => group.images)) as LayerGroup['images']
  map.setMissingStyleImageResolver((id) => {
    const image = images[id]
    if (!image || map.hasImage(id)) return
    const { data, options } = rasterise(image)
    map.addImage(id, data, options)
  })
}
