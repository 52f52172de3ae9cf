import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { readAccount } from './accountList.ts'
import { guard, personOf } from './guard.ts'
import { AccountPath, FiscalCodeCheck, ManagedAccount } from './schema.ts'
import { verifyFiscalCode } from './verification.ts'

/** What the office has checked of a person with its own eyes. */
export const verificationRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'manageAccounts')

  app.post(
    '/api/admin/accounts/:id/fiscal-code',
    {
      schema: {
        params: AccountPath,
        body: FiscalCodeCheck,
        response: { 200: ManagedAccount, ...problems },
      },
    },
    async (request) => {
      const officer = personOf(request)
      await verifyFiscalCode(context, officer, request.params.id, request.body)
      return readAccount(context.db, officer.account.id, request.params.id)
    },
  )
}
