import { labContent } from '../labs.ts'
import { type Attempt, type Attempts, applicant, nobodysFile, tried, versioned, words } from './attempt.ts'

const ofLab = (below: string, body?: object): Attempt[] => [
  tried(applicant, ({ lab }) => `/api/kept-labs/${lab}${below}`, body),
]

/** Labs that somebody keeps. */
export const labsAttempts: Attempts = {
  'GET /api/kept-labs/:code': ofLab(''),
  'PUT /api/kept-labs/:code': ofLab('', {
    ...versioned,
    content: labContent({ name: 'Altro nome' }),
    confirm: false,
  }),
  'POST /api/kept-labs/:code/confirm': ofLab('/confirm', versioned),
  'POST /api/kept-labs/:code/activities': ofLab('/activities', {
    activity: 'closed',
    fromOn: null,
    note: null,
  }),
  'POST /api/kept-labs/:code/photos': ofLab('/photos'),
  'GET /api/kept-labs/:code/photos/:photoId': ofLab(`/photos/${nobodysFile}`),
  'PUT /api/kept-labs/:code/photos/:photoId': ofLab(`/photos/${nobodysFile}`, { alt: words, altEn: null }),
  'DELETE /api/kept-labs/:code/photos/:photoId': ofLab(`/photos/${nobodysFile}`),
  'POST /api/labs/:code/claims': [
    {
      as: applicant,
      path: ({ lab }) => `/api/labs/${lab}/claims`,
      body: ({ party }) => ({ partyId: party, reason: words }),
    },
  ],
}
