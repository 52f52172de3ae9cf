import type { Geometry } from 'geojson'
import type { Knex } from 'knex'
import { Type } from 'typebox'
import type { Db } from '../db/index.ts'
import { inJson, type PlaceFormat } from '../db/spatial.ts'
import type { Filter } from '../featureIndex/definition.ts'
import { loadFrom, type Place } from '../featureIndex/feed/source.ts'
import { searchText } from '../http/query.ts'
import type { Published } from '../published.ts'

const SiteQuery = Type.Object(
  { q: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'code, name, address' })) },
  { additionalProperties: false },
)

interface SiteRecord {
  id: number
  code: string
  name: string
  address: string | null
  spaces: number
  source: string
}

/** Sites with at least one space whose exact place is public; the others would tell a hidden place. */
function publishedSites(db: Db, as: PlaceFormat): Knex.QueryBuilder {
  return db({ g: 'site' })
    .join({ s: 'published_space' }, 's.site_id', 'g.id')
    .whereNull('g.ended_on')
    .groupBy('g.id')
    .select({
      id: 'g.id',
      code: 'g.code',
      name: 'g.name',
      address: 'g.address',
      source: 'g.source',
      spaces: db.raw('count(s.id)::integer'),
      geometry: as.geometry(db, 'g.geom', 7),
      point: as.pointOnSurface(db, 'g.geom'),
    })
}

/** Places that hold several spaces; they group and lend their ground, nothing is let there as such. */
export const sites: Published<typeof SiteQuery> = {
  id: 'sites',
  title: { it: 'Complessi', en: 'Sites' },
  description: { it: 'Complessi che contengono più spazi', en: 'Sites that hold several spaces' },
  definition: {
    id: 'sites',
    columns: { code: 'code', name: 'text', address: 'text', spaces: 'number' },
    facets: {},
    tileProperties: ['code', 'name', 'spaces'],
    shapesFromZoom: 13,
    maxZoom: 18,
  },
  // A space may make its site public, or the last one hide it.
  load: loadFrom<SiteRecord & Place>({
    table: 'site',
    holds: [{ table: 'space', key: 'site_id' }],
    select: publishedSites,
    idColumn: 'g.id',
    toRow: ({ id, geometry, point, code, name, address, spaces }) => ({
      id,
      geometry,
      point,
      columns: { code, name, address, spaces },
    }),
  }),
  querySchema: SiteQuery,
  toFilter: ({ q }): Filter => (q === undefined ? {} : { q: { op: 'text', text: searchText(q) } }),
  properties: ['code', 'name', 'address', 'spaces', 'source'],
  async features(ids, { db }) {
    const rows: (SiteRecord & { geometry: Geometry | null })[] = await publishedSites(db, inJson).whereRaw(
      'g.id = ANY(?)',
      [[...ids]],
    )
    const byId = new Map(rows.map((row) => [row.id, row]))
    return ids.flatMap((id) => {
      const row = byId.get(id)
      if (!row) return []
      const { code, name, address, spaces, source } = row
      return [
        {
          type: 'Feature',
          id: code,
          geometry: row.geometry,
          properties: { code, name, address, spaces, source },
        },
      ]
    })
  },
}
