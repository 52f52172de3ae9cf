import { company } from '../parties.ts'
import { type Attempts, applicant, versioned } from './attempt.ts'

/** Organisations, their members and invitations. */
export const partiesAttempts: Attempts = {
  'GET /api/parties/:id': [{ as: applicant, path: ({ party }) => `/api/parties/${party}` }],
  'PUT /api/parties/:id': [
    {
      as: applicant,
      path: ({ party }) => `/api/parties/${party}`,
      body: () => ({ ...versioned, data: company }),
    },
  ],
  'PUT /api/parties/:id/members/:memberId': [
    {
      as: applicant,
      path: ({ party, member }) => `/api/parties/${party}/members/${member}`,
      body: () => ({ role: 'representative' }),
    },
    {
      as: applicant,
      path: ({ member }, mine) => `/api/parties/${mine.party}/members/${member}`,
      body: () => ({ role: 'representative' }),
    },
  ],
  'DELETE /api/parties/:id/members/:memberId': [
    { as: applicant, path: ({ party, member }) => `/api/parties/${party}/members/${member}` },
    { as: applicant, path: ({ member }, mine) => `/api/parties/${mine.party}/members/${member}` },
  ],
  'POST /api/parties/:id/invitations': [
    {
      as: applicant,
      path: ({ party }) => `/api/parties/${party}/invitations`,
      body: () => ({ email: 'me@example.org' }),
    },
  ],
  'DELETE /api/parties/:id/invitations/:invitationId': [
    { as: applicant, path: ({ party, invitation }) => `/api/parties/${party}/invitations/${invitation}` },
    { as: applicant, path: ({ invitation }, mine) => `/api/parties/${mine.party}/invitations/${invitation}` },
  ],
}
