import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { listAccounts, readAccount } from './accountList.ts'
import { guard, personOf } from './guard.ts'
import { changeName } from './names.ts'
import { type ByAdministrator, disableAccount, enableAccount, endRole, giveRole } from './roles.ts'
import {
  AccountList,
  AccountPath,
  AccountsQuery,
  GivenWhy,
  GrantPath,
  ManagedAccount,
  NameGiven,
  RoleGiven,
  StaffInvitation,
} from './schema.ts'
import { inviteStaff } from './staffInvitations.ts'

/** What administrators do with accounts and their roles. */
export const adminRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, config }) => {
  guard(app, 'manageAccounts')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  const response = { 200: ManagedAccount, ...problems }

  /** Does a change to an account and answers with it as it then stands. */
  const change = async (
    request: FastifyRequest,
    id: string,
    apply: (changing: ByAdministrator) => Promise<void>,
  ) => {
    const actorId = personOf(request).account.id
    await db.transaction((trx) =>
      apply({ trx, changer: { id: actorId, role: 'administrator' }, publicUrl: config.publicUrl }),
    )
    return readAccount(db, actorId, id)
  }

  app.get(
    '/api/admin/accounts',
    { schema: { querystring: AccountsQuery, response: { 200: AccountList, ...problems } } },
    (request) => listAccounts(db, request.query),
  )

  app.post(
    '/api/admin/accounts',
    { schema: { body: StaffInvitation, response: { 201: ManagedAccount, ...problems } } },
    async (request, reply) => {
      const changer = { id: personOf(request).account.id, role: 'administrator' } as const
      const { publicUrl } = config
      const id = await db.transaction((trx) => inviteStaff({ trx, changer, publicUrl }, request.body))
      return reply.code(201).send(await readAccount(db, changer.id, id))
    },
  )

  app.get('/api/admin/accounts/:id', { schema: { params: AccountPath, response } }, (request) =>
    readAccount(db, personOf(request).account.id, request.params.id),
  )

  app.post(
    '/api/admin/accounts/:id/name',
    { schema: { params: AccountPath, body: NameGiven, response } },
    (request) => {
      const { id } = request.params
      return change(request, id, (changing) => changeName(changing, id, request.body))
    },
  )

  app.post(
    '/api/admin/accounts/:id/roles',
    { schema: { params: AccountPath, body: RoleGiven, response } },
    (request) => {
      const { id } = request.params
      return change(request, id, (changing) => giveRole(changing, id, request.body))
    },
  )

  app.post(
    '/api/admin/accounts/:id/roles/:grant/end',
    { schema: { params: GrantPath, body: GivenWhy, response } },
    (request) => {
      const { id, grant } = request.params
      return change(request, id, (changing) => endRole(changing, id, grant, request.body.reason))
    },
  )

  app.post(
    '/api/admin/accounts/:id/disable',
    { schema: { params: AccountPath, body: GivenWhy, response } },
    (request) => {
      const { id } = request.params
      return change(request, id, (changing) => disableAccount(changing, id, request.body.reason))
    },
  )

  app.post(
    '/api/admin/accounts/:id/enable',
    { schema: { params: AccountPath, body: GivenWhy, response } },
    (request) => {
      const { id } = request.params
      return change(request, id, (changing) => enableAccount(changing, id, request.body.reason))
    },
  )
}
