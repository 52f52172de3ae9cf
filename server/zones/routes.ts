import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Context } from '../context.ts'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { type Zone, ZoneList } from './schema.ts'

export const zoneRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, collections }) => {
  app.get(
    '/api/zones',
    {
      schema: {
        tags: ['zones'],
        summary: 'Areas of the outskirts plan, and the outer ring',
        querystring: NoQuery,
        response: { 200: ZoneList, ...problems },
      },
    },
    async () => {
      const facet = collections.get('spaces')?.index.facets({}).zone
      const counts = Array.isArray(facet) ? facet : []
      const zones = await readZones(db)
      return {
        items: zones.map((zone) => ({
          ...zone,
          spaces: zone.kind === 'ring' ? null : (counts.find(({ value }) => value === zone.code)?.count ?? 0),
        })),
      }
    },
  )
}

/** Zones by kind and name. */
function readZones(db: Db): Promise<Omit<Zone, 'spaces'>[]> {
  return db({ z: 'zone' })
    .whereNull('z.ended_on')
    .orderBy(['z.kind', 'z.name', 'z.id'])
    .select({
      code: 'z.code',
      name: 'z.name',
      kind: 'z.kind',
      official: 'z.official',
      source: 'z.source',
      sourceDate: day(db, 'z.source_date'),
    })
}
