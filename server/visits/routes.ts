import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import { CallPath } from '../calls/schema.ts'
import type { Context } from '../context.ts'
import { PaperQuery } from '../documents/schema.ts'
import { sendPaper } from '../files/serving.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { bookVisit, cancelBooking } from './booking.ts'
import { writeCertificate } from './certificate.ts'
import { addVisit, cancelVisit, recordAttendance } from './desk.ts'
import { listDeskVisits, listMyBookings, listVisits, readProof } from './queries.ts'
import {
  Attendance,
  BookingList,
  BookingPath,
  CertificatePath,
  DeskVisits,
  NewBooking,
  NewVisit,
  VisitList,
  VisitPath,
  VisitProof,
} from './schema.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** Visits to the spaces of a call: made at the desk, booked, and certified. */
export const visitRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context

  app.get(
    '/api/calls/:code/visits',
    {
      schema: {
        tags: ['calls'],
        summary: 'Site visits of a call and the places left',
        params: CallPath,
        querystring: NoQuery,
        response: { 200: VisitList, ...problems },
      },
    },
    ({ params }) => listVisits(db, params.code),
  )

  app.get(
    '/api/visits/:certificate',
    {
      schema: {
        tags: ['calls'],
        summary: 'Whether a certificate of a site visit is genuine: call and time, no name',
        params: CertificatePath,
        querystring: NoQuery,
        response: { 200: VisitProof, ...problems },
      },
    },
    ({ params }) => readProof(db, params.certificate),
  )
  await app.register(bookingRoutes, context)
  await app.register(deskVisitRoutes, context)
}

const keepFromCaches = (app: FastifyInstance) =>
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })

const bookingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'writeRequests')
  keepFromCaches(app)

  app.get(
    '/api/calls/:code/visits/mine',
    { schema: { params: CallPath, response: { 200: BookingList, ...problems } } },
    (request) => listMyBookings(db, request.params.code, personOf(request).account.id),
  )

  app.post(
    '/api/calls/:code/visits/:slot/bookings',
    { schema: { params: VisitPath, body: NewBooking, response: { 201: BookingList, ...problems } } },
    async (request, reply) => {
      const person = personOf(request)
      await bookVisit(context, person, request.params, request.body)
      return reply.code(201).send(await listMyBookings(db, request.params.code, person.account.id))
    },
  )

  app.post(
    '/api/visit-bookings/:id/cancel',
    { schema: { params: BookingPath, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      await cancelBooking(context, personOf(request), request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/visit-bookings/:id/certificate.pdf',
    { schema: { params: BookingPath, querystring: PaperQuery, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const person = personOf(request)
      const language = request.query.language ?? person.account.language
      return sendPaper(reply, await writeCertificate(context, person, request.params.id, language))
    },
  )
}

const deskVisitRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'prepareCalls')
  keepFromCaches(app)
  const path = '/api/desk/calls/:code/visits'

  app.get(path, { schema: { params: CallPath, response: { 200: DeskVisits, ...problems } } }, ({ params }) =>
    listDeskVisits(db, params.code),
  )

  app.post(
    path,
    { schema: { params: CallPath, body: NewVisit, response: { 201: DeskVisits, ...problems } } },
    async (request, reply) => {
      const { code } = request.params
      await addVisit(context, personOf(request), code, request.body)
      return reply.code(201).send(await listDeskVisits(db, code))
    },
  )

  app.post(
    `${path}/:slot/cancel`,
    { schema: { params: VisitPath, response: { 200: DeskVisits, ...problems } } },
    async (request) => {
      await cancelVisit(context, personOf(request), request.params)
      return listDeskVisits(db, request.params.code)
    },
  )

  app.post(
    '/api/desk/visit-bookings/:id/attendance',
    { schema: { params: BookingPath, body: Attendance, response: { 200: DeskVisits, ...problems } } },
    async (request) =>
      listDeskVisits(db, await recordAttendance(context, personOf(request), request.params.id, request.body)),
  )
}
