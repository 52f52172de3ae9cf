import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  Alarms,
  Around,
  Bulk,
  BulkResult,
  Confirmation,
  Group,
  GroupList,
  NewDecision,
  NewPlanChange,
  NewPoint,
  PlanChanges,
  PointDetail,
  PointList,
  PointMap,
  Progress,
  Replies,
  Selection,
  Setup,
  SplitSubmission,
  SubmissionList,
  Suggestions,
} from '#schema/points'
import { api } from '../api/client.ts'

/** First word of the keys of everything read at this desk: a change to a point may change any of it. */
const root = 'points'

const reading = <Answer>(key: readonly unknown[], path: string) =>
  queryOptions({
    queryKey: [root, ...key],
    queryFn: ({ signal }) => api<Answer>(path, { signal }),
  })

const desk = '/api/desk/points'
const ofPlan = (plan: string) => `plan=${encodeURIComponent(plan)}`

/** What the pages of a plan choose from; of the plan that is examined where none is named. */
export const setupQuery = (plan: string | undefined) =>
  reading<Setup>(['setup', plan], `${desk}/setup${plan ? `?${ofPlan(plan)}` : ''}`)
export const listQuery = (parameters: string) =>
  reading<PointList>(['list', parameters], `${desk}?${parameters}`)
export const mapQuery = (parameters: string) =>
  reading<PointMap>(['map', parameters], `${desk}/map?${parameters}`)
export const aroundQuery = (id: number, parameters: string) =>
  reading<Around>(['around', id, parameters], `${desk}/${id}/around?${parameters}`)
export const pointQuery = (id: number) => reading<PointDetail>(['one', id], `${desk}/${id}`)
export const submissionsQuery = (parameters: string) =>
  reading<SubmissionList>(['submissions', parameters], `${desk}/submissions?${parameters}`)
export const splitQuery = (id: string) =>
  reading<SplitSubmission>(['split', id], `/api/desk/observations/${encodeURIComponent(id)}/points`)
/** Where a file of what was received is opened. */
export const filePath = (submission: string, file: string) =>
  `/api/desk/observations/${encodeURIComponent(submission)}/files/${file}`
export const suggestionsQuery = (plan: string) =>
  reading<Suggestions>(['twins', plan], `/api/desk/twins?${ofPlan(plan)}`)
export const groupsQuery = (plan: string) =>
  reading<GroupList>(['groups', plan], `/api/desk/groups?${ofPlan(plan)}`)
export const groupQuery = (id: number) => reading<Group>(['group', id], `/api/desk/groups/${id}`)
export const alarmsQuery = (plan: string) =>
  reading<Alarms>(['alarms', plan], `${desk}/alarms?${ofPlan(plan)}`)
export const progressQuery = (plan: string) =>
  reading<Progress>(['progress', plan], `${desk}/progress?${ofPlan(plan)}`)
export const changesQuery = (plan: string) =>
  reading<PlanChanges>(['changes', plan], `/api/desk/plan-changes?${ofPlan(plan)}`)
export const repliesQuery = (plan: string) =>
  reading<Replies>(['replies', plan], `${desk}/replies?${ofPlan(plan)}`)

const post = <Answer>(path: string, body?: object) => api<Answer>(path, { method: 'POST', body })

export const selectAll = (parameters: string) => api<Selection>(`${desk}/selection?${parameters}`)
export const changeMany = (bulk: Bulk) => post<BulkResult>(`${desk}/bulk`, bulk)
export const addPoint = (submission: string, point: NewPoint) =>
  post<SplitSubmission>(`/api/desk/observations/${encodeURIComponent(submission)}/points`, point)
export const removePoint = (id: number, version: number, reason: string) =>
  post<SplitSubmission>(`${desk}/${id}/remove`, { version, reason })
/** Declares a submission inadmissible, puts it into another, or takes it back. */
export const doToSubmission = (id: string, deed: 'inadmissible' | 'merge' | 'restore', body: object) =>
  post<SplitSubmission>(`/api/desk/observations/${encodeURIComponent(id)}/${deed}`, body)
/** What is done to one point, answered with how it then stands. */
export const doToPoint = (id: number, deed: string, body: object) =>
  post<PointDetail>(`${desk}/${id}/${deed}`, body)
export const changePoint = (id: number, changes: object) =>
  api<PointDetail>(`${desk}/${id}`, { method: 'PATCH', body: changes })
export const answerOpinion = (id: number, body: object) =>
  post<PointDetail>(`/api/desk/opinions/${id}/answer`, body)
export const decideGroup = (id: number, decision: NewDecision) =>
  post<Group>(`/api/desk/groups/${id}/decisions`, decision)
export const findTwins = (plan: string) => post<Suggestions>('/api/desk/twins/search', { plan })
export const proposeGroup = (plan: string, points: number[]) =>
  post<Suggestions>('/api/desk/twins', { plan, points })
export const confirmTwins = (id: number, confirmation: Confirmation) =>
  post<Group>(`/api/desk/twins/${id}/confirm`, confirmation)
export const dismissTwins = (id: number) => post<Suggestions>(`/api/desk/twins/${id}/dismiss`)
export const addChange = (change: NewPlanChange) => post<PlanChanges>('/api/desk/plan-changes', change)
export const dropChange = (id: number) => post<PlanChanges>(`/api/desk/plan-changes/${id}/drop`)

const refresh = (queries: QueryClient) => queries.invalidateQueries({ queryKey: [root] })

/** One thing done at this desk; all that is read there is then read anew. */
export function useDeed<Input, Answer>(deed: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: deed, onSuccess: () => refresh(queries) })
}

/** The same for a point: its answer stands on the page at once. */
export function usePointDeed<Input>(id: number, deed: (input: Input) => Promise<PointDetail>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: deed,
    onSuccess: (point) => {
      queries.setQueryData(pointQuery(id).queryKey, point)
      return refresh(queries)
    },
  })
}
