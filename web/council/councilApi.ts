import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  Approval,
  CouncilPlan,
  CouncilPlans,
  Edition,
  NewSitting,
  NewVote,
  Openings,
  SaveSitting,
  Sittings,
  VoteList,
  VoteSubject,
} from '#schema/council'
import { api } from '../api/client.ts'

/** First word of the keys of everything read of the Council: a vote may change any of it. */
const root = 'council'
const base = '/api/council/plans'
const path = (code: string) => `${base}/${encodeURIComponent(code)}`

const reading = <Answer>(key: readonly unknown[], address: string) =>
  queryOptions({ queryKey: [root, ...key], queryFn: ({ signal }) => api<Answer>(address, { signal }) })

export const councilPlansQuery = reading<CouncilPlans>(['plans'], base)
export const councilPlanQuery = (code: string) => reading<CouncilPlan>(['plan', code], path(code))
export const sittingsQuery = (code: string) => reading<Sittings>(['sittings', code], `${path(code)}/sittings`)
export const votesQuery = (code: string, parameters: string) =>
  reading<VoteList>(['votes', code, parameters], `${path(code)}/votes?${parameters}`)
export const subjectQuery = (code: string, subject: string, parameters: string) =>
  reading<VoteSubject>(
    ['subject', code, subject, parameters],
    `${path(code)}/votes/${subject.replace('-', '/')}?${parameters}`,
  )
export const openingsQuery = (code: string, before: string) =>
  reading<Openings>(['openings', code, before], `${path(code)}/openings${before && `?before=${before}`}`)

/** Each reading of the edition is logged: it is read once for each page somebody opens, and forgotten as they leave. */
export const editionQuery = (code: string, parameters: string) => ({
  ...queryOptions({
    queryKey: ['councilEdition', code, parameters],
    queryFn: () => api<Edition>(`${path(code)}/edition?${parameters}`),
  }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
})

export const approvalQuery = (code: string) =>
  reading<Approval>(['approval', code], `/api/desk/plans/${encodeURIComponent(code)}/approval`)

/** One thing recorded; all that is read of the Council is then read anew. */
function useDeed<Input, Answer>(deed: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: deed,
    onSuccess: () => queries.invalidateQueries({ queryKey: [root] }),
  })
}

export const useRecordVote = (code: string) =>
  useDeed((vote: NewVote) => api<VoteSubject>(`${path(code)}/votes`, { method: 'POST', body: vote }))

/** Records a sitting, or corrects the one of this id. */
export const useSaveSitting = (code: string) =>
  useDeed(({ id, ...sitting }: (NewSitting | SaveSitting) & { id?: number }) =>
    api<Sittings>(`${path(code)}/sittings${id === undefined ? '' : `/${id}`}`, {
      method: id === undefined ? 'POST' : 'PUT',
      body: sitting,
    }),
  )
