import type { CityPack } from './city/pack.ts'
import type { Published } from './collections.ts'
import { districts, neighbourhoods } from './districts/collection.ts'
import { labs } from './labs/collection.ts'
import { publishSpaces, sites } from './spaces/collection.ts'
import { stops, zones, zoning } from './zones/collection.ts'

/** Every collection Spazi publishes: tiles, exports and the feature index know these and no other. */
export const published = (city: CityPack): readonly Published[] => [
  districts,
  neighbourhoods,
  zones,
  zoning,
  stops,
  labs,
  sites,
  publishSpaces(city),
]
