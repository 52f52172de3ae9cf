import type { Geometry } from 'geojson'
import type { Knex } from 'knex'
import { Type } from 'typebox'
import type { Db } from '../db/index.ts'
import { asGeoJson, pointOnSurface } from '../db/spatial.ts'
import type { Filter, LonLat } from '../featureIndex/definition.ts'
import { changedSince, type Snapshot } from '../featureIndex/source.ts'
import { searchText } from '../http/query.ts'
import type { Published } from '../published.ts'

const SiteQuery = Type.Object(
  { q: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'code, name, address' })) },
  { additionalProperties: false },
)

interface SiteRow {
  id: number
  code: string
  name: string
  address: string | null
  spaces: number
  geometry: Geometry | null
  point: LonLat | null
  source: string
}

/** Sites with at least one space whose exact place is public; the others would tell a hidden place. */
function publishedSites(db: Db): Knex.QueryBuilder {
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
      geometry: asGeoJson(db, 'g.geom', 7),
      point: pointOnSurface(db, 'g.geom'),
    })
}

/** Sites that changed, and those of spaces that changed: a space may make its site public, or the last one hide it. */
function changedSites(db: Db, since: Snapshot): Promise<number[]> {
  return db({ g: 'site' })
    .where(changedSince(db, 'g.changed_in', since))
    .orWhereIn(
      'g.id',
      db({ s: 'space' })
        .select('s.site_id')
        .whereNotNull('s.site_id')
        .where(changedSince(db, 's.changed_in', since)),
    )
    .pluck<number[]>('g.id')
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
  async load(db, since) {
    const changed = since === null ? null : await changedSites(db, since)
    if (changed?.length === 0) return { rows: [], removed: [] }
    const query = publishedSites(db)
    const rows: SiteRow[] = await (changed ? query.whereRaw('g.id = ANY(?)', [changed]) : query)
    const published = new Set(rows.map((row) => row.id))
    return {
      rows: rows.map(({ id, geometry, point, code, name, address, spaces }) => ({
        id,
        geometry,
        point,
        columns: { code, name, address, spaces },
      })),
      removed: (changed ?? []).filter((id) => !published.has(id)),
    }
  },
  querySchema: SiteQuery,
  toFilter: ({ q }): Filter => (q === undefined ? {} : { q: { op: 'text', text: searchText(q) } }),
  properties: ['code', 'name', 'address', 'spaces', 'source'],
  async features(ids, { db }) {
    const rows: SiteRow[] = await publishedSites(db).whereRaw('g.id = ANY(?)', [[...ids]])
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
