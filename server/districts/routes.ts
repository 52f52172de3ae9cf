import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { romeDate } from '../city/rules.ts'
import type { Collections } from '../collections.ts'
import type { Context } from '../context.ts'
import type { Facets, Filter } from '../featureIndex/definition.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import {
  type DistrictRow,
  populationFigure,
  readDistricts,
  readNeighbourhoods,
  readResidents,
} from './queries.ts'
import { type District, DistrictList, type Figure, NeighbourhoodList } from './schema.ts'

type Count = { value: string; count: number }

export const districtRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, city, collections }) => {
  app.get(
    '/api/districts',
    {
      schema: {
        tags: ['districts'],
        summary: 'Municipi and what the public can find in each',
        querystring: NoQuery,
        response: { 200: DistrictList, ...problems },
      },
    },
    async () => {
      const residents = await readResidents(db, city)
      const rows = await readDistricts(db)
      return { items: rows.map((row) => toDistrict(collections, row, residents.get(row.number) ?? null)) }
    },
  )

  app.get(
    '/api/neighbourhoods',
    {
      schema: {
        tags: ['districts'],
        summary: 'NIL, by name',
        querystring: NoQuery,
        response: { 200: NeighbourhoodList, ...problems },
      },
    },
    async () => {
      const counts = countsOf(collections, 'spaces', 'neighbourhood', {})
      const rows = await readNeighbourhoods(db)
      return {
        items: rows.map(({ code, name, district, point, official, source, ...row }) => ({
          code,
          name,
          district,
          point,
          official,
          source,
          population: populationFigure({ source, ...row }),
          spaces: counts.find(({ value }) => value === code)?.count ?? 0,
        })),
      }
    },
  )
}

/** Counts come from the index, so that they are those of the list and the map. */
function toDistrict(
  collections: Collections,
  { number, name, official, source }: DistrictRow,
  population: Figure | null,
): District {
  const here: Filter = { district: { op: 'anyOf', column: 'district', values: [number] } }
  const byStatus = countsOf(collections, 'spaces', 'status', here).filter(({ count }) => count > 0)
  const labs = countsOf(collections, 'labs', 'activity', here)
  const labCount = (activity: string) => labs.find(({ value }) => value === activity)?.count ?? 0
  return {
    number,
    name,
    official,
    source,
    population,
    spaces: {
      total: counted(
        byStatus.reduce((sum, { count }) => sum + count, 0),
        'Spazi pubblicati con il luogo in questo Municipio',
        'Published spaces whose place is in this district',
      ),
      byStatus,
    },
    labs: {
      active: counted(labCount('active'), 'Fablab e makerspace attivi', 'Active fablabs and makerspaces'),
      unknown: counted(
        labCount('none'),
        'Fablab e makerspace di cui non si sa se sono attivi',
        'Fablabs and makerspaces not known to be active or closed',
      ),
    },
  }
}

function counted(value: number, definition: string, definitionEn: string): Figure {
  return { value, unit: 'count', source: 'Spazi', date: romeDate(new Date()), definition, definitionEn }
}

function countsOf(collections: Collections, id: string, facet: string, filter: Filter): Count[] {
  const facets: Facets = collections.get(id)?.index.facets(filter) ?? {}
  const counts = facets[facet]
  return Array.isArray(counts) ? counts : []
}
