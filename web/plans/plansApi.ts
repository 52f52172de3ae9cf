import type { DeskPlan, DeskPlanList, Plan, PlanArticle, PlanList } from '#schema/plans'
import { api } from '../api/client.ts'

/** How the plans everybody may know of are asked for and kept. */
export const plansQuery = {
  queryKey: ['plans'],
  queryFn: () => api<PlanList>('/api/plans'),
}

const path = (code: string) => encodeURIComponent(code)

export const planQuery = (code: string) => ({
  queryKey: ['plans', code],
  queryFn: () => api<Plan>(`/api/plans/${path(code)}`),
})

export const articleQuery = (code: string, articleId: number) => ({
  queryKey: ['plans', code, 'articles', articleId],
  queryFn: () => api<PlanArticle>(`/api/plans/${path(code)}/articles/${articleId}`),
  staleTime: 60_000,
})

export const deskPlansQuery = {
  queryKey: ['desk', 'plans'],
  queryFn: () => api<DeskPlanList>('/api/desk/plans'),
}

export const deskPlanQuery = (code: string) => ({
  queryKey: ['desk', 'plans', code],
  queryFn: () => api<DeskPlan>(`/api/desk/plans/${path(code)}`),
})
