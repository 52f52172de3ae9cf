import { type Attempts, applicant } from './attempt.ts'

/** Places on visits. */
export const visitsAttempts: Attempts = {
  'POST /api/visit-bookings/:id/cancel': [
    { as: applicant, path: ({ booking }) => `/api/visit-bookings/${booking}/cancel` },
  ],
  'GET /api/visit-bookings/:id/certificate.pdf': [
    { as: applicant, path: ({ booking }) => `/api/visit-bookings/${booking}/certificate.pdf` },
  ],
}
