import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { demoMark } from '../documents/blocks.ts'
import { problems } from '../http/problem.ts'
import { splittingLists } from '../http/query.ts'
import { NoQuery } from '../http/schema.ts'
import { idsOf, type RegisterFile, writeCsv, writeGeoJson } from './files.ts'
import { listRegister } from './list.ts'
import { mapRegister } from './map.ts'
import { readRegisterPoint } from './point.ts'
import { readPublishedPlan } from './publishedPlan.ts'
import {
  Register,
  RegisterFilters,
  RegisterMap,
  RegisterPageQuery,
  RegisterPath,
  RegisterPoint,
  RegisterPointPath,
  RegisterQuery,
  RegisterStatistics,
} from './schema.ts'
import { readStatistics } from './statistics.ts'

interface Format {
  extension: 'csv' | 'geojson'
  mediaType: string
  contentType: string
  write(file: RegisterFile): AsyncGenerator<string>
}

const formats: readonly Format[] = [
  { extension: 'csv', mediaType: 'text/csv', contentType: 'text/csv; charset=utf-8', write: writeCsv },
  {
    extension: 'geojson',
    mediaType: 'application/geo+json',
    contentType: 'application/geo+json',
    write: writeGeoJson,
  },
]

const lists = { preValidation: splittingLists(RegisterQuery) }
const tags = ['register']

/** What everybody reads of the points written to a plan, once its register is published. */
export const registerRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  // Words can be taken back: whoever keeps an answer asks each time whether it still holds.
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-cache')
  })

  app.get(
    '/api/plans/:code/register',
    {
      ...lists,
      schema: {
        tags,
        summary: 'The points written to a plan with their outcomes, and how many each choice would keep',
        params: RegisterPath,
        querystring: RegisterPageQuery,
        response: { 200: Register, ...problems },
      },
    },
    ({ params, query }) => listRegister(db, params.code, query),
  )

  app.get(
    '/api/plans/:code/register/map',
    {
      ...lists,
      schema: {
        tags,
        summary: 'The same points as signs for a map, as near as their places are public',
        params: RegisterPath,
        querystring: RegisterFilters,
        response: { 200: RegisterMap, ...problems },
      },
    },
    ({ params, query }) => mapRegister(db, params.code, query),
  )

  app.get(
    '/api/plans/:code/register/statistics',
    {
      ...lists,
      schema: {
        tags,
        summary: 'How the same points were decided, by theme, Municipio and article',
        params: RegisterPath,
        querystring: RegisterFilters,
        response: { 200: RegisterStatistics, ...problems },
      },
    },
    ({ params, query }) => readStatistics(db, params.code, query),
  )

  app.get(
    '/api/plans/:code/register/:reference',
    {
      schema: {
        tags,
        summary: 'One point with its words, outcome and reply, at its permanent address',
        params: RegisterPointPath,
        querystring: NoQuery,
        response: { 200: RegisterPoint, ...problems },
      },
    },
    ({ params }) => readRegisterPoint(db, params),
  )

  for (const format of formats) addFile(app, context, format)
}

function addFile(app: FastifyInstance, context: Context, format: Format): void {
  const { extension, mediaType, contentType, write } = format
  const schema = {
    tags,
    summary: `The register of a plan as ${extension}, filtered as the list is`,
    params: RegisterPath,
    querystring: RegisterQuery,
    response: { 200: { content: { [mediaType]: { schema: Type.String() } } }, ...problems },
  }
  app.get<{ Params: RegisterPath; Querystring: RegisterQuery }>(
    `/api/plans/:code/register.${extension}`,
    { ...lists, schema },
    async ({ params, query }, reply) => {
      const plan = await readPublishedPlan(context.db, params.code)
      const ids = await idsOf(context.db, plan.id, query)
      const mark = context.config.demo ? [demoMark] : []
      const name = ['registro', plan.code, romeDate(new Date()), ...mark].join('-')
      return reply
        .type(contentType)
        .header('content-disposition', `attachment; filename="${name}.${extension}"`)
        .send(Readable.from(write({ context, plan, ids })))
    },
  )
}
