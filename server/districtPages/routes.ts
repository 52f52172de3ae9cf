import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Context } from '../context.ts'
import { readCoverage } from '../coverage/reading.ts'
import { PaperQuery } from '../documents/schema.ts'
import { sendCsv } from '../http/csv.ts'
import { problems, textReplies } from '../http/problem.ts'
import { publicLink } from '../mail/body.ts'
import { writeChangesFeed } from './atom.ts'
import { digestRoutes } from './digestRoutes.ts'
import { changesCsv, figuresCsv, promisesCsv } from './files.ts'
import { readDistrictPage } from './page.ts'
import { readPlace } from './place.ts'
import {
  DistrictPage,
  DistrictPath,
  FiguresQuery,
  PeriodQuery,
  Sheet,
  SheetQuery,
  SpaceRows,
  SpaceRowsQuery,
} from './schema.ts'
import { readSheet } from './sheet.ts'
import { sheetPdf } from './sheetFiles.ts'
import { listSpaceRows } from './spaceRows.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

const tags = ['districts']

/** Who issues the papers of the city. */
const issuerOf = ({ city }: Context, language: 'it' | 'en') =>
  `${city.header.owner[language]} · ${city.programme[language]}`

/** A district in words, figures and files, as everybody may read it. */
export const districtPageRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.get(
    '/api/districts/:number',
    {
      schema: {
        tags,
        summary: 'A district: what there is, what changed, what was promised',
        params: DistrictPath,
        querystring: PeriodQuery,
        response: { 200: DistrictPage, ...problems },
      },
    },
    ({ params, query }) => readDistrictPage(context, params.number, query),
  )
  app.get(
    '/api/districts/:number/spaces',
    {
      schema: {
        tags,
        summary: 'Its spaces: how long they wait, what comes next and who sees to it',
        params: DistrictPath,
        querystring: SpaceRowsQuery,
        response: { 200: SpaceRows, ...problems },
      },
    },
    async ({ params, query }) => {
      await readPlace(context, params.number)
      return listSpaceRows(context, params.number, query)
    },
  )
  await app.register(fileRoutes, context)
  await app.register(sheetRoutes, context)
  await app.register(digestRoutes, context)
}

const fileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { config } = context
  const link = (path: string) => publicLink(config, path)
  app.get(
    '/api/districts/:number.atom',
    {
      schema: {
        tags,
        summary: 'What changed in a district as an Atom feed',
        params: DistrictPath,
        querystring: PaperQuery,
        response: textReplies('application/atom+xml'),
      },
    },
    async ({ params, query }, reply) => {
      const { changes, district } = await readDistrictPage(context, params.number, {})
      const { publicUrl, demo } = config
      const feed = writeChangesFeed(changes, { publicUrl, demo, district, language: query.language ?? 'it' })
      return reply.type('application/atom+xml; charset=utf-8').header('cache-control', 'no-cache').send(feed)
    },
  )
  for (const [name, summary, write] of [
    ['changes', 'What changed, as a table', changesCsv],
    ['promises', 'What was promised and how it went, as a table', promisesCsv],
  ] as const)
    app.get(
      `/api/districts/:number/${name}.csv`,
      {
        schema: {
          tags,
          summary,
          params: DistrictPath,
          querystring: PeriodQuery,
          response: textReplies('text/csv'),
        },
      },
      async ({ params, query }, reply) => {
        const page = await readDistrictPage(context, params.number, query)
        return sendCsv(reply, `municipio-${params.number}-${name}-${page.date}`, write(page, link))
      },
    )
}

const sheetRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.get(
    '/api/districts/:number/sheet',
    {
      schema: {
        tags,
        summary: 'What the sheet of a district says: the page, six figures and a small map',
        params: DistrictPath,
        querystring: FiguresQuery,
        response: { 200: Sheet, ...problems },
      },
    },
    ({ params, query }) => readSheet(context, params.number, query),
  )
  app.get(
    '/api/districts/:number/sheet.pdf',
    {
      schema: {
        tags,
        summary: 'The sheet as a tagged PDF of one A4 page',
        params: DistrictPath,
        querystring: SheetQuery,
        response: { 200: { content: { 'application/pdf': { schema: Bytes } } }, ...problems },
      },
    },
    async ({ params, query: { language = 'it', ...asked } }, reply) => {
      const sheet = await readSheet(context, params.number, asked)
      const name = `municipio-${params.number}-${sheet.page.date}${sheet.page.demo ? '-DIMOSTRAZIONE' : ''}`
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${name}.pdf"`)
        .send(await sheetPdf(sheet, language, issuerOf(context, language)))
    },
  )
  app.get(
    '/api/districts/:number/figures.csv',
    {
      schema: {
        tags,
        summary: 'Its figures beside the city, with definition, source and day, as a table',
        params: DistrictPath,
        querystring: FiguresQuery,
        response: textReplies('text/csv'),
      },
    },
    async ({ params, query }, reply) => {
      const { name } = await readPlace(context, params.number)
      const coverage = await readCoverage(context, query.run === undefined ? {} : { run: query.run })
      const table = figuresCsv({ coverage, number: params.number, name, demo: context.config.demo })
      return sendCsv(reply, `municipio-${params.number}-figures-${coverage.run.date}`, table)
    },
  )
}
