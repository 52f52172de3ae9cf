import type { Role } from '../../accounts/schema.ts'
import { type Attempts, applicant, officer, words } from './attempt.ts'

const everybody: readonly Role[] = ['applicant', 'propertyOffice', 'administrator', 'auditor']

/** Sessions, letters and history of an account, and roles it was given. */
export const accountsAttempts: Attempts = {
  'DELETE /api/account/sessions/:id': [
    { as: everybody, path: ({ session }) => `/api/account/sessions/${session}` },
  ],
  'GET /api/messages/:id': [{ as: everybody, path: ({ message }) => `/api/messages/${message}` }],
  'GET /api/history/:objectKind/:objectId': [
    { as: applicant, path: ({ request }) => `/api/history/request/${request}` },
    { as: applicant, path: ({ party }) => `/api/history/party/${party}` },
    { as: [...applicant, ...officer], path: ({ account }) => `/api/history/account/${account}` },
  ],
  'POST /api/admin/accounts/:id/roles/:grant/end': [
    {
      as: ['administrator'],
      path: ({ grant }, mine) => `/api/admin/accounts/${mine.account}/roles/${grant}/end`,
      body: () => ({ reason: words }),
    },
  ],
}
