import { type Attempt, type Attempts, applicant, nobodysFile, tried, words } from './attempt.ts'

const ofNeed = (below: string, body?: object): Attempt[] => [
  tried(applicant, ({ need }) => `/api/needs/${need}${below}`, body),
]

/** Needs that are told to suitable labs alone. */
export const needsAttempts: Attempts = {
  'GET /api/account/needs/:code': [{ as: applicant, path: ({ need }) => `/api/account/needs/${need}` }],
  'POST /api/needs/:code/close': ofNeed('/close'),
  'POST /api/needs/:code/contacts': ofNeed('/contacts', { lab: 'NONE', message: words }),
  'POST /api/needs/:code/answers': ofNeed('/answers', { lab: 'NONE', can: true, note: null }),
  'POST /api/needs/:code/files': ofNeed('/files'),
  'GET /api/needs/:code/files/:fileId': ofNeed(`/files/${nobodysFile}`),
}
