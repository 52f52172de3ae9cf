import type { CallDraw, CallResults, OwnResult } from '#schema/evaluation'
import { api } from '../api/client.ts'

const at = (code: string) => `/api/calls/${encodeURIComponent(code)}`

export const resultsQuery = (code: string) => ({
  queryKey: ['call', code, 'results'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api<CallResults>(`${at(code)}/results`, { signal }),
})

export const drawQuery = (code: string, drawId: string) => ({
  queryKey: ['call', code, 'draws', drawId],
  queryFn: ({ signal }: { signal: AbortSignal }) => api<CallDraw>(`${at(code)}/draws/${drawId}`, { signal }),
})

export const ownResultQuery = (requestId: string) => ({
  queryKey: ['requests', requestId, 'result'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api<OwnResult>(`/api/requests/${requestId}/result`, { signal }),
})

/** Where the text of a ranking lies that its hash is taken over. */
export const rankingTextPath = (code: string, rankingId: number) => `${at(code)}/rankings/${rankingId}`
