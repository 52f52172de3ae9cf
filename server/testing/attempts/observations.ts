import { observationContent } from '../observations.ts'
import { type Attempt, type Attempts, applicant, tried, versioned } from './attempt.ts'

const ofObservation = (below: string, body?: object): Attempt[] => [
  tried(applicant, ({ observation }) => `/api/observations/${observation}${below}`, body),
  tried(applicant, ({ observationDraft }) => `/api/observations/${observationDraft}${below}`, body),
]
const ofObservationFile: Attempt[] = [
  {
    as: applicant,
    path: ({ observationDraft, observationFile }) =>
      `/api/observations/${observationDraft}/files/${observationFile}`,
  },
  {
    as: applicant,
    path: ({ observationFile }, mine) =>
      `/api/observations/${mine.observationDraft}/files/${observationFile}`,
  },
]

/** Observations on a plan, and their files. */
export const observationsAttempts: Attempts = {
  'PUT /api/observations/drafts/:id': [
    {
      as: applicant,
      path: ({ observationDraft }) => `/api/observations/drafts/${observationDraft}`,
      body: () => ({ ...versioned, content: observationContent() }),
    },
  ],
  'DELETE /api/observations/drafts/:id': [
    { as: applicant, path: ({ observationDraft }) => `/api/observations/drafts/${observationDraft}` },
  ],
  'POST /api/observations': [
    {
      as: applicant,
      path: () => '/api/observations',
      body: ({ observationDraft }) => ({ draftId: observationDraft, ...versioned }),
    },
  ],
  'GET /api/observations/:id': ofObservation(''),
  'POST /api/observations/:id/files': ofObservation('/files'),
  'DELETE /api/observations/:id/files/:fileId': ofObservationFile,
  'GET /api/observations/:id/files/:fileId': ofObservationFile,
  'GET /api/observations/:id/receipt.pdf': ofObservation('/receipt.pdf'),
  'POST /api/observations/:id/withdraw': ofObservation('/withdraw', versioned),
}
