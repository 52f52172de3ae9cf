import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { listNotifications, markRead } from './notifications.ts'
import { keepChoice, listMessages, readChoices, readMessage } from './queries.ts'
import {
  ChoiceMade,
  LetterChoices,
  Message,
  MessageList,
  MessagePath,
  MessageQuery,
  NotificationList,
  NotificationQuery,
  NotificationsRead,
} from './schema.ts'

/** What was written to me, what I am told in the application, and which letters I want. */
export const messageRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  guard(app, 'useOwnAccount')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    '/api/messages',
    { schema: { querystring: MessageQuery, response: { 200: MessageList, ...problems } } },
    (request) => listMessages(db, personOf(request).account.id, request.query),
  )
  app.get(
    '/api/messages/:id',
    { schema: { params: MessagePath, response: { 200: Message, ...problems } } },
    (request) => readMessage(db, personOf(request).account.id, request.params.id),
  )
  app.get('/api/messages/choices', { schema: { response: { 200: LetterChoices, ...problems } } }, (request) =>
    readChoices(db, personOf(request).account.id),
  )
  app.put(
    '/api/messages/choices',
    { schema: { body: ChoiceMade, response: { 200: LetterChoices, ...problems } } },
    async (request) => {
      const person = personOf(request)
      await db.transaction((trx) => keepChoice(trx, person, request.body))
      return readChoices(db, person.account.id)
    },
  )

  app.get(
    '/api/notifications',
    { schema: { querystring: NotificationQuery, response: { 200: NotificationList, ...problems } } },
    (request) => listNotifications(db, personOf(request).account.id, request.query),
  )
  app.post(
    '/api/notifications/read',
    { schema: { body: NotificationsRead, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      await markRead(db, personOf(request).account.id, request.body)
      return reply.code(204).send(null)
    },
  )
}
