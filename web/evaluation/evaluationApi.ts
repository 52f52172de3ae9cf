import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import type { EvaluationFile, EvaluatorQueue, Seat } from '#schema/evaluation'
import { api } from '../api/client.ts'

const at = (code: string) => `/api/evaluation/${encodeURIComponent(code)}`

export const filePathOf = (code: string, requestId: string) => `${at(code)}/requests/${requestId}`

/** What a commissioner has to do, narrowed as the address says. */
export const queueQuery = (parameters: string) => ({
  queryKey: ['evaluation', 'queue', parameters],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api<EvaluatorQueue>(`/api/evaluation?${parameters}`, { signal }),
})

export const seatQuery = (code: string) => ({
  queryKey: ['evaluation', code],
  queryFn: ({ signal }: { signal: AbortSignal }) => api<Seat>(at(code), { signal }),
})

export const fileQuery = (code: string, requestId: string) => ({
  queryKey: ['evaluation', code, requestId],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api<EvaluationFile>(filePathOf(code, requestId), { signal }),
})

export interface Sending {
  below: string
  body?: object
  method?: 'POST' | 'PUT'
}

/** Sends something below an address; its answer is the whole as it then stands, and is kept under a key. */
export function useSending<Answer>(path: string, queryKey: QueryKey) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ below, body, method = 'POST' }: Sending) =>
      api<Answer>(path + below, { method, ...(body && { body }) }),
    onSuccess: (answer) => {
      queries.setQueryData(queryKey, answer)
      void queries.invalidateQueries({ queryKey: ['evaluation', 'queue'] })
    },
  })
}

/** What a commissioner does as one of a commission: declares, signs, takes back. */
export const useSeatSending = (code: string) => useSending<Seat>(at(code), seatQuery(code).queryKey)
