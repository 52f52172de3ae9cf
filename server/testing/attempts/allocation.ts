import type { Role } from '../../accounts/schema.ts'
import { completeContent, sendingOf } from '../requests.ts'
import { type Attempt, type Attempts, applicant, officer, ofRequest, versioned, words } from './attempt.ts'

const ofFile = (below: string, readers: readonly Role[]): Attempt[] => [
  { as: readers, path: ({ draft, file }) => `/api/requests/${draft}/files/${file}${below}` },
  { as: applicant, path: ({ file }, mine) => `/api/requests/${mine.draft}/files/${file}${below}` },
]
const ofDraftAtDesk = (action: string, body: object = {}): Attempt[] => [
  {
    as: officer,
    path: ({ draft }) => `/api/desk/requests/${draft}${action}`,
    body: () => ({ ...versioned, ...body }),
  },
]

/** Requests for spaces, at the desk too: a draft is its author’s alone. */
export const allocationAttempts: Attempts = {
  'POST /api/requests/drafts': [
    {
      as: applicant,
      path: () => '/api/requests/drafts',
      body: ({ party }, mine) => ({ space: mine.space, party }),
    },
  ],
  'PUT /api/requests/drafts/:id': [
    {
      as: applicant,
      path: ({ draft }) => `/api/requests/drafts/${draft}`,
      body: () => ({ ...versioned, content: completeContent }),
    },
  ],
  'PUT /api/requests/drafts/:id/party': [
    { as: applicant, path: ({ draft }) => `/api/requests/drafts/${draft}/party`, body: () => versioned },
    {
      as: applicant,
      path: (_theirs, mine) => `/api/requests/drafts/${mine.draft}/party`,
      body: ({ party }) => ({ ...versioned, party }),
    },
  ],
  'DELETE /api/requests/drafts/:id': [
    { as: applicant, path: ({ draft }) => `/api/requests/drafts/${draft}` },
  ],
  'POST /api/requests': [
    {
      as: applicant,
      path: () => '/api/requests',
      body: ({ draft }) => sendingOf({ id: draft, version: 1 }),
    },
  ],
  'GET /api/requests/:id': ofRequest(''),
  'POST /api/requests/:id/files': ofRequest('/files'),
  'DELETE /api/requests/:id/files/:fileId': ofFile('', applicant),
  'GET /api/requests/:id/files/:fileId': ofFile('', [...applicant, ...officer]),
  'GET /api/requests/:id/files/:fileId/thumbnail': ofFile('/thumbnail', [...applicant, ...officer]),
  'GET /api/requests/:id/receipt.pdf': [
    { as: applicant, path: ({ request }) => `/api/requests/${request}/receipt.pdf` },
    { as: [...applicant, ...officer], path: ({ draft }) => `/api/requests/${draft}/receipt.pdf` },
  ],
  'POST /api/requests/:id/withdraw': ofRequest('/withdraw', versioned),
  'POST /api/requests/:id/completion': ofRequest('/completion', { ...versioned, answer: words }),
  'GET /api/requests/:id/identification': ofRequest('/identification'),
  'POST /api/requests/:id/identify': ofRequest('/identify', versioned),
  'GET /api/desk/requests/:id': [{ as: officer, path: ({ draft }) => `/api/desk/requests/${draft}` }],
  'POST /api/desk/requests/:id/restricted': [
    {
      as: officer,
      path: ({ draft }) => `/api/desk/requests/${draft}/restricted`,
      body: () => ({ reason: words }),
    },
  ],
  'POST /api/desk/requests/:id/take': ofDraftAtDesk('/take'),
  'POST /api/desk/requests/:id/identify': ofDraftAtDesk('/identify', { method: 'pec', note: words }),
  'POST /api/desk/requests/:id/admit': ofDraftAtDesk('/admit'),
  'POST /api/desk/requests/:id/requestCompletion': ofDraftAtDesk('/requestCompletion', {
    items: ['identityDocument'],
    message: words,
  }),
  'POST /api/desk/requests/:id/pauseCompletion': ofDraftAtDesk('/pauseCompletion', { reason: words }),
  'POST /api/desk/requests/:id/resumeCompletion': ofDraftAtDesk('/resumeCompletion'),
  'POST /api/desk/requests/:id/exclude': ofDraftAtDesk('/exclude', {
    reasonCode: 'notIdentified',
    reason: words,
  }),
  'POST /api/desk/requests/:id/note': ofDraftAtDesk('/note'),
  'POST /api/desk/requests/:id/answer': ofDraftAtDesk('/answer', { message: words }),
  'POST /api/desk/requests/:id/close': ofDraftAtDesk('/close', { reasonCode: 'duplicate', reason: words }),
  'POST /api/desk/requests/:id/award': ofDraftAtDesk('/award', {
    spaceCode: 'X',
    from: '2099-01-01',
    until: '2099-12-31',
    procedure: 'publicCall',
    actNumber: '1',
    actDate: '2026-01-01',
  }),
}
