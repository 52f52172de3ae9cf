import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { changeParty, changeRole, createParty, endMembership } from './acting.ts'
import { acceptInvitation, invite, revokeInvitation, showInvitation } from './invitations.ts'
import { listParties, readParty } from './queries.ts'
import {
  InvitationPath,
  InvitationRequest,
  InvitationSent,
  InvitationShown,
  InvitationToken,
  MemberPath,
  NewParty,
  Party,
  PartyChange,
  PartyList,
  PartyPath,
  RoleChange,
} from './schema.ts'

const Nothing = Type.Null()

/** What applicants do for the organisations and groupings they act for. */
export const partyRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'actForParties')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(ownPartyRoutes, context)
  await app.register(memberRoutes, context)
  await app.register(invitationRoutes, context)
}

const ownPartyRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  app.get('/api/parties', { schema: { response: { 200: PartyList, ...problems } } }, (request) =>
    listParties(db, personOf(request).account.id),
  )

  app.post(
    '/api/parties',
    { schema: { body: NewParty, response: { 201: Party, ...problems } } },
    async (request, reply) => {
      const person = personOf(request)
      const id = await createParty(db, person, request.body)
      return reply.code(201).send(await readParty(db, person.account.id, id))
    },
  )

  app.get(
    '/api/parties/:id',
    { schema: { params: PartyPath, response: { 200: Party, ...problems } } },
    (request) => readParty(db, personOf(request).account.id, request.params.id),
  )

  app.put(
    '/api/parties/:id',
    { schema: { params: PartyPath, body: PartyChange, response: { 200: Party, ...problems } } },
    async (request) => {
      const person = personOf(request)
      await changeParty(db, person, request.params.id, request.body)
      return readParty(db, person.account.id, request.params.id)
    },
  )
}

/** Who acts for a party. */
const memberRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  app.put(
    '/api/parties/:id/members/:memberId',
    { schema: { params: MemberPath, body: RoleChange, response: { 200: Party, ...problems } } },
    async (request) => {
      const person = personOf(request)
      const { id, memberId } = request.params
      await changeRole(db, person, id, memberId, request.body.role)
      return readParty(db, person.account.id, id)
    },
  )

  app.delete(
    '/api/parties/:id/members/:memberId',
    { schema: { params: MemberPath, response: { 204: Nothing, ...problems } } },
    async (request, reply) => {
      const { id, memberId } = request.params
      await endMembership(db, personOf(request), id, memberId)
      return reply.code(204).send(null)
    },
  )
}

const invitationRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context

  app.post(
    '/api/parties/:id/invitations',
    {
      schema: { params: PartyPath, body: InvitationRequest, response: { 201: InvitationSent, ...problems } },
    },
    async (request, reply) =>
      reply.code(201).send(await invite(context, personOf(request), request.params.id, request.body.email)),
  )

  app.delete(
    '/api/parties/:id/invitations/:invitationId',
    { schema: { params: InvitationPath, response: { 204: Nothing, ...problems } } },
    async (request, reply) => {
      const { id, invitationId } = request.params
      await revokeInvitation(db, personOf(request), id, invitationId)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/invitations/read',
    { schema: { body: InvitationToken, response: { 200: InvitationShown, ...problems } } },
    (request) => showInvitation(db, request.body.token),
  )

  app.post(
    '/api/invitations/accept',
    { schema: { body: InvitationToken, response: { 200: Party, ...problems } } },
    async (request) => {
      const person = personOf(request)
      const id = await acceptInvitation(db, person, request.body.token)
      return readParty(db, person.account.id, id)
    },
  )
}
