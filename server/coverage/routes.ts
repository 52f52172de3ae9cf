import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { actingRole, guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { sendCsv } from '../http/csv.ts'
import { NotFoundError, problems, textReplies } from '../http/problem.ts'
import { splittingLists } from '../http/query.ts'
import { NoQuery, oneOf } from '../http/schema.ts'
import { coverageCsv } from './csv.ts'
import { indicatorsOf } from './definitions/index.ts'
import { districtCoverage } from './district.ts'
import { findGaps } from './gaps.ts'
import { stopWalking } from './network/walkers.ts'
import { readCoverage, readCurrent } from './reading.ts'
import { keepRun, listRuns } from './runs.ts'
import {
  type AreaKind,
  Coverage,
  CoverageQuery,
  DistrictCoverage,
  GapList,
  GapsQuery,
  IndicatorList,
  IndicatorPage,
  indicatorIds,
  KeptRun,
  KeptRuns,
  RunQuery,
  Shapes,
  ShapesQuery,
  WhatIf,
  WhatIfQuery,
} from './schema.ts'
import { readShapes } from './shapes.ts'
import { parseLabs, whatIf, whatIfCsv } from './whatIf.ts'

const tags = ['coverage']

/** What is where and who is served: figures of areas, their definitions, what is missing, what was told when. */
export const coverageRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.addHook('onClose', () => stopWalking(context))
  await app.register(figureRoutes, context)
  await app.register(definitionRoutes, context)
  await app.register(missingRoutes, context)
  await app.register(runRoutes, context)
}

const ofKinds = (coverage: Coverage, kinds: readonly AreaKind[] | undefined): Coverage =>
  kinds ? { ...coverage, areas: coverage.areas.filter(({ kind }) => kinds.includes(kind)) } : coverage

const figureRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.get(
    '/api/coverage',
    {
      preValidation: splittingLists(CoverageQuery),
      schema: {
        tags,
        summary: 'Figures of areas, now or as they were kept',
        querystring: CoverageQuery,
        response: { 200: Coverage, ...problems },
      },
    },
    async ({ query }) => ofKinds(await readCoverage(context, query), query.kind),
  )
  app.get(
    '/api/coverage.csv',
    {
      preValidation: splittingLists(CoverageQuery),
      schema: {
        tags,
        summary: 'The same as a table, a line for each indicator of each area',
        querystring: CoverageQuery,
        response: textReplies('text/csv'),
      },
    },
    async ({ query }, reply) => {
      const coverage = ofKinds(await readCoverage(context, query), query.kind)
      return sendCsv(reply, `coverage-${coverage.run.date}`, coverageCsv(coverage, context.config.demo))
    },
  )
  app.get(
    '/api/districts/:number/coverage',
    {
      schema: {
        tags,
        summary: 'Figures of one Municipio beside those of the city and of the others',
        params: Type.Object({ number: Type.String({ minLength: 1, maxLength: 20 }) }),
        querystring: RunQuery,
        response: { 200: DistrictCoverage, ...problems },
      },
    },
    async ({ params, query }) => districtCoverage(await readCoverage(context, query), params.number),
  )
  app.get(
    '/api/coverage/shapes',
    {
      preValidation: splittingLists(ShapesQuery),
      schema: {
        tags,
        summary: 'Outlines of areas, simplified for a drawing',
        querystring: ShapesQuery,
        response: { 200: Shapes, ...problems },
      },
    },
    ({ query }) => readShapes(context, query.kind),
  )
}

const definitionRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.get(
    '/api/coverage/indicators',
    {
      schema: {
        tags,
        summary: 'What every indicator says, and how it is computed',
        querystring: NoQuery,
        response: { 200: IndicatorList, ...problems },
      },
    },
    async () => ({ items: indicatorsOf(context.city) }),
  )
  app.get(
    '/api/coverage/indicators/:id',
    {
      schema: {
        tags,
        summary: 'One indicator, with its value for the city',
        params: Type.Object({ id: oneOf(indicatorIds, 'which') }),
        querystring: RunQuery,
        response: { 200: IndicatorPage, ...problems },
      },
    },
    async ({ params, query }) => {
      const { run, travel, indicators, areas } = await readCoverage(context, query)
      const indicator = indicators.find(({ id }) => id === params.id)
      const city = areas.find(({ kind }) => kind === 'city')?.values[params.id]
      if (!indicator || !city) throw new NotFoundError(`Run ${run.id} has no indicator ${params.id}.`)
      return { ...indicator, run, travel, city }
    },
  )
}

const minutesOf = (minutes: string | undefined) => Number(minutes ?? 15)

const missingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.get(
    '/api/coverage/gaps',
    {
      schema: {
        tags,
        summary: 'Where one more lab would reach the most residents whom none reaches',
        querystring: GapsQuery,
        response: { 200: GapList, ...problems },
      },
    },
    async ({ query }) => {
      const current = await readCurrent(context, query.travel)
      const minutes = minutesOf(query.minutes)
      const items = await findGaps(current, { minutes, limit: query.limit ?? 20 })
      return { travel: current.coverage.travel, minutes, items }
    },
  )
  const ask = async (query: { labs: string; minutes?: string; travel?: 'straight' | 'network' }) => {
    const labs = parseLabs(query.labs)
    return whatIf(await readCurrent(context, query.travel), labs, minutesOf(query.minutes))
  }
  app.get(
    '/api/coverage/what-if',
    {
      schema: {
        tags,
        summary: 'Whom labs that are not there would reach',
        querystring: WhatIfQuery,
        response: { 200: WhatIf, ...problems },
      },
    },
    ({ query }) => ask(query),
  )
  app.get(
    '/api/coverage/what-if.csv',
    {
      schema: {
        tags,
        summary: 'The same as a table',
        querystring: WhatIfQuery,
        response: textReplies('text/csv'),
      },
    },
    async ({ query }, reply) =>
      sendCsv(reply, 'coverage-what-if', whatIfCsv(await ask(query), context.config.demo)),
  )
}

const runRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.get(
    '/api/coverage/runs',
    {
      schema: {
        tags,
        summary: 'Figures that were kept, the newest first',
        querystring: NoQuery,
        response: { 200: KeptRuns, ...problems },
      },
    },
    async () => ({ items: await listRuns(context.db) }),
  )
  await app.register(keepingRoutes, context)
}

const keepingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'keepCoverage')
  app.post(
    '/api/coverage/runs',
    {
      schema: {
        tags,
        summary: 'Keep the figures as they are now',
        querystring: NoQuery,
        response: { 201: KeptRun, ...problems },
      },
    },
    async (request, reply) => {
      const person = personOf(request)
      const coverage = await readCoverage(context)
      const role = actingRole(person, 'keepCoverage')
      const id = await keepRun(context.db, coverage, { reason: 'asked', id: person.account.id, role })
      const kept = (await listRuns(context.db)).find((run) => run.id === id)
      if (!kept) throw new NotFoundError('The run was not kept.')
      reply.code(201)
      return kept
    },
  )
}
