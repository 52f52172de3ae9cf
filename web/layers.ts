import { districtLayer, neighbourhoodLayer } from './districts/layer.ts'
import { labLayer } from './labs/layer.ts'
import { crossLayer } from './map/crosses.ts'
import type { LayerContext, LayerGroup } from './map/layerGroup.ts'
import { offerLayer } from './offers/layer.ts'
import { chosenLayer, litLayer } from './spaces/chosenLayer.ts'
import { siteLayer, spaceLayer } from './spaces/layer.ts'
import { whereLayer } from './spaces/where.ts'
import { stopLayer, zoneLayer, zoningLayer } from './zones/layer.ts'

/** The layers of the map from the bottom up; a new layer is one line here. */
const registry: ((context: LayerContext) => LayerGroup)[] = [
  zoningLayer,
  crossLayer,
  siteLayer,
  neighbourhoodLayer,
  zoneLayer,
  districtLayer,
  stopLayer,
  whereLayer,
  spaceLayer,
  labLayer,
  offerLayer,
  litLayer,
  chosenLayer,
]

/** All themes of the map for a palette and a language. */
export const layerGroups = (context: LayerContext): LayerGroup[] => registry.map((layer) => layer(context))
