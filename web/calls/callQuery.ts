import type { Call } from '#schema/calls'
import { api } from '../api/client.ts'

/** How a call is asked for and kept. */
export const callQuery = (code: string) => ({
  queryKey: ['call', code],
  queryFn: () => api<Call>(`/api/calls/${encodeURIComponent(code)}`),
})
