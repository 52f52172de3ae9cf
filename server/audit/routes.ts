import type { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { classesRead } from '../accounts/fieldAccess.ts'
import { guard, personOf } from '../accounts/guard.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { verifyChain } from '../db/auditChain.ts'
import { NotFoundError, problems } from '../http/problem.ts'
import { listLatestDays, readDay } from './days.ts'
import { type ExportFormat, exportFormats, exportLog } from './exporting.ts'
import { readerOf } from './histories.ts'
import { listEvents, readHistory } from './queries.ts'
import {
  AuditDayList,
  AuditEventList,
  AuditFilters,
  AuditQuery,
  ChainVerification,
  DayPath,
  DayVerification,
  History,
  HistoryPath,
  ObjectQuery,
} from './schema.ts'
import { publicKeyOf } from './signing.ts'
import { checkDay, signatureState } from './verify.ts'

const shownDays = 60
const Text = Type.Unsafe<Readable>(Type.String())
const exportNames = Object.keys(exportFormats) as ExportFormat[]
const fileName = (format: ExportFormat) => `spazi-audit-${romeDate(new Date())}.${format}`

export const auditRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(historyRoutes, context)
  await app.register(auditorRoutes, context)
}

/** What happened to an object, for whoever may know. */
const historyRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  guard(app, 'useOwnAccount')

  app.get(
    '/api/history/:objectKind/:objectId',
    { schema: { params: HistoryPath, response: { 200: History, ...problems } } },
    async (request) => {
      const { objectKind, objectId } = request.params
      const reader = await readerOf(db, personOf(request), objectKind, objectId)
      return { items: await readHistory(db, objectKind, objectId, reader) }
    },
  )
}

/** The whole log, for auditors. */
const auditorRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'readAudit')
  const reader = { classes: classesRead('readAudit') }

  app.get(
    '/api/audit/events',
    { schema: { querystring: AuditQuery, response: { 200: AuditEventList, ...problems } } },
    (request) => listEvents(db, request.query, reader),
  )

  app.get(
    '/api/audit/verification',
    { schema: { querystring: ObjectQuery, response: { 200: ChainVerification, ...problems } } },
    (request) => verifyChain(db, request.query.objectKind, request.query.objectId),
  )

  for (const format of exportNames) {
    const { mediaType } = exportFormats[format]
    const response = { 200: { content: { [mediaType]: { schema: Text } } }, ...problems }
    app.get(
      `/api/audit/export.${format}`,
      { schema: { querystring: AuditFilters, response } },
      async (request, reply) =>
        reply
          .type(mediaType)
          .header('content-disposition', `attachment; filename="${fileName(format)}"`)
          .send(await exportLog(db, personOf(request), format, request.query)),
    )
  }
  await app.register(dayRoutes, context)
}

/** The signed heads of the days. */
const dayRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, config }) => {
  const trustedKeys = [publicKeyOf(config.auditKey)]

  app.get('/api/audit/days', { schema: { response: { 200: AuditDayList, ...problems } } }, async () => {
    const days = await listLatestDays(db, shownDays)
    const items = days.map((day) => ({
      day: day.day,
      events: day.events,
      head: day.head,
      signedAt: day.signedAt.toISOString(),
      state: signatureState(day, trustedKeys),
    }))
    return { items }
  })

  app.get(
    '/api/audit/days/:day/verification',
    { schema: { params: DayPath, response: { 200: DayVerification, ...problems } } },
    async (request) => {
      const day = await readDay(db, request.params.day)
      if (!day) throw new NotFoundError('This day has no head.')
      const fault = await checkDay(db, day, { trustedKeys })
      return { valid: fault === null, fault }
    },
  )
}
