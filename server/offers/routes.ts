import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { splittingLists } from '../http/query.ts'
import { NoQuery } from '../http/schema.ts'
import { offers } from './collection.ts'
import { listDeskOffers, readDeskOffer } from './desk.ts'
import { readOffer, readOffers } from './queries.ts'
import {
  DeskOffer,
  DeskOffers,
  NewOffer,
  Offer,
  OfferFilters,
  OfferList,
  OfferPath,
  SaveOffer,
} from './schema.ts'
import { createOffer, saveOffer } from './writing.ts'

/** Agreements with private operators, as everybody reads them. */
export const offerRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, city, collections } = context
  app.get(
    '/api/offers',
    {
      preValidation: splittingLists(OfferFilters),
      schema: {
        tags: ['offers'],
        summary: 'Agreements with private operators, by title',
        querystring: OfferFilters,
        response: { 200: OfferList, ...problems },
      },
    },
    async ({ query }) => {
      const filter = await offers.toFilter(query, { db, city })
      const ids = collections.get('offers')?.index.ids(filter, [{ by: 'title' }]).ids ?? []
      const items = await readOffers(db, ids)
      return { total: items.length, items }
    },
  )
  app.get(
    '/api/offers/:code',
    {
      schema: {
        tags: ['offers'],
        summary: 'One agreement with a private operator',
        params: OfferPath,
        querystring: NoQuery,
        response: { 200: Offer, ...problems },
      },
    },
    ({ params }) => readOffer(db, params.code),
  )
  await app.register(deskRoutes, context)
}

const deskRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'manageAgreements')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  app.get(
    '/api/desk/offers',
    { schema: { querystring: NoQuery, response: { 200: DeskOffers, ...problems } } },
    () => listDeskOffers(db),
  )
  app.post(
    '/api/desk/offers',
    { schema: { body: NewOffer, response: { 201: DeskOffer, ...problems } } },
    async (request, reply) => {
      await createOffer(context, personOf(request), request.body)
      reply.code(201)
      return readDeskOffer(db, request.body.code)
    },
  )
  app.get(
    '/api/desk/offers/:code',
    { schema: { params: OfferPath, querystring: NoQuery, response: { 200: DeskOffer, ...problems } } },
    (request) => readDeskOffer(db, request.params.code),
  )
  app.put(
    '/api/desk/offers/:code',
    { schema: { params: OfferPath, body: SaveOffer, response: { 200: DeskOffer, ...problems } } },
    async (request) => {
      await saveOffer(context, personOf(request), request.params.code, request.body)
      return readDeskOffer(db, request.params.code)
    },
  )
}
