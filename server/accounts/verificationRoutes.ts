import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { guard, personOf } from './guard.ts'
import { AccountPath, FiscalCodeCheck, VerifiedFiscalCode } from './schema.ts'
import { verifyFiscalCode } from './verification.ts'

/** What the office has checked of a person with its own eyes. */
export const verificationRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  guard(app, 'manageAccounts')

  app.post(
    '/api/admin/accounts/:id/fiscal-code',
    {
      schema: {
        params: AccountPath,
        body: FiscalCodeCheck,
        response: { 200: VerifiedFiscalCode, ...problems },
      },
    },
    (request) => verifyFiscalCode(db, personOf(request), request.params.id, request.body),
  )
}
