import { coverage } from './coverage.ts'
import { observations } from './observations.ts'
import { build } from './parcels/build.ts'
import { facets } from './parcels/facets.ts'
import { feed } from './parcels/feed.ts'
import { load } from './parcels/load.ts'
import { search } from './parcels/search.ts'
import { tiles } from './parcels/tiles.ts'
import type { Subject } from './subject.ts'

/** What can be measured: a new subject is a line here. */
export const subjects: Record<string, Subject | undefined> = {
  observations,
  coverage,
  tiles,
  search,
  facets,
  build,
  feed,
  load,
}
