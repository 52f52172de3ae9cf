import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DeskVisits, NewVisit } from '#schema/visits'
import { api } from '../api/client.ts'

const pathOf = (code: string) => `/api/desk/calls/${encodeURIComponent(code)}/visits`

/** How the visits of a call are asked for and kept at the desk. */
export const deskVisitsQuery = (code: string) => ({
  queryKey: ['desk', 'calls', code, 'visits'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api<DeskVisits>(pathOf(code), { signal }),
})

const post = (path: string, body?: object) => api<DeskVisits>(path, { method: 'POST', body })

export const addVisit = (code: string, visit: NewVisit) => post(pathOf(code), visit)
export const cancelVisit = (code: string, slot: number) => post(`${pathOf(code)}/${slot}/cancel`)
export const recordAttendance = (booking: string, attended: boolean) =>
  post(`/api/desk/visit-bookings/${booking}/attendance`, { attended })

/** One thing done with visits, whose answer is how they then stand. */
export function useVisitDeed<Input>(code: string, deed: (input: Input) => Promise<DeskVisits>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: deed,
    onSuccess: (visits) => {
      queries.setQueryData(deskVisitsQuery(code).queryKey, visits)
      void queries.invalidateQueries({ queryKey: ['call', code, 'visits'] })
    },
  })
}
