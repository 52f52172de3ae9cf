import type { Role } from '../../accounts/schema.ts'
import { type Attempt, type Attempts, nobodysFile, ofRequest, tried, words } from './attempt.ts'

const evaluator: readonly Role[] = ['evaluator']

/** Operations of a commission, tried by an evaluator who does not sit on it. */
const ofCommission = (below: string, body?: object): Attempt[] => [
  tried(
    evaluator,
    ({ evaluation, judged }) => `/api/evaluation/${evaluation}${below.replace(':id', judged)}`,
    body,
  ),
]
const mark = { criterion: 'project', lotId: null, points: 1, purposes: null, note: words }
const hash = '0'.repeat(64)

/** What a commission does, and what comes of a request in an evaluation. */
export const evaluationAttempts: Attempts = {
  'GET /api/requests/:id/result': ofRequest('/result'),
  'POST /api/requests/:id/review': ofRequest('/review', { text: words }),
  'POST /api/requests/:id/improved-offers': ofRequest('/improved-offers', {
    roundId: 1,
    sealedPrice: Buffer.alloc(208).toString('base64'),
  }),
  'GET /api/evaluation/:code': ofCommission(''),
  'POST /api/evaluation/:code/declaration': ofCommission('/declaration', { relations: [] }),
  'POST /api/evaluation/:code/rankings/:rankingId/sign': ofCommission('/rankings/1/sign', { hash }),
  'POST /api/evaluation/:code/rankings/:rankingId/drop': ofCommission('/rankings/1/drop', { reason: words }),
  'GET /api/evaluation/:code/requests/:id': ofCommission('/requests/:id'),
  'PUT /api/evaluation/:code/requests/:id/marks': ofCommission('/requests/:id/marks', { marks: [mark] }),
  'POST /api/evaluation/:code/requests/:id/submission': ofCommission('/requests/:id/submission'),
  'POST /api/evaluation/:code/requests/:id/revision': ofCommission('/requests/:id/revision', mark),
  'POST /api/evaluation/:code/requests/:id/conflict': ofCommission('/requests/:id/conflict', {
    reason: words,
  }),
  'GET /api/evaluation/:code/requests/:id/files/:fileId': ofCommission(`/requests/:id/files/${nobodysFile}`),
  'GET /api/evaluation/:code/requests/:id/files/:fileId/thumbnail': ofCommission(
    `/requests/:id/files/${nobodysFile}/thumbnail`,
  ),
}
