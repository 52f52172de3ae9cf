import { randomUUID } from 'node:crypto'
import { type Attempts, applicant, ofRequest, words } from './attempt.ts'

/** Awards of a request, and agreements made of them. */
export const agreementsAttempts: Attempts = {
  'GET /api/requests/:id/awards': [
    { as: applicant, path: ({ request }) => `/api/requests/${request}/awards` },
  ],
  'POST /api/requests/:id/awards/:award/answer': ofRequest(`/awards/${randomUUID()}/answer`, {
    answer: 'accepted',
  }),
  'POST /api/requests/:id/agreements/:agreement/facts/:fact/reply': ofRequest(
    `/agreements/${randomUUID()}/facts/1/reply`,
    { text: words },
  ),
  'POST /api/requests/:id/agreements/:agreement/reports': ofRequest(`/agreements/${randomUUID()}/reports`, {
    year: 2025,
    jobs: 1,
    openingHoursWeek: 40,
    residentHours: 0,
    text: words,
  }),
}
